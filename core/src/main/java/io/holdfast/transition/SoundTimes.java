package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Incident;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.Lease;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.MissingSince;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Shortfall;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Watermarks;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings every instant of a link to what the policy could set from now: a clock that was wrong once must not harm for longer than
 * it was wrong. What a clock that is right set is left as it is, the same object. Pure.
 */
record SoundTimes(SyncPolicy policy, Instant now) {
    /** The link before a move: what was decided by a clock that was ahead may also lack polls, because it took an event for over. */
    static SyncLink before(SyncLink stored, SyncPolicy policy, Instant now) {
        SoundTimes times = new SoundTimes(policy, now);
        SyncLink link = stored.decidedAt().isAfter(now) ? times.polledAgain(times.waitsAsMeant(stored)) : stored;
        return times.of(link);
    }

    /** The link after a move, which may hold what its worker read off another clock, or off ours before that was set. */
    static SyncLink after(SyncLink next, SyncPolicy policy, Instant now) {
        return new SoundTimes(policy, now).of(next);
    }

    private SyncLink of(SyncLink link) {
        Optional<SyncRun> run = link.run().map(this::run);
        Optional<Incident> incident = link.incident().map(this::incident);
        LinkBookkeeping kept = bookkeeping(link);
        boolean sound = same(run, link.run())
                && same(incident, link.incident())
                && kept.equals(link.bookkeeping())
                && !link.since().isAfter(now)
                && !isAhead(link.importedAt())
                && !isAhead(link.provenAt())
                && !isAhead(link.remote().map(RemoteFacts::readAt))
                && !isAhead(link.remote().flatMap(RemoteFacts::cancelledSince));
        return sound
                ? link
                : link.toBuilder()
                        .since(past(link.since()))
                        .importedAt(link.importedAt().map(this::past))
                        .provenAt(link.provenAt().map(this::past))
                        .remote(link.remote()
                                .map(facts -> new RemoteFacts(
                                        facts.subject(),
                                        facts.feed(),
                                        past(facts.readAt()),
                                        facts.cancelledSince().map(this::past))))
                        .run(run)
                        .incident(incident)
                        .bookkeeping(kept)
                        .build();
    }

    private SyncRun run(SyncRun run) {
        Instant due = within(run.due(), policy.longestWait(run.waitsFor()));
        Optional<Lease> lease = run.lease().map(held -> {
            Instant until = within(held.until(), policy.leaseDuration());
            return until.equals(held.until()) ? held : new Lease(held.owner(), until);
        });
        Optional<Checkpoint> checkpoint = run.checkpoint().map(this::checkpoint);
        boolean sound = due.equals(run.due())
                && same(lease, run.lease())
                && same(checkpoint, run.checkpoint())
                && !isAhead(run.startedAt())
                && !isAhead(run.progressedAt())
                && !isAhead(run.goneSince());
        return sound
                ? run
                : run.toBuilder()
                        .due(due)
                        .lease(lease)
                        .checkpoint(checkpoint)
                        .startedAt(run.startedAt().map(this::past))
                        .progressedAt(run.progressedAt().map(this::past))
                        .goneSince(run.goneSince().map(this::past))
                        .build();
    }

    /** One that was taken before it began is dropped when its run is claimed, so it is left as it is. */
    private Checkpoint checkpoint(Checkpoint at) {
        boolean sound = at.begunAt().isAfter(at.takenAt()) || !at.takenAt().isAfter(now);
        return sound
                ? at
                : at.toBuilder()
                        .begunAt(past(at.begunAt()))
                        .takenAt(past(at.takenAt()))
                        .build();
    }

    private Incident incident(Incident open) {
        Optional<Instant> retry =
                open.autoRetryAt().map(at -> within(at, policy.autoRetry().longestWait(open)));
        boolean sound = !open.since().isAfter(now) && retry.equals(open.autoRetryAt());
        return sound
                ? open
                : open.toBuilder().since(past(open.since())).autoRetryAt(retry).build();
    }

    private LinkBookkeeping bookkeeping(SyncLink link) {
        LinkBookkeeping kept = link.bookkeeping();
        PollSchedule polls = polls(link);
        Absences absences = absences(kept.absences());
        Watermarks marks = kept.watermarks();
        Watermarks sound = isAhead(marks.readBackAt()) ? marks.readBack(now) : marks;
        return polls.equals(kept.polls())
                        && absences.equals(kept.absences())
                        && sound.equals(marks)
                        && !isAhead(kept.readAgainSince())
                ? kept
                : kept.toBuilder()
                        .polls(polls)
                        .absences(absences)
                        .watermarks(sound)
                        .readAgainSince(kept.readAgainSince().map(this::past))
                        .build();
    }

