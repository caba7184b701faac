package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One account of a provider, authorised for a workspace. It holds no secret, only the name of the drawer where one lies. */
@Value.Immutable
public interface Integration {
    /** Whether its credential counts. */
    enum Status {
        /** The credential works as far as anybody knows. Left by severance. */
        CONNECTED,
        /** The authorisation is gone. Left by connecting the same account again. */
        SEVERED
    }

    /** {@return its id} */
    IntegrationId id();

    /** {@return whose it is} */
    WorkspaceId workspace();

    /** {@return at which provider} */
    ProviderId provider();

    /** {@return who it is there} */
    Account account();

    /** {@return whether its credential counts} */
    Status status();

    /** {@return the unbroken authorisation that holds now, from 1; grows when a severed one is authorised again} */
    long connection();

    /** {@return grows with each new credential, from 1} */
    long credentialVersion();

    /** {@return the drawer of the credential that counts; empty if none does} */
    Optional<SecretRef> credential();

    /** {@return when this connection was made} */
    Instant connectedAt();

    /** {@return what a newer release stored beside all this} */
    Unread unread();

    /** {@return grows by one with each write, from 1} */
    long version();

    /** {@return whether its credential counts} */
    default boolean isConnected() {
        return status() == Status.CONNECTED;
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link Integration}. */
    final class Builder extends ImmutableIntegration.Builder {
        Builder() {
            unread(Unread.NOTHING);
        }
    }

    /** Refuses numbers below 1, and a connection without a credential. */
    @Value.Check
    default void check() {
        Expect.atLeastOne("a connection number", connection());
        Expect.atLeastOne("a credential version", credentialVersion());
        Expect.atLeastOne("a version", version());
        Expect.that(
                !isConnected() || credential().isPresent(),
                "expected a credential of the connected integration " + id().value() + " but found none");
    }
}
