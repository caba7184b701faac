package io.holdfast.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How the link's latest run ended. */
@Value.Immutable
public interface LastRun {
    /** How a run can end. */
    enum Outcome {
        /** It read everything it had to, and took all of it. */
        COMPLETED,
        /** It read everything it had to, but some rows could not be taken: how many, its tally says. */
        PARTIAL,
        /** It gave up; the failure says why. */
        GAVE_UP
    }

    /** {@return what it did} */
    SyncRun.Kind kind();

    /** {@return when it was first claimed} */
    Instant startedAt();

    /** {@return when it ended} */
    Instant endedAt();

    /** {@return what its last read had brought} */
    Tally tally();

    /** {@return some of the rows that could not be taken} */
    List<Rejected> sample();

    /** {@return why it gave up; empty if it completed} */
    Optional<SyncFailure> failure();

    /** {@return how it ended} */
    default Outcome outcome() {
        if (failure().isPresent()) {
            return Outcome.GAVE_UP;
        }
        return tally().rejected() > 0 ? Outcome.PARTIAL : Outcome.COMPLETED;
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link LastRun}. */
    final class Builder extends ImmutableLastRun.Builder {
        Builder() {}
    }
}
