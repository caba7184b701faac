package io.holdfast.transition;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.Hints;
import io.holdfast.model.LastRun;
import io.holdfast.model.Lease;
import io.holdfast.model.Looks;
import io.holdfast.model.Remembered;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.LookSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What wishes, facts and a run that goes well make of a link. Pure; the guards of the row have spoken before. */
final class Moves {
    private Moves() {}

    // wishes

    static SyncLink bringForward(Situation s) {
        return s.withRun(s.runBuilder()
                .due(s.now())
                .waitsFor(SyncRun.Wait.NOW)
                .urgency(SyncRun.Urgency.PERSON)
                .build());
    }

    static SyncLink importAgain(Situation s) {
        return s.next()
                .phase(SyncPhase.IMPORTING)
                .run(newRun(s, SyncRun.Kind.IMPORT, SyncRun.Urgency.PERSON).build())
                .looks(Looks.NONE)
                .build();
    }

    // reports

    static SyncLink claim(Situation s) {
        Instant now = s.now();
        Instant oldest = now.minus(s.policy().checkpointAge());
        Optional<Checkpoint> usable = s.run()
                .checkpoint()
                .filter(checkpoint -> !checkpoint.takenAt().isBefore(oldest))
                .filter(checkpoint -> checkpoint.serves(s.run().kind(), s.link().version()));
        SyncRun claimed = s.runBuilder()
                .lease(Lease.of(
                        s.trigger(Report.RunStarted.class).owner(),
                        now.plus(s.policy().lease())))
                .checkpoint(usable)
                .startedAt(s.run().startedAt().orElse(now))
                .build();
        return s.next().run(claimed).fence(s.nextVersion()).build();
    }

    static SyncLink applyPage(Situation s) {
        Report.PageApplied page = s.trigger(Report.PageApplied.class);
        long pages = page.after().guard().pages();
        boolean progress = pages > s.run().furthest();
        SyncRun run = s.runBuilder()
                .checkpoint(page.after())
                .furthest(Math.max(pages, s.run().furthest()))
                .attempt(progress ? 1 : s.run().attempt())
                .goneSince(Optional.empty())
                .lease(s.run().lease().map(lease -> isHalfSpent(lease, s) ? renewed(lease, s) : lease))
                .build();
        return s.next().run(run).remote(page.remote().or(s.link()::remote)).build();
    }

    static SyncLink renewLease(Situation s) {
        return s.withRun(s.runBuilder()
                .lease(s.run().lease().map(lease -> renewed(lease, s)))
                .build());
    }

    static SyncLink complete(Situation s) {
        SyncLink link = s.link();
        RunReport report = s.trigger(Report.RunCompleted.class).report();
        Checkpoint last = report.last();
        return s.next()
                .phase(SyncPhase.LIVE)
                .fence(s.nextVersion())
                .run(wantedNext(s))
                .remembered(Remembered.NOTHING)
                .importedAt(link.importedAt().orElse(s.now()))
                .looks(LookSchedule.after(link, last.read(), last.begunAt(), s.policy()))
                .watermarks(link.watermarks().advancedTo(last.asOf()))
                .provenAt(last.begunAt())
                .lastRun(LastRun.builder()
                        .kind(s.run().kind())
                        .startedAt(s.runStartedAt().orElse(s.now()))
                        .endedAt(s.now())
                        .tally(last.tally())
                        .sample(report.sample())
                        .build())
                .trouble(Optional.empty())
                .build();
    }

    // facts

    static SyncLink remember(Situation s) {
        Remembered before = s.link().remembered();
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        return s.next()
                .remembered(Remembered.of(Optional.of(joined(s, before.change(), signalled)), before.resyncWanted()))
                .build();
    }

    static SyncLink mergeNames(Situation s) {
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        return s.withRun(
                s.runBuilder().hints(joined(s, s.run().hints(), signalled)).build());
    }

    static SyncLink catchUpOnSignal(Situation s) {
        Hints signalled = s.trigger(Fact.ChangeSignalled.class).hints();
        return s.withRun(newRun(s, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.SIGNAL)
                .hints(signalled)
                .build());
    }

    static SyncLink poll(Situation s) {
        return s.withRun(newRun(s, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.ROUTINE)
                .hints(Hints.ALL)
                .build());
    }

    static SyncLink walk(Situation s) {
        return s.withRun(newRun(s, SyncRun.Kind.RESYNC, SyncRun.Urgency.ROUTINE).build());
    }

    // parts

    private static SyncRun.Builder newRun(Situation s, SyncRun.Kind kind, SyncRun.Urgency urgency) {
        SyncRun.Builder run = SyncRun.builder();
        run.id(s.nextVersion()).kind(kind).urgency(urgency).due(s.now());
        return run;
    }

    /** A resync reads what a catch-up would; so where both are wanted, one run does. */
    private static Optional<SyncRun> wantedNext(Situation s) {
        Remembered remembered = s.link().remembered();
        if (remembered.resyncWanted()) {
            return Optional.of(
                    newRun(s, SyncRun.Kind.RESYNC, SyncRun.Urgency.PERSON).build());
        }
        return remembered
                .change()
                .map(hints -> newRun(s, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.SIGNAL)
                        .hints(hints)
                        .build());
    }

    private static Hints joined(Situation s, Optional<Hints> known, Hints signalled) {
        return known.map(hints -> hints.and(signalled, s.policy().namesAtMost()))
                .orElse(signalled);
    }

    private static boolean isHalfSpent(Lease lease, Situation s) {
        return Duration.between(s.now(), lease.until())
                        .multipliedBy(2)
                        .compareTo(s.policy().lease())
                <= 0;
    }

    private static Lease renewed(Lease lease, Situation s) {
        return Lease.of(lease.owner(), s.now().plus(s.policy().lease()));
    }
}
