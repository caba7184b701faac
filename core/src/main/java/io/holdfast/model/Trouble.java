package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** One incident: opened by a run that gave up, updated by the next that does, closed by one that completes. */
@Value.Immutable
public interface Trouble {
    /** {@return when the first run of this incident gave up} */
    @Value.Parameter
    Instant since();

    /** {@return how many runs in a row gave up, from 1} */
    @Value.Parameter
    int failedRuns();

    /** {@return why the latest of them did} */
    @Value.Parameter
    SyncFailure last();

    /**
     * Opens an incident.
     *
     * @param failure why the first run gave up
     * @return the incident
     */
    static Trouble opened(SyncFailure failure) {
        return ImmutableTrouble.of(failure.at(), 1, failure);
    }

    /**
     * Notes that one more run gave up.
     *
     * @param failure why
     * @return the incident as it stands now
     */
    default Trouble repeated(SyncFailure failure) {
        return ImmutableTrouble.of(since(), failedRuns() + 1, failure);
    }

    /** Refuses an incident without a failed run. */
    @Value.Check
    default void check() {
        Expect.atLeastOne("a count of failed runs", failedRuns());
    }
}