    private PollSchedule polls(SyncLink link) {
        PollSchedule polls = link.bookkeeping().polls();
        boolean over = link.remote().filter(facts -> facts.isOver(now)).isPresent();
        Duration interval = over
                ? policy.pollIntervalAfterEnd()
                : link.bookkeeping().promisedInterval().orElse(policy.pollInterval());
        Duration atRest = polls.pollAt().isPresent()
                ? policy.pollIntervalAfterEnd()
                : policy.looks().intervalAtRest();
        Duration look = over ? atRest : PromisedInterval.longestUntilLook(link, policy);
        Optional<Instant> pollAt = polls.pollAt().map(at -> within(at, interval));
        Optional<Instant> fullScanAt = polls.fullScanAt().map(at -> within(at, policy.longestUntilFullScan()));
        Optional<ConsistencyRecheck> recheck = polls.recheck()
                .map(owed -> new ConsistencyRecheck(
                        within(owed.at(), policy.consistencyRecheck()), owed.hints(), owed.afterwards()));
        return new PollSchedule(pollAt, fullScanAt, recheck, polls.lookAt().map(at -> within(at, look)));
    }

    private Absences absences(Absences known) {
        if (known.equals(Absences.NONE)) {
            return known;
        }
        return known.toBuilder()
                .remembered(known.remembered()
                        .map(since -> new MissingSince(
                                since.scan(),
                                past(since.endedAt()),
                                since.goodScans(),
                                since.missing(),
                                since.present())))
                .question(known.question()
                        .map(asked -> new RemovalQuestion(
                                asked.scan(),
                                asked.count(),
                                asked.present(),
                                past(asked.askedAt()),
                                asked.removedBy().map(at -> within(at, policy.longestUntilFullScan())))))
                .word(known.word()
                        .map(word -> new RemovalWord(word.scan(), word.count(), word.actor(), past(word.at()))))
                .kept(known.kept()
                        .map(kept -> new KeptAttendees(kept.scan(), kept.count(), kept.actor(), past(kept.at()))))
                .shortfall(shortfall(known.shortfall()))
                .build();
    }

    private SyncLink polledAgain(SyncLink link) {
        PollSchedule polls = link.bookkeeping().polls();
        if (link.phase() != SyncPhase.LIVE
                || (polls.pollAt().isPresent() && polls.fullScanAt().isPresent())) {
            return link;
        }
        PollSchedule regular = PollScheduling.after(
                link, ReadMode.FULL, now, now, link.bookkeeping().promisedInterval(), policy);
        return link.toBuilder(kept -> kept.polls(new PollSchedule(
                        polls.pollAt().or(regular::pollAt),
                        polls.fullScanAt().or(regular::fullScanAt),
                        polls.recheck(),
                        polls.lookAt().or(regular::lookAt))))
                .build();
    }

    /** A run that waits for nobody but us waits from now for as long as it was meant to: one that was due at once is due at once. */
    private SyncLink waitsAsMeant(SyncLink link) {
        Optional<SyncRun> run = link.run()
                .filter(waiting -> !waiting.isWorking()
                        && waiting.waitsFor() == SyncRun.Wait.NOW
                        && link.decidedAt().isAfter(now.plus(policy.decidedAheadAtMost())));
        return run.map(waiting -> {
                    Duration meant = Duration.between(link.decidedAt(), waiting.due());
                    Instant due = meant.isNegative() ? now : now.plus(meant);
                    return link.toBuilder()
                            .run(waiting.toBuilder().due(due).build())
                            .decidedAt(now)
                            .build();
                })
                .orElse(link);
    }

    private Shortfall shortfall(Shortfall known) {
        return new Shortfall(
                known.remembered(), known.shortScans(), known.since().map(this::past), known.list());
    }

    private Instant past(Instant at) {
        return within(at, Duration.ZERO);
    }

    private Instant within(Instant at, Duration longest) {
        Instant latest = now.plus(longest);
        return at.isAfter(latest) ? latest : at;
    }

    private boolean isAhead(Optional<Instant> at) {
        return at.isPresent() && at.get().isAfter(now);
    }

    private static <T> boolean same(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || one.get().equals(other.get());
    }
}
