package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.Grant;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the two public types tell of themselves, and what they give away, once a secret and people passed through. It goes
 * to the log as well, where the search after the tests finds it.
 */
final class ShownTypesTest {
    private static final Logger log = LoggerFactory.getLogger("canary");

    @Test
    void nothingShowsASecretOrAPerson() {
        try (EventbriteSandbox sandbox = EventbriteSandbox.builder().start()) {
            SandboxEvent event = sandbox.event("Harbour Data Night", 50);
            EventbriteOptions.Builder builder = EventbriteOptions.builder();
            EventbriteOptions options = builder.baseUri(sandbox.baseUri()).build();
            EventbriteConnector connector = EventbriteConnector.create(options);
            Credential credential = Credential.apiKey(sandbox.token());
            Account account = connector.identify(credential);
            AttendeePage page = connector.attendees(
                    Grant.of(credential, account),
                    RemoteRef.of(SubjectKind.EVENT, RemoteId.of(event.id())),
                    Cursor.START);

            assertThat(page.attendees()).hasSize(50);
            Map<Class<?>, Object> shown = Map.of(
                    EventbriteConnector.class, connector,
                    EventbriteOptions.class, options,
                    EventbriteOptions.Builder.class, builder,
                    AttendeePage.class, page,
                    Account.class, account);
            List<String> people = event.attendees().stream()
                    .flatMap(attendee -> attendee.email().stream())
                    .filter(email -> email.contains("@"))
                    .toList();
            assertThat(people).isNotEmpty();
            shown.forEach((type, value) -> {
                log.trace("type={} text=\"{}\"", type.getName(), value);
                assertThat(value.toString())
                        .doesNotContain(sandbox.token(), account.label())
                        .doesNotContain(people);
            });
        }
    }
}
