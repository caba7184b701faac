package io.holdfast.transition;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.HeldBack;
import io.holdfast.model.Hints;
import io.holdfast.model.LastRun;
import io.holdfast.model.Lease;
import io.holdfast.model.Looks;
import io.holdfast.model.Remembered;
import io.holdfast.model.SecondLook;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Trouble;
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
        return importing(s, SyncRun.Urgency.PERSON).build();
    }

    static SyncLink reconnect(Situation s) {
        SyncLink.Builder next = importing(s, SyncRun.Urgency.PERSON);
        return next.binding(s.trigger(Wish.ReconnectRequested.class).to()).build();
    }

    static SyncLink resync(Situation s) {
        return s.withRun(newRun(s, SyncRun.Kind.RESYNC, SyncRun.Urgency.PERSON).build());
    }

    static SyncLink rememberResync(Situation s) {
        return s.next().remembered(s.link().remembered().withResync()).build();
    }

    static SyncLink suspend(Situation s) {
        return s.next().suspended(true).build();
    }

    static SyncLink suspendWorker(Situation s) {
        SyncRun.Builder run = s.runBuilder();
        run.lease(Optional.empty()).due(s.now()).waitsFor(SyncRun.Wait.NOW);
        return s.next().suspended(true).run(run.build()).fence(s.nextVersion()).build();
    }

    static SyncLink resume(Situation s) {
        return s.next().suspended(false).build();
    }

    /** The time on hold does not count as time of the run. */
    static SyncLink resumeRun(Situation s) {
        SyncRun run = s.run();
        boolean asked = Guard.PROVIDER_ASKED_TO_WAIT.holds(s);
        Remembered remembered = s.link().remembered();
        return s.next()
                .suspended(false)
                .run(s.runBuilder()
                        .due(asked ? run.due() : s.now())
                        .waitsFor(asked ? SyncRun.Wait.PROVIDER_ASKED : SyncRun.Wait.NOW)
                        .startedAt(Optional.empty())
                        .build())
                .remembered(run.hasBegun() ? remembered.withChange(Hints.ALL) : remembered)
                .build();
    }

    static SyncLink resumeWithCatchUp(Situation s) {
        SyncRun.Builder catchUp = newRun(s, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.PERSON);
        return s.next().suspended(false).run(catchUp.hints(Hints.ALL).build()).build();
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
        Optional<HeldBack> heldBack =
                last.read().isWalk() ? report.heldBack() : link.remembered().heldBack();
        return s.enter(SyncPhase.LIVE)
                .fence(s.nextVersion())
                .run(wantedNext(s))
                .remembered(Remembered.of(Optional.empty(), false, heldBack))
                .importedAt(link.importedAt().orElse(s.now()))
                .looks(looks(s, report, heldBack))
                .watermarks(link.watermarks().advancedTo(last.asOf()))
                .provenAt(last.begunAt())
                .lastRun(LastRun.builder()
                        .kind(s.run().kind())
                        .startedAt(s.run().startedAt().orElse(s.now()))
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
                .remembered(before.withChange(joined(s, before.change(), signalled)))
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

    /** Names narrow it only if nothing but a second look is due. */
    static SyncLink look(Situation s) {
        Looks looks = s.link().looks();
        Optional<Hints> named =
                looks.isPollDue(s.now()) ? Optional.empty() : looks.second().map(SecondLook::hints);
        return s.withRun(newRun(s, SyncRun.Kind.CATCH_UP, SyncRun.Urgency.ROUTINE)
                .hints(named.orElse(Hints.ALL))
                .build());
    }

    static SyncLink walk(Situation s) {
        return s.withRun(newRun(s, SyncRun.Kind.RESYNC, SyncRun.Urgency.ROUTINE).build());
    }

    static SyncLink heal(Situation s) {
        SyncLink.Builder next = importing(s, SyncRun.Urgency.ROUTINE);
        return next.trouble(s.trouble().healing()).build();
    }

    static SyncLink disconnect(Situation s) {
        return s.enter(SyncPhase.DISCONNECTED)
                .fence(s.hasRun() ? s.nextVersion() : s.link().fence())
                .run(Optional.empty())
                .remembered(Remembered.NOTHING)
                .looks(Looks.NONE)
                .trouble(untroubledByTime(s))
                .build();
    }

    // parts

    /** A new import reads everything, so nothing else is remembered. A run that was on is over, and its worker late. */
    private static SyncLink.Builder importing(Situation s, SyncRun.Urgency urgency) {
        SyncLink.Builder next = s.enter(SyncPhase.IMPORTING);
        next.run(newRun(s, SyncRun.Kind.IMPORT, urgency).build())
                .fence(s.hasRun() ? s.nextVersion() : s.link().fence())
                .remembered(Remembered.NOTHING)
                .looks(Looks.NONE)
                .trouble(untroubledByTime(s));
        return next;
    }

    /** The incident goes on, but nothing is due on it while it is not at rest. */
    private static Optional<Trouble> untroubledByTime(Situation s) {
        return s.link().trouble().map(open -> open.healingAt(Optional.empty()));
    }

    private static Looks looks(Situation s, RunReport report, Optional<HeldBack> heldBack) {
        SyncLink link = s.link();
        Checkpoint last = report.last();
        Looks regular = LookSchedule.after(link, last.read(), last.begunAt(), s.policy());
        Optional<SecondLook> second =
                LookSchedule.second(link.looks().second(), last.begunAt(), report.lookAgain(), s.now(), s.policy());
        return Looks.of(regular.pollAt(), heldBack.map(HeldBack::until).or(regular::walkAt), second);
    }

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
        Duration left = Duration.between(s.now(), lease.until());
        return left.plus(left).compareTo(s.policy().lease()) <= 0;
    }

    private static Lease renewed(Lease lease, Situation s) {
        return Lease.of(lease.owner(), s.now().plus(s.policy().lease()));
    }
}
