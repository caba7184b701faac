package io.holdfast.transition;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.Rejected;
import java.util.List;
import org.immutables.value.Value;

/** What a completed run read. */
@Value.Immutable
public interface RunReport {
    /** {@return its last checkpoint, with nothing left to read: which read, since when, its counts} */
    @Value.Parameter
    Checkpoint last();

    /** {@return some of the rows that could not be taken} */
    @Value.Parameter
    List<Rejected> sample();

    /**
     * Tells what was read.
     *
     * @param last the last checkpoint, with nothing left to read
     * @param sample some of the rows that could not be taken
     * @return the report
     */
    static RunReport of(Checkpoint last, List<Rejected> sample) {
        return ImmutableRunReport.of(last, sample);
    }

    /** Refuses a read that has not ended. */
    @Value.Check
    default void check() {
        if (last().cursor().isPresent()) {
            throw new IllegalArgumentException("expected a checkpoint with nothing left to read but walk "
                    + last().walk() + " goes on; apply its next page instead");
        }
    }
}
