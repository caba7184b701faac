package io.holdfast.policy;

import io.holdfast.model.Incident;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How often the engine tries by itself to end an incident, ever more rarely but without an end, and when a person is sent to
 * support as well.
 */
@Value.Immutable
public interface AutoRetryPolicy {
    /**
     * {@return the waits before the first auto-retries of one incident, none to try nothing again unasked; each up to a fifth
     * shorter or longer, another share for each link, as are all that follow; default 15 min, 1 h and twice 3 h, so that they
     * are spent after 7 h 15}
     */
    @Value.Default
    default List<Duration> quick() {
        return List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(3));
    }

    /** {@return the wait before each of those that come then; default 3 h} */
    @Value.Default
    default Duration then() {
        return Duration.ofHours(3);
    }

    /** {@return for how long they come so often; default 3 days} */
    @Value.Default
    default Duration thenFor() {
        return Duration.ofDays(3);
    }

    /** {@return the wait before each that comes after that; default 24 h} */
    @Value.Default
    default Duration atLast() {
        return Duration.ofDays(1);
    }

    /** {@return how long after its end an event is still tried so; default 14 days} */
    @Value.Default
    default Duration atLastAfterEnd() {
        return Duration.ofDays(14);
    }

    /**
     * {@return how long after the incident began a thing is still tried so whose end nobody told, if the provider calls it
     * cancelled, gone or forbidden; default 90 days}
     */
    @Value.Default
    default Duration atLastWithoutEnd() {
        return Duration.ofDays(90);
    }

    /**
     * {@return how far apart the auto-retries of one integration begin while none of its requests has succeeded for longer than
     * {@link SyncPolicy#delayedAfter()}; default 5 min}
     */
    @Value.Default
    default Duration apart() {
        return Duration.ofMinutes(5);
    }

    /** {@return within which time the links of an integration are tried again once it shows a sign of life; default 10 min} */
    @Value.Default
    default Duration wokenWithin() {
        return Duration.ofMinutes(10);
    }

    /** {@return within which time all links of an integration are tried again that a person retries at once; default 60 s} */
    @Value.Default
    default Duration retriedWithin() {
        return Duration.ofMinutes(1);
    }

    /** {@return after how many failed runs in a row a person is sent to support; default 3} */
    @Value.Default
    default int supportAfterRuns() {
        return 3;
    }

    /**
     * {@return when an incident that just grew is tried again unasked; empty if its failure is never tried again unasked, and
     * where nobody can want any more what would be read}
     *
     * @param incident the incident
     * @param link the link that failed, with what is known of its event or channel
     * @param now the instant of the failure
     */
    default Optional<Instant> next(Incident incident, SyncLink link, Instant now) {
        Optional<RemoteSubject> seen = link.remote().map(RemoteFacts::subject);
        Duration wait = wait(incident);
        Instant at = now.plus(wait.minus(Spread.fifth(wait)))
                .plus(Spread.within(Spread.fifth(wait).multipliedBy(2), link.seed()));
        boolean tries = !quick().isEmpty() && incident.last().kind().autoRetries(seen.isPresent());
        boolean over = isAtLast(incident)
                && atLastUntil(incident, seen).filter(at::isAfter).isPresent();
        return tries && !over ? Optional.of(at) : Optional.empty();
    }

    /**
     * {@return when a link is tried again that was woken by a sign of life}
     *
     * @param seed spreads links that are woken together
     * @param now the instant of the sign
     */
    default Instant woken(long seed, Instant now) {
        return now.plus(Spread.within(wokenWithin(), seed));
    }

    /**
     * {@return when a link is tried again that a person retries among many}
     *
     * @param seed spreads links that are retried together
     * @param now the instant of the request
     */
    default Instant retried(long seed, Instant now) {
        return now.plus(Spread.within(retriedWithin(), seed));
    }

    /**
     * {@return the longest wait for the next auto-retry of an incident}
     *
     * @param incident the incident
     */
    default Duration longestWait(Incident incident) {
        Duration wait = wait(incident);
        return Margins.longest(wait.plus(Spread.fifth(wait)), wokenWithin());
    }

    private Duration wait(Incident incident) {
        int used = incident.autoRetriesUsed();
        if (used < quick().size()) {
            return quick().get(used);
        }
        return isAtLast(incident) ? atLast() : then();
    }

    private boolean isAtLast(Incident incident) {
        return incident.autoRetriesUsed() - quick().size() >= thenFor().dividedBy(then());
    }

    /** A thing that was only refused for a while has an end as well, if nobody told of it: else a deleted one is asked for for ever. */
    private Optional<Instant> atLastUntil(Incident incident, Optional<RemoteSubject> seen) {
        Optional<Instant> told = seen.flatMap(RemoteSubject::endsAt).map(end -> end.plus(atLastAfterEnd()));
        boolean mayBeOver = seen.filter(RemoteSubject::cancelled).isPresent()
                || !incident.last().kind().autoRetries(false);
        return told.or(() -> mayBeOver ? Optional.of(incident.since().plus(atLastWithoutEnd())) : Optional.empty());
    }

    /**
     * {@return whether a person whose link failed should contact support: after failed runs that a person's Retry began, and where
     * nothing is tried again unasked, after failed runs of whatever kind, at once if only support can mend it}
     *
     * @param incident the incident of the failed link
     */
    default boolean isForSupport(Incident incident) {
        boolean keepsFailing = incident.failedRuns() >= supportAfterRuns()
                || incident.last().kind().who() == Who.SUPPORT;
        return (keepsFailing && incident.autoRetryAt().isEmpty()) || incident.retriesFailed() >= supportAfterRuns();
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link AutoRetryPolicy}. */
    final class Builder extends ImmutableAutoRetryPolicy.Builder {
        Builder() {}
    }

    /** Refuses waits of nothing, and ones that become shorter at last. */
    @Value.Check
    default void check() {
        quick().forEach(wait -> Margins.positive("each wait before an auto-retry", wait));
        Margins.positive("the wait before the auto-retries that come then", then());
        Margins.atLeast("the time in which they come so often", thenFor(), "zero", Duration.ZERO);
        Margins.atLeast("the wait before an auto-retry at last", atLast(), "the wait before", then());
        Margins.positive("the time after an event's end", atLastAfterEnd());
        Margins.positive("the time without an end", atLastWithoutEnd());
        Margins.atLeast("the time between auto-retries of one integration", apart(), "zero", Duration.ZERO);
        Margins.atLeast("the time within which links are woken", wokenWithin(), "zero", Duration.ZERO);
        Margins.atLeast("the time within which links are retried", retriedWithin(), "zero", Duration.ZERO);
        Margins.positive("the number of failed runs before support", supportAfterRuns());
    }
}
