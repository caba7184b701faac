package io.holdfast.presentation;

import io.holdfast.message.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** How far an import is. It never falls within a run, and never reads as complete while the run is not. */
@Value.Immutable
public interface Progress {
    /** {@return attendees read so far; where a list is read once more, as many as any read of it has brought} */
    long processed();

    /** {@return how many the provider states; empty where it does not, and once that many were read and more may come} */
    OptionalLong total();

    /** {@return how many rows a minute the read brings; empty before that can be told} */
    OptionalLong perMinute();

    /** {@return when the list is expected to end, at that rate; empty without a rate or a total, and on hold} */
    Optional<Instant> expectedEnd();

    /** {@return when a page beyond all before was applied last; empty before the first} */
    Optional<Instant> advancedAt();

    /** {@return when it was first taken up; empty before} */
    Optional<Instant> startedAt();

    /** {@return the attempt that is on or comes next, from 1} */
    int attempt();

    /** {@return until when it waits; empty while it is worked on, waits for a worker alone, or is on hold} */
    Optional<Instant> waitsUntil();

    /** {@return all of this in a few words} */
    Message text();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link Progress}. */
    final class Builder extends ImmutableProgress.Builder {
        Builder() {}
    }
}
