package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each public type of the adapter tells of itself, and what it gives away, once secrets and people passed through. It
 * goes to the log as well, where the search after the tests finds it.
 */
final class ShownTypesTest {
    private static final Logger log = LoggerFactory.getLogger("canary");
    private static final Path COMPILED = Path.of("target", "classes");
    private static final String KEY = "a key that no message may hold";

    private final List<Object> samples = new ArrayList<>();
    private final List<String> planted = new ArrayList<>(List.of(KEY));

    @Test
    void noPublicTypeShowsASecretOrAPerson() throws IOException {
        try (EventbriteSandbox sandbox = EventbriteSandbox.builder().start()) {
            reading(sandbox);
            connecting();

            for (Class<?> type : publicTypes()) {
                List<String> texts = samples.stream()
                        .filter(type::isInstance)
                        .map(Object::toString)
                        .toList();
                assertThat(texts).as("samples of %s; add one", type).isNotEmpty();
                for (String text : texts) {
                    log.trace("type={} text=\"{}\"", type.getName(), text);
                    assertThat(text).doesNotContain(planted);
                }
            }
        }
    }

    private void reading(EventbriteSandbox sandbox) {
        SandboxEvent event = sandbox.event("Harbour Data Night", 50);
        EventbriteOptions.Builder builder = EventbriteOptions.builder();
        EventbriteOptions options = builder.baseUri(sandbox.baseUri()).build();
        EventbriteConnector connector = EventbriteConnector.create(options);
        Credential credential = Credential.apiKey(sandbox.token());
        Account account = connector.identify(credential);
        AttendeePage page = connector.attendees(
                new Grant(credential, account),
                new RemoteRef(SubjectKind.EVENT, RemoteId.of(event.id())),
                Cursor.START);
        assertThat(page.attendees()).hasSize(50);
        samples.addAll(List.of(connector, options, builder, page, account));
        planted.add(sandbox.token());
        planted.add(account.label());
        event.attendees().stream()
                .flatMap(attendee -> attendee.email().stream())
                .filter(email -> email.contains("@"))
                .forEach(planted::add);
    }

    private void connecting() {
        EventbriteOauthOptions.Builder builder = EventbriteOauthOptions.builder();
        EventbriteOauthOptions options = builder.clientId("client")
                .clientSecret(Secret.of(KEY))
                .redirectUri(URI.create("https://host.example/back"))
                .build();
        String code = "a+key+that+no+message+may+hold";
        samples.addAll(List.of(
                builder,
                options,
                EventbriteOauth.create(options),
                EventbriteOauth.callback("state=s&code=" + code, "s"),
                EventbriteOauth.callback("state=s&error=access_denied", "s"),
                EventbriteOauth.callback("state=" + code + "&code=" + code, "s"),
                EventbriteCallback.Why.DENIED));
        planted.add(code);
    }

    private static List<Class<?>> publicTypes() throws IOException {
        try (Stream<Path> files = Files.walk(COMPILED)) {
            return files.map(file -> COMPILED.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.').replace('\\', '.'))
                    .<Class<?>>map(ShownTypesTest::load)
                    .filter(ShownTypesTest::isPublic)
                    .toList();
        }
    }

    /** Public as a host sees it: with all that it stands in. */
    private static boolean isPublic(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (around == null || isPublic(around));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ShownTypesTest.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(name + " lies in " + COMPILED + " but can't be loaded", gone);
        }
    }
}
