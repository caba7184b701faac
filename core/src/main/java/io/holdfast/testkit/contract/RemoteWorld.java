package io.holdfast.testkit.contract;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.port.ProviderConnector;
import io.holdfast.webhook.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A provider, real or in a sandbox, as the checks of its connector find it. Each check closes its own. */
public interface RemoteWorld extends AutoCloseable {
    /** How long the provider asks to wait where it says so. */
    Duration WAIT = Duration.ofSeconds(90);

    /** What the provider's clock shows where it differs from ours. */
    Instant ANOTHER_TIME = Instant.parse("2040-02-29T12:00:00Z");

    /** {@return the connector} */
    ProviderConnector connector();

    /** {@return a credential that the provider takes} */
    Credential credential();

    /** {@return one that it refuses} */
    Credential refusedCredential();

    /** {@return another one that it takes and that sees the same event; the same one if it gives no other} */
    default Credential otherCredential() {
        return credential();
    }

    /** {@return an event or channel that the credential sees, best with more than one page of attendees} */
    RemoteRef remote();

    /** {@return the attendees that it has, all of them} */
    Set<AttendeeId> attendees();

    /** {@return an event or channel that is not there} */
    RemoteRef missing();

    /** {@return an attendee that {@link #remote()} does not have; by default one called {@code 990000000001}} */
    default AttendeeId missingAttendee() {
        return AttendeeId.of("990000000001");
    }

    /**
     * {@return what the provider sends when an attendee of {@link #remote()} changes; empty if this world sends nothing, and then what
     * is about it is skipped}
     *
     * @param secret what it signs with, where it signs
     * @param now when it does
     */
    default Optional<Delivery> delivery(Secret secret, Instant now) {
        return Optional.empty();
    }

    /** {@return an address that nobody has subscribed yet; empty if this world keeps no subscriptions, and then they are skipped} */
    default Optional<Secret> webhookAddress() {
        return Optional.empty();
    }

    /**
     * Makes the provider misbehave in every answer from now on.
     *
     * @param fault how
     * @return whether it does; a check that needs what this world can't do is skipped
     */
    default boolean produce(RemoteFault fault) {
        return false;
    }

    /** {@return whether anybody went where a redirect leads} */
    default boolean strayed() {
        return false;
    }

    @Override
    default void close() {}
}
