package io.holdfast.transition;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.HeldBack;
import io.holdfast.model.Hints;
import io.holdfast.model.Rejected;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a completed run read. */
@Value.Immutable
public interface RunReport {
    /** {@return its last checkpoint, with nothing left to read: which read, since when, its counts} */
    Checkpoint last();

    /** {@return some of the rows that could not be taken} */
    List<Rejected> sample();

    /** {@return whom its walk missed, to be confirmed by another; empty if it missed nobody, and outside a walk} */
    Optional<HeldBack> heldBack();

    /** {@return what is to be read a second time, because the provider's answers may lag behind what it signalled} */
    Optional<Hints> lookAgain();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RunReport}. */
    final class Builder extends ImmutableRunReport.Builder {
        Builder() {}
    }

    /** Refuses a read that has not ended, and removals held back by what was no walk. */
    @Value.Check
    default void check() {
        if (last().cursor().isPresent()) {
            throw new IllegalArgumentException("expected a checkpoint with nothing left to read but walk "
                    + last().walk() + " goes on; apply its next page instead");
        }
        if (heldBack().isPresent() && !last().read().isWalk()) {
            throw new IllegalArgumentException("expected removals to be held back by a walk but run " + last().walk()
                    + " read changes only; what it did not see may well be there");
        }
    }
}
