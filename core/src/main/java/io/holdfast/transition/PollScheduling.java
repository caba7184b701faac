package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Hints;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When a live link is polled next. Pure. */
final class PollScheduling {
    private PollScheduling() {}

    /** All that is due on a link after a run that completed, with who is missing then and whether it is to be repeated. */
    static PollSchedule after(DecisionContext s, RunResult report, Absences absences, boolean repeats) {
        SyncLink link = s.link();
        Checkpoint last = report.last();
        Instant begunAt = last.begunAt().isAfter(s.now()) ? s.now() : last.begunAt();
        Optional<Duration> promised = PromisedInterval.after(s, report);
        PollSchedule regular = after(link, last.read(), begunAt, s.now(), promised, s.policy());
        Optional<Instant> scanAt = fullScanAt(s, report, regular, absences);
        Instant soon = s.now().plus(s.policy().pollInterval());
        Optional<ConsistencyRecheck> second =
                recheck(link.bookkeeping().polls().recheck(), last.begunAt(), report.recheck(), s.now(), s.policy());
        return new PollSchedule(
                regular.pollAt(),
                repeats ? Optional.of(scanAt.filter(soon::isAfter).orElse(soon)) : scanAt,
                second,
                regular.lookAt());
    }

    /**
     * All that is due on a link after a run that read some attendees by their ids: what was, but for the recheck, and a full scan for
     * whom that does not find either. It has done a recheck of those whom it read, and no other.
     */
    static PollSchedule afterNamed(DecisionContext s, RunResult report) {
        PollSchedule before = s.link().bookkeeping().polls();
        Instant begunAt = report.last().begunAt();
        Set<AttendeeId> read = s.run().hints().map(Hints::named).orElse(Set.of());
        boolean covers = before.recheck()
                .map(ConsistencyRecheck::hints)
                .filter(owed -> !owed.all() && read.containsAll(owed.named()))
                .isPresent();
        Instant done = covers ? begunAt : Instant.MIN;
        return new PollSchedule(
                before.pollAt(),
                before.fullScanAt().map(at -> isMissedTwice(s, report) ? earlier(at, afterWindow(s, report, at)) : at),
                recheck(before.recheck(), done, report.recheck(), s.now(), s.policy()),
                before.lookAt());
    }

    /** Whether a recheck did not find somebody either. Where a full scan has missed somebody, more of them are owed already. */
    private static boolean isMissedTwice(DecisionContext s, RunResult report) {
        LinkBookkeeping kept = s.link().bookkeeping();
        return kept.absences().remembered().isEmpty()
                && kept.polls()
                        .recheck()
                        .filter(owed -> !owed.at().isAfter(report.last().begunAt()))
                        .map(ConsistencyRecheck::hints)
                        .filter(owed -> owed.named().stream().anyMatch(report.notFound()::contains))
                        .isPresent();
    }

    /**
     * Once no replica lags behind the answers of a read, and once the last regular full scan has settled: whoever is never found by id
     * must not have a long list read each time that he is named.
     */
    private static Instant afterWindow(DecisionContext s, RunResult report, Instant regular) {
        Instant settled = regular.minus(s.policy().fullScanInterval())
                .plus(s.policy().absence().settling());
        Instant earliest = later(s.now().plus(s.policy().rest()), settled);
        return later(report.last().begunAt().plus(report.consistencyWindow()), earliest);
    }

    /** All that is due on a link after a page of a run: what was, but that who was read by id with it is owed one more read. */
    static PollSchedule afterPage(DecisionContext s, WorkerReport.PageApplied page) {
        PollSchedule before = s.link().bookkeeping().polls();
        return page.recheck().isEmpty()
                ? before
                : new PollSchedule(
                        before.pollAt(),
                        before.fullScanAt(),
                        recheck(before.recheck(), Instant.MIN, page.recheck(), s.now(), s.policy()),
                        before.lookAt());
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
     * The polls after a read that completed; none where nothing tells. A read moves only the instants of what it did, counted from
     * its start: a read of changes leaves the full scan where it was, and the look, which a full scan does as well. What it moves
     * lies ahead, even if the read took longer than the interval. Two weeks after its end, or after it was first read as cancelled,
     * an event is looked at alone.
     */
    static PollSchedule after(
            SyncLink link,
            ReadMode read,
            Instant begunAt,
            Instant now,
            Optional<Duration> promised,
            SyncPolicy policy) {
        if (link.isSilent()) {
            return PollSchedule.NONE;
        }
        PollSchedule before = link.bookkeeping().polls();
        Instant earliest = now.plus(policy.rest());
        Duration poll = isOver(link, begunAt)
                ? policy.pollIntervalAfterEnd()
                : promised.map(each -> policy.polls().spread(each, policy.pollInterval(), link.seed()))
                        .orElse(policy.pollInterval());
        Optional<Instant> pollAt = unlessOver(link, later(begunAt.plus(poll), earliest), policy);
        Optional<Instant> fullScanAt = read.isFull()
                ? unlessOver(link, later(begunAt.plus(policy.fullScanInterval()), earliest), policy)
                : before.fullScanAt();
        Instant looked = later(begunAt.plus(untilLook(link, pollAt.isPresent(), begunAt, policy)), earliest);
        boolean looksAnew = read.isFull() && !isLookOwedSince(link, now);
        return new PollSchedule(
                pollAt,
                fullScanAt,
                Optional.empty(),
                Optional.of(looksAnew ? looked : before.lookAt().orElse(looked)));
    }

    /** A full scan looks before its first page; a look that was due only after that, by a signal say, is owed still. */
    private static boolean isLookOwedSince(SyncLink link, Instant now) {
        return link.bookkeeping()
                .polls()
                .lookAt()
                .filter(due -> !due.isAfter(now))
                .filter(due -> link.remote()
                        .filter(known -> known.readAt().isBefore(due))
                        .isPresent())
                .isPresent();
    }

    /** How long until the next look: as often as it is polled once it is over, and more seldom once it no longer is. */
    static Duration untilLook(SyncLink link, boolean isPolled, Instant now, SyncPolicy policy) {
        if (!isOver(link, now)) {
            return PromisedInterval.untilLook(link, policy);
        }
        return isPolled ? policy.pollIntervalAfterEnd() : policy.looks().intervalAtRest();
    }

    private static boolean isOver(SyncLink link, Instant at) {
        return link.remote().filter(facts -> facts.isOver(at)).isPresent();
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
        boolean tooLate = link.remote()
                .flatMap(RemoteFacts::endsAt)
                .filter(ended -> Duration.between(ended, at).compareTo(policy.pollAfterEnd()) > 0)
                .isPresent();
        return tooLate ? Optional.empty() : Optional.of(at);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
