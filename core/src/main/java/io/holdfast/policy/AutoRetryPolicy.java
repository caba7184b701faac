package io.holdfast.policy;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How often the engine tries by itself to end an incident, and when a person is sent to support instead. */
@Value.Immutable
public interface AutoRetryPolicy {
    /**
     * {@return the waits before each auto-retry of one incident, the first for the first; none after the last, so that
     * they end; each is up to a fifth longer, another share for each link; default 15 min, 1 h, 6 h}
     */
    @Value.Default
    default List<Duration> waits() {
        return List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6));
    }

    /** {@return after how many failed runs in a row a person is sent to support; default 3} */
    @Value.Default
    default int supportAfterRuns() {
        return 3;
    }

    /** {@return after how long an incident a person is sent to support; default 2 days} */
    @Value.Default
    default Duration supportAfter() {
        return Duration.ofDays(2);
    }

    /**
     * {@return when an incident that just grew is tried again unasked; empty if its failure is never tried again
     * unasked, or its auto-retries are used up}
     *
     * @param incident the incident
     * @param seed spreads links that failed together
     * @param now the instant of the failure
     */
    default Optional<Instant> next(Incident incident, long seed, Instant now) {
        FailureKind kind = incident.last().kind();
        int used = incident.autoRetriesUsed();
        return kind.autoRetries() && used < waits().size()
                ? Optional.of(now.plus(spread(waits().get(used), seed)))
                : Optional.empty();
    }

    /** {@return the longest of the waits; zero if nothing is tried again unasked} */
    default Duration longestWait() {
        return waits().stream()
                .max(Duration::compareTo)
                .map(longest -> longest.plus(Spread.fifth(longest)))
                .orElse(Duration.ZERO);
    }

    private static Duration spread(Duration wait, long seed) {
        return wait.plusMillis((long) (Spread.fifth(wait).toMillis() * Spread.share(seed)));
    }

    /**
     * {@return whether retrying has gone on for long enough, so that a person should contact support}
     *
     * @param incident the incident
     * @param now the instant of asking
     */
    default boolean isForSupport(Incident incident, Instant now) {
        return incident.failedRuns() >= supportAfterRuns()
                || !now.isBefore(incident.since().plus(supportAfter()));
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link AutoRetryPolicy}. */
    final class Builder extends ImmutableAutoRetryPolicy.Builder {
        Builder() {}
    }

    /** Refuses waits of nothing. */
    @Value.Check
    default void check() {
        waits().forEach(wait -> Margins.positive("each wait before an auto-retry", wait));
        Margins.positive("the number of failed runs before support", supportAfterRuns());
        Margins.positive("the length of an incident before support", supportAfter());
    }
}
