package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One incident: opened by a run that gave up, updated by the next that does, closed by one that completes. */
@Value.Immutable
public interface Incident {
    /** {@return when the first run of this incident gave up} */
    Instant since();

    /** {@return how many runs in a row gave up, from 1} */
    int failedRuns();

    /** {@return why the latest of them did} */
    SyncFailure last();

    /** {@return how many of the runs that gave up a person had asked for after it was opened} */
    int retriesFailed();

    /**
     * {@return how many times it was this link's turn to be tried again unasked: a run was begun, or
     * something else of its integration was tried in its stead}
     */
    int autoRetriesUsed();

    /** {@return when it is its turn again; empty while a run is on, and where only a person helps} */
    Optional<Instant> autoRetryAt();

    /**
     * {@return an incident that opens}
     *
     * @param failure why the first run gave up
     */
    static Incident opened(SyncFailure failure) {
        return builder().since(failure.at()).failedRuns(1).last(failure).build();
    }

    /**
     * {@return this incident after one more run gave up, with nothing due on it}
     *
     * @param failure why
     * @param asked whether a person had asked for that run
     */
    default Incident repeated(SyncFailure failure, boolean asked) {
        return toBuilder()
                .failedRuns(failedRuns() + 1)
                .retriesFailed(retriesFailed() + (asked ? 1 : 0))
                .last(failure)
                .autoRetryAt(Optional.empty())
                .build();
    }

    /** {@return the incident with one more turn used, the one that comes now, and none to come} */
    default Incident turned() {
        return toBuilder()
                .autoRetriesUsed(autoRetriesUsed() + 1)
                .autoRetryAt(Optional.empty())
                .build();
    }

    /** {@return a builder; nobody retried it unless it says otherwise} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link Incident}. */
    final class Builder extends ImmutableIncident.Builder {
        Builder() {
            retriesFailed(0).autoRetriesUsed(0);
        }
    }

    /** Refuses an incident without a failed run, and counts below zero. */
    @Value.Check
    default void check() {
        Preconditions.atLeastOne("a count of failed runs", failedRuns());
        Preconditions.notNegative("a count of retries that failed", retriesFailed());
        Preconditions.notNegative("a count of auto-retries", autoRetriesUsed());
    }
}
