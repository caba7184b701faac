package io.holdfast.transition;

import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Hints;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a live link is polled next. Pure. */
final class PollScheduling {
    private PollScheduling() {}

    /**
     * The polls after a read that completed; none where nothing of the link changes any more, or nothing tells. A read moves
     * only the instants of what it did, counted from its start: a read of changes leaves the full scan where it was. What it
     * moves lies ahead, even if the read took longer than the interval.
     */
    static PollSchedule after(SyncLink link, ReadMode read, Instant begunAt, Instant now, SyncPolicy policy) {
        Optional<RemoteSubject> remote = link.remote().map(RemoteFacts::subject);
        if (link.isSilent() || remote.filter(RemoteSubject::cancelled).isPresent()) {
            return PollSchedule.NONE;
        }
        Optional<Instant> end = remote.flatMap(RemoteSubject::endsAt);
        boolean over = end.filter(begunAt::isAfter).isPresent();
        Duration poll = over ? policy.pollIntervalAfterEnd() : policy.pollInterval();
        Instant earliest = now.plus(policy.rest());
        Optional<Instant> pollAt = unlessOver(later(begunAt.plus(poll), earliest), end, policy);
        Optional<Instant> fullScanAt = read.isFull()
                ? unlessOver(later(begunAt.plus(policy.fullScanInterval()), earliest), end, policy)
                : link.bookkeeping().polls().fullScanAt();
        return new PollSchedule(pollAt, fullScanAt, Optional.empty());
    }

    /**
     * What is read a second time after a read that completed, counted from now where the read itself is to be repeated. Each
     * read there is covers everything that changed, so one that began no earlier than a consistency recheck was due has done it.
     * One that is still owed keeps its instant, and what joins it is owed one more: else each signal puts it off.
     */
    static Optional<ConsistencyRecheck> recheck(
            Optional<ConsistencyRecheck> owed, Instant begunAt, Optional<Hints> again, Instant now, SyncPolicy policy) {
        Optional<Hints> more = joined(owed.flatMap(ConsistencyRecheck::afterwards), again, policy);
        return owed.filter(recheck -> recheck.at().isAfter(begunAt))
                .map(recheck -> new ConsistencyRecheck(recheck.at(), recheck.hints(), more))
                .or(() -> more.map(hints -> new ConsistencyRecheck(now.plus(policy.consistencyRecheck()), hints)));
    }

    /** What two hints say together; each may be absent. */
    private static Optional<Hints> joined(Optional<Hints> one, Optional<Hints> other, SyncPolicy policy) {
        return one.map(hints ->
                        other.map(more -> hints.and(more, policy.maxNames())).orElse(hints))
                .or(() -> other);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Instant> unlessOver(Instant at, Optional<Instant> end, SyncPolicy policy) {
        boolean tooLate = end.filter(ended -> at.isAfter(ended.plus(policy.pollAfterEnd())))
                .isPresent();
        return tooLate ? Optional.empty() : Optional.of(at);
    }
}
