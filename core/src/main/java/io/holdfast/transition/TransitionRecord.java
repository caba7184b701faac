package io.holdfast.transition;

import io.holdfast.message.Message;
import io.holdfast.model.Actor;
import io.holdfast.model.Incident;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.UnknownFields;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** One line of a link's history: made by each move that changes what a person sees, and by each choice of the import mode. */
@Value.Immutable
public interface TransitionRecord {
    /** What the engine does by itself to end an incident. */
    Set<TriggerKind> BY_ITSELF = Set.of(TriggerKind.AUTO_RETRY_DUE, TriggerKind.INTEGRATION_PROVEN);

    /** {@return the link} */
    SyncLinkId link();

    /** {@return its version after the move} */
    long version();

    /** {@return when it was decided} */
    Instant at();

    /** {@return what happened; empty for the link's birth, and where a person chose the import mode} */
    Optional<TriggerKind> trigger();

    /** {@return why, in the words of the table} */
    String reason();

    /** {@return why, for a person} */
    default Message message() {
        return Message.sentence("reason", reason());
    }

    /** {@return who asked for it; {@link Actor#SYSTEM} where nobody did} */
    Actor actor();

    /** {@return what a person saw before; empty for the link's birth} */
    Optional<VisibleState> before();

    /** {@return what a person sees now} */
    VisibleState after();

    /** {@return what a newer release stored beside all this} */
    UnknownFields unknownFields();

    /** {@return whether this move ended an incident} */
    default boolean recovered() {
        return before().flatMap(VisibleState::incident).isPresent()
                && after().incident().isEmpty();
    }

    /**
     * {@return whether the engine changed it by itself on the way of recovering: it tries again, fails again, or moves the next
     * try} Such moves say nothing that the record which opened the incident did not say; who alarms people leaves them out, and
     * waits for {@link #recovered()}.
     */
    default boolean byRecovery() {
        boolean itsTurn = trigger().filter(kind -> BY_ITSELF.contains(kind)).isPresent();
        return itsTurn || isFailedRecovery();
    }

    private boolean isFailedRecovery() {
        Optional<Incident> open = before().flatMap(VisibleState::incident);
        Optional<Incident> grown = after().incident();
        return open.isPresent()
                && grown.isPresent()
                && grown.get().failedRuns() > open.get().failedRuns()
                && grown.get().retriesFailed() == open.get().retriesFailed();
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TransitionRecord}. */
    final class Builder extends ImmutableTransitionRecord.Builder {
        Builder() {
            unknownFields(UnknownFields.NOTHING).actor(Actor.SYSTEM);
        }
    }
}
