package io.holdfast.transition;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Hints;
import io.holdfast.model.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What a completed run read. */
@Value.Immutable
public interface RunResult {
    /** {@return its last checkpoint, with nothing left to read: which read, since when, its counts} */
    Checkpoint last();

    /** {@return some of the rows that could not be taken} */
    List<Rejected> sample();

    /** {@return whom its full scan missed, as the attendee store counts them; empty outside a full scan} */
    Optional<ScanFindings> findings();

    /** {@return what is to be read a second time, because the provider's answers may lag behind what it signalled} */
    Optional<Hints> recheck();

    /** {@return whether its list was read by numbers of pages or rows, so that rows which went meanwhile shifted others} */
    @Value.Default
    default boolean numberedPages() {
        return false;
    }

    /**
     * {@return whether it read some attendees by their ids and nothing else} Then its last place says only when it began and what it
     * counted.
     */
    @Value.Default
    default boolean named() {
        return false;
    }

    /** {@return whom it asked for by id and did not find; nobody where it read a list} */
    Set<AttendeeId> notFound();

    /** {@return how long the provider's answers may lag behind its changes} */
    Duration consistencyWindow();

    /** {@return how often the connector suggests to ask for changes; empty where the policy says it} */
    Optional<Duration> suggestedInterval();

    /** {@return whether deliveries of changes are known to arrive, so that polls only find what those leave out} */
    @Value.Default
    default boolean webhooksArrive() {
        return false;
    }

    /** {@return the shortest interval of polls that the provider's budget allows the account; zero where it suffices for any} */
    @Value.Default
    default Duration affordableInterval() {
        return Duration.ZERO;
    }

    /**
     * {@return the same, with what the attendee store counts}
     *
     * @param found whom the full scan missed
     */
    default RunResult with(ScanFindings found) {
        return builder().from(this).findings(found).build();
    }

    /**
     * {@return the same, of attendees that were read by their ids alone}
     *
     * @param missing whom of them the provider does not know
     */
    default RunResult ofNamedAlone(Set<AttendeeId> missing) {
        return builder().from(this).named(true).notFound(missing).build();
    }

    /** {@return whether it brought anything that was not known: a row, or somebody who is missing} */
    default boolean foundSomething() {
        return last().tally().added() + last().tally().updated() > 0
                || findings().filter(found -> found.missedByThis() > 0).isPresent();
    }

    /** {@return a builder; what is left out is nothing, and answers that do not lag} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RunResult}. */
    final class Builder extends ImmutableRunResult.Builder {
        Builder() {
            consistencyWindow(Duration.ZERO);
        }
    }

    /** Refuses a read that has not ended, and somebody missed by what was no full scan. */
    @Value.Check
    default void check() {
        if (last().cursor().isPresent()) {
            throw new IllegalArgumentException("expected a checkpoint with nothing left to read but full scan "
                    + last().scan() + " goes on; apply its next page instead");
        }
        if (findings().isPresent() && !last().read().isFull()) {
            throw new IllegalArgumentException("expected somebody to be missed by a full scan but run " + last().scan()
                    + " read changes only; what it did not see may well be there");
        }
    }
}
