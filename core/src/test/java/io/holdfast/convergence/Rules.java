package io.holdfast.convergence;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Hints;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Watermarks;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The rules that keep a store like its provider, each switched off in some way, between an engine and its ports. */
final class Rules {
    private static final Duration SOON = Duration.ofMinutes(11);
    private static final Duration RECHECK = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(6);

    /** Each by what holds instead. */
    static final Map<String, Supplier<SwitchedOff>> ALL = all();

    private Rules() {}

    private static Map<String, Supplier<SwitchedOff>> all() {
        SwitchedOff rest = SwitchedOff.NOTHING;
        Map<String, Supplier<SwitchedOff>> rules = new LinkedHashMap<>();
        rules.put("1: an older record replaces a newer one", () -> rest.with(BrokenStores::lastWins));
        rules.put("1: the first of a second stays", () -> rest.with(BrokenStores::firstOfASecondWins));
        rules.put("2: all full scans have one number", () -> rest.with(BrokenStores::oneNumber));
        rules.put("3: whom one full scan misses is removed", () -> rest.with(BrokenStores::hasty));
        rules.put("4: absence is a change of the record", () -> rest.with(BrokenStores::changedByAbsence));
        rules.put(
                "5: what a signal asked for is read once",
                () -> rest.moving(completed((move, kept) -> {
                    PollSchedule polls = move.next().bookkeeping().polls();
                    kept.polls(new PollSchedule(polls.pollAt(), polls.fullScanAt(), Optional.empty(), polls.lookAt()));
                })));
        rules.put(
                "6: a read of changes begins where the last one did",
                () -> rest.asking(BrokenConnectors::sinceLater).moving(completed((move, kept) -> {
                    Watermarks marks = move.next().bookkeeping().watermarks();
                    kept.watermarks(new Watermarks(marks.last(), marks.last(), marks.readBackAt()));
                })));
        rules.put(
                "62: scans that follow each other at once are believed",
                () -> rest.by(policy -> policy.toBuilder()
                        .absence(policy.absence().toBuilder()
                                .settling(SOON)
                                .secondLook(SOON)
                                .build())
                        .build()));
        rules.put("83: what was read later by the clock is newer", () -> rest.clocked(BrokenStores::byTheClock));
        rules.put(
                "72: a list of changes is believed",
                () -> rest.by(policy -> policy.toBuilder()
                        .readBackInterval(Duration.ofHours(24))
                        .readBack(Duration.ofHours(25))
                        .build()));
        rules.put("7: a change during a run is forgotten", () -> rest.moving(Rules::forgetful));
        rules.put(
                "8: each read puts the full scan off",
                () -> rest.moving(completed((move, kept) -> {
                    PollSchedule polls = move.next().bookkeeping().polls();
                    Optional<Instant> later =
                            polls.fullScanAt().map(due -> move.at().plus(LONG));
                    kept.polls(new PollSchedule(polls.pollAt(), later, polls.recheck(), polls.lookAt()));
                })));
        rules.put("9: a place serves another read", () -> rest.asking(BrokenConnectors::atAnyPlace));
        rules.put(
                "88: what a provider asks to wait ages a place",
                () -> rest.moving(move -> move.next()
                        .run()
                        .map(run -> run.toBuilder().askedToWait(Duration.ZERO).placeRested(Duration.ZERO))
                        .map(aged -> with(
                                move, move.next().toBuilder().run(aged.build()).build()))
                        .orElse(move)));
        rules.put(
                "46: what is signalled goes before a full scan that is due",
                () -> rest.moving(signalled((run, named) -> run.kind(SyncRun.Kind.CATCH_UP))));
        rules.put(
                "46: what is signalled goes before a poll and a recheck that are due",
                () -> rest.moving(signalled((run, named) -> run.hints(named))));
        rules.put(
                "47: whom a full scan is told of waits for its end",
                () -> rest.asking(BrokenConnectors::nobodyDuringScan));
        rules.put(
                "48: each read puts the recheck off",
                () -> rest.moving(completed((move, kept) -> {
                    PollSchedule polls = move.next().bookkeeping().polls();
                    Optional<ConsistencyRecheck> later = polls.recheck()
                            .map(owed -> new ConsistencyRecheck(move.at().plus(RECHECK), owed.hints()));
                    kept.polls(new PollSchedule(polls.pollAt(), polls.fullScanAt(), later, polls.lookAt()));
                })));
        rules.put(
                "49: a named read is taken for one of all",
                () -> rest.moving(completed((move, kept) -> {
                    WorkerReport.RunCompleted done =
                            (WorkerReport.RunCompleted) move.trigger().orElseThrow();
                    if (done.report().named()) {
                        LinkBookkeeping told = move.next().bookkeeping();
                        kept.watermarks(told.watermarks()
                                        .advancedTo(done.report().last().asOf()))
                                .polls(new PollSchedule(
                                        Optional.of(move.at().plus(POLL)),
                                        told.polls().fullScanAt(),
                                        told.polls().recheck(),
                                        told.polls().lookAt()));
                    }
                })));
        return rules;
    }

    private static UnaryOperator<Decision.Moved> completed(BiConsumer<Decision.Moved, LinkBookkeeping.Builder> edit) {
        return move -> is(WorkerReport.RunCompleted.class, move)
                ? with(
                        move,
                        move.next().toBuilder(kept -> edit.accept(move, kept)).build())
                : move;
    }

    private static Decision.Moved forgetful(Decision.Moved move) {
        boolean working = move.next().run().filter(SyncRun::isWorking).isPresent();
        return working && is(Fact.ChangeSignalled.class, move)
                ? with(
                        move,
                        move.next().toBuilder(kept -> kept.pendingWork(PendingWork.NOTHING))
                                .build())
                : move;
    }

    /** A run that begins because of a signal, made otherwise: it is given whom signals named since the last such run. */
    private static UnaryOperator<Decision.Moved> signalled(BiConsumer<SyncRun.Builder, Hints> edit) {
        Set<AttendeeId> named = new HashSet<>();
        return move -> {
            move.trigger()
                    .filter(Fact.ChangeSignalled.class::isInstance)
                    .map(Fact.ChangeSignalled.class::cast)
                    .ifPresent(signal -> named.addAll(signal.hints().named()));
            Optional<SyncRun> begins = move.next()
                    .run()
                    .filter(run -> run.id() == move.next().version() && run.urgency() == SyncRun.Urgency.SIGNAL);
            if (begins.isEmpty() || named.isEmpty()) {
                return move;
            }
            SyncRun.Builder run = begins.get().toBuilder();
            edit.accept(run, Hints.of(named));
            named.clear();
            return with(move, move.next().toBuilder().run(run.build()).build());
        };
    }

    private static boolean is(Class<?> kind, Decision.Moved move) {
        return move.trigger().filter(kind::isInstance).isPresent();
    }

    private static Decision.Moved with(Decision.Moved move, SyncLink next) {
        return new Decision.Moved(next, move.trigger(), move.at(), move.reason(), move.record());
    }
}
