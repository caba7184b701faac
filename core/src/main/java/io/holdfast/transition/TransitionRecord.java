package io.holdfast.transition;

import io.holdfast.model.Actor;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.UnknownFields;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One line of a link's history: made by each move that changes what a person sees. */
@Value.Immutable
public interface TransitionRecord {
    /** {@return the link} */
    SyncLinkId link();

    /** {@return its version after the move} */
    long version();

    /** {@return when it was decided} */
    Instant at();

    /** {@return what happened; empty for the link's birth} */
    Optional<TriggerKind> trigger();

    /** {@return why, in the words of the table} */
    String reason();

    /** {@return who asked, where somebody did} */
    Optional<Actor> actor();

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

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TransitionRecord}. */
    final class Builder extends ImmutableTransitionRecord.Builder {
        Builder() {
            unknownFields(UnknownFields.NOTHING);
        }
    }
}
