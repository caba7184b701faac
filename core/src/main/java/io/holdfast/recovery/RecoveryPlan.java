package io.holdfast.recovery;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How a person brings one link back: with the account that it was read with, or, on purpose, by moving it to another. */
@Value.Immutable
public interface RecoveryPlan {
    /** What is to be pressed. */
    enum Intent {
        /** Retry: the bound connection is valid. */
        RETRY,
        /** Reconnect: the bound connection is severed. */
        RECONNECT
    }

    /** What a person does first. */
    enum Step {
        /** Press the button: the bound account is connected. */
        PROCEED,
        /** Move it: the bound account is gone, or can't be connected beside one that is. */
        MOVE,
        /** Connect the bound account again in Settings, Integrations, or have it checked there if it is accepted again. */
        GO_TO_INTEGRATIONS
    }

    /** {@return the link} */
    SyncLinkId link();

    /** {@return what is to be pressed} */
    Intent intent();

    /** {@return the account that the link is bound to, severed or not; empty if its integration is gone} */
    Optional<Bound> bound();

    /** {@return with what it is pressed: the bound account alone, where that is connected; it is never refused} */
    List<Candidate> candidates();

    /** {@return to which accounts the link could be moved, by id; whether they see the event or channel, only the provider knows} */
    List<Candidate> moves();

    /** {@return whether nothing can be connected beside what is: an account is connected, and the provider allows one per workspace} */
    boolean full();

    /** {@return the integration to press it with; empty where the bound account is not connected} */
    default Optional<IntegrationId> preselected() {
        return candidates().stream().map(Candidate::integration).findFirst();
    }

    /** {@return what a person does first} */
    default Step step() {
        if (!candidates().isEmpty()) {
            return Step.PROCEED;
        }
        return mustMove() && !moves().isEmpty() ? Step.MOVE : Step.GO_TO_INTEGRATIONS;
    }

    /** {@return whether the bound account never comes back, or not beside the one that is connected, so that only a move leads on} */
    default boolean mustMove() {
        return bound().map(own -> full() && !own.connected()).orElse(true);
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RecoveryPlan}. */
    final class Builder extends ImmutableRecoveryPlan.Builder {
        Builder() {
            full(false);
        }
    }

    /**
     * The account that a link is bound to.
     *
     * @param integration its integration
     * @param label what a person knows the account by; personal data, so it is left out of {@code toString}
     * @param connected whether it is connected, by whatever connection
     * @param acceptedAgain whether it was severed by mistake: the provider accepts what is kept of it, so that a check connects it
     */
    record Bound(IntegrationId integration, String label, boolean connected, boolean acceptedAgain) {
        static Bound of(Integration integration, Instant now) {
            return new Bound(
                    integration.id(),
                    integration.account().label(),
                    integration.isConnected(),
                    integration.isAcceptedAgain(now));
        }

        @Override
        public String toString() {
            return "Bound[integration=" + integration + ", label=***, connected=" + connected + ", acceptedAgain="
                    + acceptedAgain + "]";
        }
    }

    /**
     * An integration that a link can be brought back with, or moved to.
     *
     * @param integration which one
     * @param connection its connection that is valid now
     * @param label what a person knows its account by; personal data, so it is left out of {@code toString}
     * @param move whether the link is bound to another integration, so that taking this one moves it to another account
     */
    record Candidate(IntegrationId integration, long connection, String label, boolean move) {
        /** {@return what the link would be bound to} */
        public SyncLink.Binding binding() {
            return new SyncLink.Binding(integration(), connection());
        }

        /**
         * Makes a candidate of an integration.
         *
         * @param integration one that is connected
         * @param link the link that it is for
         * @return the candidate
         */
        public static Candidate of(Integration integration, SyncLink link) {
            return new Candidate(
                    integration.id(),
                    integration.connection(),
                    integration.account().label(),
                    !integration.id().equals(link.binding().integration()));
        }

        @Override
        public String toString() {
            return "Candidate[integration=" + integration + ", connection=" + connection + ", label=***" + ", move="
                    + move + "]";
        }
    }
}
