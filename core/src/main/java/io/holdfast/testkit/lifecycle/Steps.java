package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.EndGuard;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.HeldBack;
import io.holdfast.model.Hints;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Lease;
import io.holdfast.model.Read;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SecondLook;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.model.Trouble;
import io.holdfast.model.Unusable;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Fact;
import io.holdfast.transition.Report;
import io.holdfast.transition.RunReport;
import io.holdfast.transition.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that can happen in a scene: every trigger, sensible or not, what time brings, and what providers do. */
final class Steps {
    /** How long the provider of the search takes until its answers settle. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Duration PROVIDER_WAIT = Duration.ofMinutes(20);
    private static final Hints NAMED = Hints.of(Set.of(AttendeeId.of("attendee")));
    private static final List<FailureKind> FAILURES = List.of(
            FailureKind.UNREACHABLE,
            FailureKind.RATE_LIMITED,
            FailureKind.CURSOR_REFUSED,
            FailureKind.REMOTE_GONE,
            FailureKind.PERMISSION);

    private final Scene scene;
    private final SyncPolicy policy;
    private final List<Step> steps = new ArrayList<>();

    private Steps(Scene scene, SyncPolicy policy) {
        this.scene = scene;
        this.policy = policy;
    }

    static List<Step> of(Scene scene, SyncPolicy policy) {
        Steps all = new Steps(scene, policy);
        all.wishes();
        all.reports();
        all.facts();
        all.time();
        all.providers();
        return all.steps;
    }

    private void wishes() {
        steps.add(Step.of("Retry", Wish.retry(Actor.HOST)));
        steps.add(Step.of("Resync", Wish.resync(Actor.HOST)));
        steps.add(Step.of("Suspend", Wish.suspend(Actor.HOST)));
        steps.add(Step.of("Resume", Wish.resume(Actor.HOST)));
        reconnects(Scene.FIRST);
        reconnects(Scene.SECOND);
        for (Unusable why : List.of(Unusable.OTHER_PROVIDER, Unusable.OTHER_WORKSPACE, Unusable.REMOTE_NOT_VISIBLE)) {
            reconnect("Move to one of " + why, Scene.SECOND, Optional.of(why), true);
        }
    }

    private void reconnects(IntegrationId to) {
        Optional<Unusable> severed =
                scene.of(to).isConnected() ? Optional.empty() : Optional.of(Unusable.NOT_CONNECTED);
        boolean other = !to.equals(scene.link().binding().integration());
        Optional<Unusable> account = other ? Optional.of(Unusable.OTHER_ACCOUNT) : Optional.empty();
        reconnect("Reconnect to " + to.value(), to, severed.or(() -> account), false);
        reconnect("Move to " + to.value(), to, severed, true);
    }

    private void reconnect(String name, IntegrationId to, Optional<Unusable> unusable, boolean move) {
        SyncLink.Binding binding = SyncLink.Binding.of(to, scene.of(to).connection());
        steps.add(Step.of(name, Wish.reconnect(Actor.HOST, binding, unusable, scene.isBoundSevered(), move)));
        if (move && unusable.isEmpty()) {
            steps.add(Step.of(
                    name + ", not meant as a move",
                    Wish.reconnect(Actor.HOST, binding, unusable, scene.isBoundSevered(), false)));
        }
    }

    private void reports() {
        SyncLink link = scene.link();
        long run = link.run().map(SyncRun::id).orElse(link.version());
        steps.add(Step.of("A worker claims", Report.started(run, "owner of " + link.version())));
        steps.add(Step.of("A worker claims another run", Report.started(run + 1, "owner of another run")));
        link.run()
                .flatMap(SyncRun::lease)
                .map(Lease::owner)
                .ifPresent(owner -> steps.add(Step.of("The worker claims again", Report.started(run, owner))));
        reports("The worker", new Scene.Claim(run, link.fence()));
        scene.late().ifPresent(claim -> reports("A late worker", claim));
    }

    private void reports(String who, Scene.Claim claim) {
        long run = claim.run();
        long fence = claim.fence();
        Instant now = scene.now();
        boolean walks = scene.link()
                .run()
                .filter(on -> on.kind() == SyncRun.Kind.CATCH_UP)
                .isEmpty();
        Optional<RemoteFacts> remote = Optional.of(remote());
        steps.add(Step.of(
                who + " applies a page",
                Report.pageApplied(run, fence, checkpoint(walks, Optional.of(Cursor.of("2"))), remote)));
        steps.add(Step.of(who + " renews its lease", Report.leaseRenewed(run, fence)));
        RunReport.Builder report = RunReport.builder();
        report.last(checkpoint(walks, Optional.empty()));
        steps.add(Step.of(who + " completes", Report.completed(run, fence, report.build())));
        RunReport odd = walks
                ? report.heldBack(heldBack()).build()
                : report.lookAgain(NAMED).build();
        String but = walks ? " completes, removals held back" : " completes, to look again";
        steps.add(Step.of(who + but, Report.completed(run, fence, odd)));
        steps.add(Step.of(who + " yields", Report.yielded(run, fence, now, SyncRun.Wait.NOW)));
        steps.add(Step.of(
                who + " yields to the provider's wait",
                Report.yielded(run, fence, now.plus(PROVIDER_WAIT), SyncRun.Wait.PROVIDER_ASKED)));
        for (FailureKind kind : FAILURES) {
            steps.add(Step.of(who + " fails, " + kind, failed(claim, kind)));
        }
        steps.add(Step.of(who + " is lost", Report.lost(run, fence)));
    }

    private Report failed(Scene.Claim claim, FailureKind kind) {
        Duration wait = kind == FailureKind.REMOTE_GONE ? WINDOW : PROVIDER_WAIT;
        SyncFailure failure = SyncFailure.of(kind, "HF-0", "expected an answer but found none", scene.now());
        return Report.failed(claim.run(), claim.fence(), failure, Optional.of(wait), Optional.empty());
    }

    private void facts() {
        SyncLink.Binding bound = scene.link().binding();
        steps.add(Step.of("A change is signalled", Fact.changeSignalled(Hints.ALL)));
        steps.add(Step.of("A named change is signalled", Fact.changeSignalled(NAMED)));
        steps.add(Step.of("A look is due", Fact.lookDue()));
        steps.add(Step.of("A recovery is due", Fact.healDue()));
        severed("the first", Scene.FIRST);
        severed("the second", Scene.SECOND);
        steps.add(Step.of(
                "An integration of which the link knows nothing is severed",
                Fact.credentialSevered(IntegrationId.of("unknown"), bound.connection())));
    }

    /** The walk that tells links of a severed connection, on its way since that connection was severed. */
    private void severed(String name, IntegrationId integration) {
        if (scene.of(integration).hasSevered(1)) {
            steps.add(
                    Step.of("Word that " + name + " integration was severed", Fact.credentialSevered(integration, 1)));
        }
    }

