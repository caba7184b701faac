package io.holdfast.recovery;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How a person brings one link back: with which integration, and whether there is a choice to make. */
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
        /** Press the button: there is one integration to do it with. */
        PROCEED,
        /** Choose among several. */
        CHOOSE,
        /** Connect the provider in Settings, Integrations: there is none. */
        GO_TO_INTEGRATIONS
    }

    /** {@return the link} */
    SyncLinkId link();

    /** {@return what is to be pressed} */
    Intent intent();

    /** {@return with what, the integration that the link is bound to first, the others by id} */
    List<Candidate> candidates();

    /** {@return the one to take if nobody chooses; empty where somebody must} */
    default Optional<IntegrationId> preselected() {
        return step() == Step.PROCEED ? Optional.of(candidates().get(0).integration()) : Optional.empty();
    }

    /** {@return what a person does first} */
    default Step step() {
        return switch (candidates().size()) {
            case 0 -> Step.GO_TO_INTEGRATIONS;
            case 1 -> Step.PROCEED;
            default -> Step.CHOOSE;
        };
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RecoveryPlan}. */
    final class Builder extends ImmutableRecoveryPlan.Builder {
        Builder() {}
    }

    /**
     * An integration that a link can be brought back with.
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
