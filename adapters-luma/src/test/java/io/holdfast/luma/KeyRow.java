package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.Refusal;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key that somebody connects, and what has to come of it.
 *
 * @param name what happens
 * @param key what was typed
 * @param fault what becomes of the answer
 * @param kind what its failure means; nothing if it is connected
 * @param suspect whether the key is refused, rather than not judged
 * @param help what the person is told to do
 */
record KeyRow(
        String name, String key, Fault fault, @Nullable FailureKind kind, boolean suspect, String help) {
    private static final String GOOD = "secret-T0K3N";
    private static final boolean REFUSED = true;
    private static final boolean NOT_JUDGED = false;

    // spotless:off
    static Stream<KeyRow> table() {
        String again = "if the key was revoked, make another at Luma and connect again";
        String stranger = "something in front of it answered; try again later";
        String copy = "copy it again from the calendar's settings at Luma, Developer";
        String later = "try again later";
        return Stream.of(
                new KeyRow("a good key", GOOD, Fault.none(), null, NOT_JUDGED, ""),
                new KeyRow("a good key of a calendar without a name", GOOD, Fault.json(200, "{\"id\": \"cal-Pier\", \"name\": null}"), null, NOT_JUDGED, ""),
                new KeyRow("an answer of old", GOOD, Fault.json(200, "{\"calendar\": {\"api_id\": \"cal-Pier\"}}"), null, NOT_JUDGED, ""),
                new KeyRow("a key with a newline", GOOD + "\nX-Evil: 1", Fault.none(), FailureKind.CONFIGURATION, REFUSED, copy),
                new KeyRow("a good key, pasted with a newline at its end", GOOD + "\n", Fault.none(), null, NOT_JUDGED, ""),
                new KeyRow("a key with a letter that no header takes", "secret-T0K3N\u00fc", Fault.none(), FailureKind.CONFIGURATION, REFUSED, copy),
                new KeyRow("a key that nobody knows", "secret-of-nobody", Fault.none(), FailureKind.UNREACHABLE, REFUSED, again),
                new KeyRow("a key that a proxy dropped", GOOD, Fault.refused(400), FailureKind.REJECTED, REFUSED, "look for a proxy that drops the header x-luma-api-key"),
                new KeyRow("an organisation's key, or no Luma Plus", GOOD, Fault.refused(403), FailureKind.PERMISSION, REFUSED, "renew Luma Plus, or connect with the key of one calendar"),
                new KeyRow("401 with HTML", GOOD, Fault.html(401), FailureKind.UNREACHABLE, NOT_JUDGED, stranger),
                new KeyRow("403 with HTML", GOOD, Fault.html(403), FailureKind.UNREACHABLE, NOT_JUDGED, stranger),
                new KeyRow("400 with nothing", GOOD, Fault.json(400, ""), FailureKind.UNREACHABLE, NOT_JUDGED, stranger),
                new KeyRow("404", GOOD, Fault.refused(404), FailureKind.INTERNAL, NOT_JUDGED, "check the base URI"),
                new KeyRow("405", GOOD, Fault.refused(405), FailureKind.INTERNAL, NOT_JUDGED, "check the base URI"),
                new KeyRow("409", GOOD, Fault.refused(409), FailureKind.UNREACHABLE, NOT_JUDGED, later),
                new KeyRow("422", GOOD, Fault.refused(422), FailureKind.REJECTED, NOT_JUDGED, "check the event or calendar at Luma"),
                new KeyRow("429", GOOD, Fault.refused(429), FailureKind.RATE_LIMITED, NOT_JUDGED, "Luma asks to wait 60 s"),
                new KeyRow("500", GOOD, Fault.refused(500), FailureKind.UNREACHABLE, NOT_JUDGED, later),
                new KeyRow("503 with HTML", GOOD, Fault.html(503), FailureKind.UNREACHABLE, NOT_JUDGED, stranger),
                new KeyRow("302", GOOD, Fault.redirect(302, "/login"), FailureKind.INTERNAL, NOT_JUDGED, "redirect is not followed"),
                new KeyRow("200 with HTML", GOOD, Fault.html(200), FailureKind.MALFORMED, NOT_JUDGED, later),
                new KeyRow("200 with an error", GOOD, Fault.refused(200), FailureKind.MALFORMED, NOT_JUDGED, "no calendar with an id"),
                new KeyRow("200 with nothing", GOOD, Fault.json(200, ""), FailureKind.MALFORMED, NOT_JUDGED, later),
                new KeyRow("a calendar with a blank id", GOOD, Fault.json(200, "{\"id\": \" \"}"), FailureKind.MALFORMED, NOT_JUDGED, "no calendar with an id"),
                new KeyRow("half an answer", GOOD, Fault.json(200, "{\"id\": \"cal-Pier\", \"na"), FailureKind.MALFORMED, NOT_JUDGED, later),
                new KeyRow("204", GOOD, Fault.json(204, ""), FailureKind.MALFORMED, NOT_JUDGED, later),
                new KeyRow("a connection that breaks", GOOD, Fault.truncate(10), FailureKind.UNREACHABLE, NOT_JUDGED, "the connection broke"));
    }
    // spotless:on

    void check() {
        try (UnderFire world = new UnderFire(options -> {}, SyncPolicy.defaults())) {
            world.road.inject(FireRow.WHO, 0, FireRow.ALWAYS, fault);
            LumaConnector connector = LumaConnector.create(options(world));
            ProviderException failed =
                    catchThrowableOfType(ProviderException.class, () -> connector.identify(Credential.apiKey(key)));

            assertThat(Optional.ofNullable(failed).map(ProviderException::kind)).isEqualTo(Optional.ofNullable(kind));
            if (failed != null) {
                assertThat(failed.suspectsCredential()).isEqualTo(suspect);
                assertThat(failed.getMessage()).startsWith("expected ").contains("; ", help);
                assertThat(failed.toString()).doesNotContain(key, GOOD);
            }
            connected(world);
        }
    }

    private void connected(UnderFire world) {
        world.secret = key;
        if (kind == null) {
            assertThat(world.connected().account().id()).isEqualTo(UnderFire.CALENDAR);
        } else if (suspect) {
            assertThat(outcome(world).refusal().map(Refusal::code)).contains(Refusal.Code.CREDENTIAL_REFUSED);
            assertThat(world.engine.integrations().list(UnderFire.ACME)).isEmpty();
        } else {
            assertThat(catchThrowableOfType(ProviderException.class, () -> outcome(world)))
                    .returns(kind, ProviderException::kind);
            assertThat(world.engine.integrations().list(UnderFire.ACME)).isEmpty();
        }
    }

    private Outcome<Integration> outcome(UnderFire world) {
        return world.engine.integrations().connect(UnderFire.ACME, world.connector.provider(), Credential.apiKey(key));
    }

    private static LumaOptions options(UnderFire world) {
        LumaOptions.Builder options = LumaOptions.builder();
        options.baseUri(world.road.baseUri()).time(world.time);
        return options.build();
    }

    @Override
    public String toString() {
        return name;
    }
}
