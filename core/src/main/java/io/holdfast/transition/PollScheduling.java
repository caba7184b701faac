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
     * only the instants of what it did, counted from its start: a read of changes leaves the full scan where it was.
     */
    static PollSchedule after(SyncLink link, ReadMode read, Instant begunAt, SyncPolicy policy) {
        Optional<RemoteSubject> remote = link.remote().map(RemoteFacts::subject);
        if (link.isSilent() || remote.filter(RemoteSubject::cancelled).isPresent()) {
            return PollSchedule.NONE;
        }
        Optional<Instant> end = remote.flatMap(RemoteSubject::endsAt);
        boolean over = end.filter(begunAt::isAfter).isPresent();
        Duration poll = over ? policy.pollIntervalAfterEnd() : policy.pollInterval();
        Optional<Instant> pollAt = unlessOver(begunAt.plus(poll), end, policy);
        Optional<Instant> fullScanAt = read.isFull()
                ? unlessOver(begunAt.plus(policy.fullScanInterval()), end, policy)
                : link.bookkeeping().polls().fullScanAt();
        return new PollSchedule(pollAt, fullScanAt, Optional.empty());
    }

    /**
     * What is read a second time after a read that completed, counted from now where the read itself is to be repeated. Each
     * read there is covers everything that changed, so one that began no earlier than a consistency recheck was due has done it.
     */
    static Optional<ConsistencyRecheck> recheck(
            Optional<ConsistencyRecheck> owed, Instant begunAt, Optional<Hints> again, Instant now, SyncPolicy policy) {
        Optional<ConsistencyRecheck> left = owed.filter(recheck -> recheck.at().isAfter(begunAt));
        return again.map(hints -> new ConsistencyRecheck(
                        now.plus(policy.consistencyRecheck()),
                        left.map(recheck -> recheck.hints().and(hints, policy.maxNames()))
                                .orElse(hints)))
                .or(() -> left);
    }

    private static Optional<Instant> unlessOver(Instant at, Optional<Instant> end, SyncPolicy policy) {
        boolean tooLate = end.filter(ended -> at.isAfter(ended.plus(policy.pollAfterEnd())))
                .isPresent();
        return tooLate ? Optional.empty() : Optional.of(at);
    }
}