    private void time() {
        Stream.of(
                        scene.link().run().map(SyncRun::nextInstant),
                        scene.link()
                                .run()
                                .filter(SyncRun::isWorking)
                                .flatMap(SyncRun::startedAt)
                                .map(at -> at.plus(policy.retry().longestRun())),
                        scene.link().looks().pollAt(),
                        scene.link().looks().walkAt(),
                        scene.link().looks().second().map(SecondLook::at),
                        scene.link().trouble().flatMap(Trouble::healAt))
                .flatMap(Optional::stream)
                .filter(at -> at.isAfter(scene.now()))
                .distinct()
                .forEach(at -> steps.add(Step.around("Time passes", scene.at(at), false)));
    }

    private void providers() {
        change("first", scene.first(), scene.withFirst(scene.first().next()));
        change("second", scene.second(), scene.withSecond(scene.second().next()));
    }

    private void change(String name, Authorisation now, Scene after) {
        switch (now) {
            case NEVER_SEVERED -> steps.add(Step.around("The " + name + " integration is severed", after, false));
            case SEVERED ->
                steps.add(Step.around("A person authorises the " + name + " integration again", after, true));
            case AGAIN -> {}
        }
    }

    private RemoteFacts remote() {
        RemoteSubject subject =
                RemoteSubject.builder().ref(Scene.REMOTE).title("An event").build();
        return RemoteFacts.of(subject, Feed.POLL, scene.now());
    }

    private Checkpoint checkpoint(boolean walks, Optional<Cursor> cursor) {
        Instant now = scene.now();
        return Checkpoint.builder()
                .read(walks ? Read.WALK : Read.changesSince(Scene.START))
                .walk(scene.link().version())
                .begunAt(now)
                .asOf(now)
                .cursor(cursor)
                .tally(Tally.NONE)
                .guard(EndGuard.START.after(false, Cursor.of("2")))
                .takenAt(now)
                .build();
    }

    private HeldBack heldBack() {
        return HeldBack.of(
                scene.link().version(), 1, 2, scene.now().plus(policy.absence().settling()));
    }
}
