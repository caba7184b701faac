package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Lease;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.Removing;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Fact;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that can happen in a scene: every trigger, sensible or not, what time brings, and what providers do. */
record Steps(WorldState state, SyncPolicy policy, List<Step> steps) {
    /** How long the provider of the search takes until its answers settle. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Duration PROVIDER_WAIT = Duration.ofMinutes(20);
    static final Hints NAMED = Hints.of(Set.of(AttendeeId.of("attendee")));
    private static final List<FailureKind> FAILURES = List.of(
            FailureKind.UNREACHABLE,
            FailureKind.RATE_LIMITED,
            FailureKind.CURSOR_REFUSED,
            FailureKind.REMOTE_GONE,
            FailureKind.PERMISSION);

    static List<Step> of(WorldState state, SyncPolicy policy) {
        Steps all = new Steps(state, policy, new ArrayList<>());
        all.requests();
        all.answers();
        all.reports();
        all.facts();
        all.time();
        all.providers();
        return all.steps;
    }

    private void add(String name, Trigger trigger) {
        steps.add(Step.of(name, trigger));
    }

    private void requests() {
        add("Retry", new UserRequest.RetryRequested(Actor.HOST));
        add("Resync", new UserRequest.ResyncRequested(Actor.HOST));
        add("Suspend", new UserRequest.SuspendRequested(Actor.HOST));
        add("Resume", new UserRequest.ResumeRequested(Actor.HOST));
        RebindingSteps.of(state).forEach(this::add);
    }

    private void reports() {
        SyncLink link = state.link();
        long run = link.run().map(SyncRun::id).orElse(link.version());
        add("A worker claims", new WorkerReport.RunStarted(run, "owner of " + link.version()));
        add("A worker claims another run", new WorkerReport.RunStarted(run + 1, "owner of another run"));
        link.run()
                .flatMap(SyncRun::lease)
                .map(Lease::owner)
                .ifPresent(owner -> add("The worker claims again", new WorkerReport.RunStarted(run, owner)));
        reports("The worker", new WorldState.Claim(run, link.bookkeeping().fence()));
        state.late().ifPresent(claim -> reports("A late worker", claim));
    }

    private void reports(String who, WorldState.Claim claim) {
        long run = claim.run();
        long fence = claim.fence();
        Instant now = state.now();
        boolean scans = state.link()
                .run()
                .filter(on -> on.kind() == SyncRun.Kind.CATCH_UP)
                .isEmpty();
        Optional<RemoteFacts> remote = Optional.of(state.remote(false));
        add(
                who + " applies a page",
                new WorkerReport.PageApplied(run, fence, checkpoint(scans, Optional.of(Cursor.of("2"))), remote));
        add(who + " renews its lease", new WorkerReport.LeaseRenewed(run, fence));
        removals(who, claim);
        if (scans) {
            scans(who + " completes", claim);
        } else {
            RunResult.Builder report = RunResult.builder();
            report.last(checkpoint(false, Optional.empty()));
            add(who + " completes", new WorkerReport.RunCompleted(run, fence, report.build()));
            add(
                    who + " completes, to recheck",
                    new WorkerReport.RunCompleted(
                            run, fence, report.recheck(NAMED).build()));
        }
        NamedSteps.of(state, who, claim).forEach(this::add);
        completesAfterALongRead(who, claim, scans);
        add(who + " yields", new WorkerReport.RunYielded(run, fence, now, SyncRun.Wait.NOW));
        add(
                who + " yields to the provider's wait",
                new WorkerReport.RunYielded(run, fence, now.plus(PROVIDER_WAIT), SyncRun.Wait.PROVIDER_ASKED));
        for (FailureKind kind : FAILURES) {
            add(who + " fails, " + kind, failed(claim, kind));
        }
        Instant until =
                state.link().run().flatMap(SyncRun::lease).map(Lease::until).orElse(now);
        add(who + " is lost", new WorkerReport.RunLost(run, fence, until));
        add(who + " was lost before it renewed its lease", new WorkerReport.RunLost(run, fence, until.minusMillis(1)));
    }

    private void scans(String completes, WorldState.Claim claim) {
        new Scans(state.link(), state.now()).all().forEach((how, ended) -> completes(completes + how, claim, ended));
    }

    private void completes(String name, WorldState.Claim claim, RunResult result) {
        add(name, new WorkerReport.RunCompleted(claim.run(), claim.fence(), result));
    }

    private void completesAfterALongRead(String who, WorldState.Claim claim, boolean scans) {
        Checkpoint.Builder last = checkpoint(scans, Optional.empty()).toBuilder();
        last.begunAt(state.now().minus(policy.fullScanInterval()));
        add(
                who + " completes after a long read",
                new WorkerReport.RunCompleted(
                        claim.run(),
                        claim.fence(),
                        RunResult.builder().last(last.build()).build()));
    }

    private WorkerReport failed(WorldState.Claim claim, FailureKind kind) {
        Duration wait = kind == FailureKind.REMOTE_GONE ? WINDOW : PROVIDER_WAIT;
        SyncFailure failure = SyncFailure.of(kind, "HF-0", "expected an answer but found none", state.now());
        return new WorkerReport.RunFailed(claim.run(), claim.fence(), failure, Optional.of(wait), Optional.empty());
    }

    private void facts() {
        SyncLink.Binding bound = state.link().binding();
        add("A change is signalled", new Fact.ChangeSignalled(Hints.ALL));
        add("A named change is signalled", new Fact.ChangeSignalled(NAMED));
        add("A poll is due", new Fact.PollDue());
        add(
                "A poll is due, and a worker has it",
                new Fact.PollDue(Optional.of("owner of " + state.link().version())));
        add("A look is due", new Fact.LookDue());
        add("A change of the event itself is signalled", new Fact.RemoteSignalled());
        seen("as it was", state.remote(false));
        seen("cancelled", state.remote(true));
        seen("long ago", state.at(WorldState.START.minusSeconds(1)).remote(true));
        add("An auto-retry is due", new Fact.AutoRetryDue());
        add("An auto-retry is due, but something else is tried", new Fact.AutoRetryDue(true));
        add("The integration shows a sign of life", new Fact.IntegrationProven(bound.integration()));
        add(
                "An integration of which the link knows nothing shows a sign of life",
                new Fact.IntegrationProven(IntegrationId.of("unknown")));
        severed("the first", WorldState.FIRST);
        severed("the second", WorldState.SECOND);
        add(
                "An integration of which the link knows nothing is severed",
                new Fact.CredentialSevered(IntegrationId.of("unknown"), bound.connection()));
    }

    private void seen(String how, RemoteFacts told) {
        add("The event is seen " + how, new Fact.RemoteSeen(told));
    }

    /** The fan-out that tells links of a severed connection, on its way since that connection was severed. */
    private void severed(String name, IntegrationId integration) {
        if (state.of(integration).hasSevered(1)) {
            add("Word that " + name + " integration was severed", new Fact.CredentialSevered(integration, 1));
        }
    }

