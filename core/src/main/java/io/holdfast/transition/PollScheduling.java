package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.Checkpoint;
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
import java.util.stream.Stream;

/** When a live link is polled next. Pure. */
final class PollScheduling {
    private PollScheduling() {}

    /** All that is due on a link after a run that completed, with who is missing then and whether it is to be repeated. */
    static PollSchedule after(DecisionContext s, RunResult report, Absences absences, boolean repeats) {
        SyncLink link = s.link();
        Checkpoint last = report.last();
        Instant begunAt = last.begunAt().isAfter(s.now()) ? s.now() : last.begunAt();
        PollSchedule regular = after(link, last.read(), begunAt, s.now(), s.policy());
        Optional<Instant> scanAt = fullScanAt(s, report, regular, absences);
        Instant soon = s.now().plus(s.policy().pollInterval());
        Optional<ConsistencyRecheck> second =
                recheck(link.bookkeeping().polls().recheck(), last.begunAt(), report.recheck(), s.now(), s.policy());
        return new PollSchedule(
                regular.pollAt(),
                repeats ? Optional.of(scanAt.filter(soon::isAfter).orElse(soon)) : scanAt,
                second);
    }

    /** Those who are missing bring the full scan forward that is owed because of them, even where nothing else is polled. */
    private static Optional<Instant> fullScanAt(
            DecisionContext s, RunResult report, PollSchedule regular, Absences absences) {
        if (!report.last().read().isFull()) {
            return absences.remembered().isPresent()
                    ? s.link().bookkeeping().polls().fullScanAt()
                    : regular.fullScanAt();
        }
        Instant earliest = s.now().plus(s.policy().rest());
        Optional<Instant> owed = AbsenceRules.at(s.link(), report, s.policy(), s.now())
                .scanOwed(absences)
                .map(at -> later(at, earliest));
        return Stream.concat(owed.stream(), regular.fullScanAt().stream()).min(Instant::compareTo);
    }

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

    /**
     * Whether a full scan is to be read once more: over numbered pages rows that go shift others past it, more of them the
     * longer it took. The second is owed none, or a slow list would be read without a pause.
     */
    static boolean owesAnother(DecisionContext s, RunResult report) {
        Duration took = Duration.between(report.last().begunAt(), s.now());
        return report.last().read().isFull()
                && report.numberedPages()
                && took.compareTo(s.policy().maxNumberedScan()) > 0
                && !s.link().bookkeeping().repeatsScan();
    }

    /** An instant of a link; empty where its event is over for so long by then that it is no longer polled. */
    static Optional<Instant> unlessOver(SyncLink link, Instant at, SyncPolicy policy) {
        return unlessOver(at, link.remote().map(RemoteFacts::subject).flatMap(RemoteSubject::endsAt), policy);
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
