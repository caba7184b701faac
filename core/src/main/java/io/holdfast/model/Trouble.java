package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One incident: opened by a run that gave up, updated by the next that does, closed by one that completes. */
@Value.Immutable
public interface Trouble {
    /** {@return when the first run of this incident gave up} */
    Instant since();

    /** {@return how many runs in a row gave up, from 1} */
    int failedRuns();

    /** {@return why the latest of them did} */
    SyncFailure last();

    /** {@return how many runs the engine has begun unasked to end it} */
    @Value.Default
    default int recoveriesUsed() {
        return 0;
    }

    /** {@return when the engine begins the next one; empty while a run is on, and where only a person helps} */
    Optional<Instant> healAt();

    /**
     * Opens an incident.
     *
     * @param failure why the first run gave up
     * @return the incident
     */
    static Trouble opened(SyncFailure failure) {
        return builder().since(failure.at()).failedRuns(1).last(failure).build();
    }

    /**
     * Notes that one more run gave up.
     *
     * @param failure why
     * @return the incident as it stands now, with nothing due on it
     */
    default Trouble repeated(SyncFailure failure) {
        return builder()
                .from(this)
                .failedRuns(failedRuns() + 1)
                .last(failure)
                .healAt(Optional.empty())
                .build();
    }

    /**
     * Notes when the engine tries again by itself.
     *
     * @param at when; empty for never
     * @return the incident as it stands now
     */
    default Trouble healingAt(Optional<Instant> at) {
        return healAt().equals(at) ? this : builder().from(this).healAt(at).build();
    }

    /** {@return the incident with one more recovery used, the one that begins now} */
    default Trouble healing() {
        return builder()
                .from(this)
                .recoveriesUsed(recoveriesUsed() + 1)
                .healAt(Optional.empty())
                .build();
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Trouble}. */
    final class Builder extends ImmutableTrouble.Builder {
        Builder() {}
    }

    /** Refuses an incident without a failed run, and recoveries below zero. */
    @Value.Check
    default void check() {
        Expect.atLeastOne("a count of failed runs", failedRuns());
        Expect.notNegative("a count of recoveries", recoveriesUsed());
    }
}