    private void time() {
        Stream.of(
                        state.link().run().map(SyncRun::nextInstant),
                        state.link()
                                .run()
                                .filter(SyncRun::isWorking)
                                .flatMap(SyncRun::startedAt)
                                .map(at -> at.plus(policy.retry().maxRunDuration())
                                        .plus(state.link().run().orElseThrow().askedToWait())),
                        state.link().bookkeeping().polls().pollAt(),
                        state.link().bookkeeping().polls().fullScanAt(),
                        state.link().bookkeeping().polls().lookAt(),
                        state.link().bookkeeping().polls().recheck().map(ConsistencyRecheck::at),
                        state.link().incident().flatMap(Incident::autoRetryAt),
                        known().remembered()
                                .map(since ->
                                        since.endedAt().plus(policy.absence().settling())),
                        known().question().flatMap(RemovalQuestion::removedBy))
                .flatMap(Optional::stream)
                .filter(at -> at.isAfter(state.now()))
                .distinct()
                .forEach(at -> steps.add(Step.around("Time passes", state.at(at), false)));
    }

    private void providers() {
        change("first", state.first(), state.withFirst(state.first().next()));
        change("second", state.second(), state.withSecond(state.second().next()));
    }

    private void change(String name, Authorisation now, WorldState after) {
        switch (now) {
            case NEVER_SEVERED -> steps.add(Step.around("The " + name + " integration is severed", after, false));
            case SEVERED ->
                steps.add(Step.around("A person authorises the " + name + " integration again", after, true));
            case AGAIN -> {}
        }
    }

    private Checkpoint checkpoint(boolean scans, Optional<Cursor> cursor) {
        return new Scans(state.link(), state.now()).checkpoint(scans, cursor);
    }

    /** Answers that name what is asked, what was kept, and what nobody asks; and what a worker may be about to remove. */
    private void answers() {
        answer("the question", known().question().map(asked -> new Numbers(asked.scan(), asked.count())));
        answer("those kept", known().kept().map(kept -> new Numbers(kept.scan(), kept.count())));
        answer("another question", Optional.of(new Numbers(state.link().version(), 7)));
    }

    private void answer(String which, Optional<Numbers> numbers) {
        numbers.ifPresent(one -> {
            add("A person has " + which + " removed", new UserRequest.ApplyRemovals(Actor.HOST, one.scan, one.count));
            add("A person keeps " + which, new UserRequest.KeepAttendees(Actor.HOST, one.scan, one.count));
        });
    }

    private record Numbers(long scan, long count) {}

    private void removals(String who, WorldState.Claim claim) {
        long keptFrom = known().keptFrom();
        Stream.concat(
                        Stream.of(
                                        known().remembered().map(MissingSince::scan),
                                        known().question().map(RemovalQuestion::scan))
                                .flatMap(Optional::stream)
                                .flatMap(scan -> Stream.of(new Removing(scan, keptFrom), new Removing(scan, 0))),
                        known().kept().map(kept -> new Removing(kept.scan(), 0)).stream())
                .distinct()
                .forEach(whom -> add(
                        who + " removes those before " + (whom.keptFrom() == 0 ? "a scan" : "a scan, but none kept"),
                        new WorkerReport.RemovalsBegun(claim.run(), claim.fence(), whom)));
        if (known().equals(Absences.NONE)) {
            add(
                    who + " removes somebody though nobody is missing",
                    new WorkerReport.RemovalsBegun(
                            claim.run(),
                            claim.fence(),
                            new Removing(state.link().version(), 0)));
        }
    }

    private Absences known() {
        return state.link().bookkeeping().absences();
    }
}
