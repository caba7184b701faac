package io.holdfast.benchmarks;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ProviderId;
import io.holdfast.model.ReadMode;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A life of one link: nine steps in ten move it, the tenth is senseless where it stands. The same for the same seed. */
final class RandomWalk {
    static final SyncPolicy POLICY = SyncPolicy.defaults();

    /** So long no import completes: what never was imported fails otherwise than what was. */
    private static final int NEVER_IMPORTED = 2_000;

    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final Duration LATE_ENOUGH = Duration.ofDays(1000);
    private static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
    private static final Actor PERSON = Actor.member("m-1");
    private static final List<IntegrationId> INTEGRATIONS = List.of(IntegrationId.of("i-1"), IntegrationId.of("i-2"));

    private final List<Step> steps = new ArrayList<>();
    private final Random random;
    private final Decision.Moved birth = SyncStateMachine.begin(
            SyncLinkId.of("link-1"),
            new SyncLink.Key(WorkspaceId.of("acme"), ProviderId.of("eventbrite"), REMOTE, SyncSubject.event("our-42")),
            new SyncLink.Binding(INTEGRATIONS.get(0), 1),
            PERSON,
            START);
    private SyncLink link = birth.next();
    private Instant now = START;

    /** What is heard at a moment, and how the link then stands. */
    record Step(Trigger trigger, Instant now, Standing after) {}

    /** A step once more, beside the link that it met. */
    record Decided(SyncLink link, Trigger trigger, Instant now) {
        Decision again() {
            return SyncStateMachine.decide(link, trigger, POLICY, now);
        }
    }

    private RandomWalk(long seed) {
        this.random = new Random(seed);
    }

    static RandomWalk of(long seed, int length) {
        RandomWalk walk = new RandomWalk(seed);
        while (walk.steps.size() < length) {
            walk.step();
        }
        Map<SyncPhase, Integer> passed = walk.phases();
        if (passed.size() < SyncPhase.values().length) {
            throw new IllegalStateException(
                    "expected full scan " + seed + " to pass every phase but it passed " + passed);
        }
        return walk;
    }

    Decision.Moved birth() {
        return birth;
    }

    List<Step> steps() {
        return steps;
    }

    /** Every step, with the link as it was before it. */
    List<Decided> decided() {
        List<Decided> all = new ArrayList<>();
        SyncLink before = birth.next();
        for (Step step : steps) {
            Decided one = new Decided(before, step.trigger(), step.now());
            all.add(one);
            before = one.again().link();
        }
        return all;
    }

    /** How many steps ended in each phase. */
    Map<SyncPhase, Integer> phases() {
        Map<SyncPhase, Integer> counts = new EnumMap<>(SyncPhase.class);
        steps.forEach(step -> counts.merge(step.after().phase(), 1, Integer::sum));
        return counts;
    }

    /** Fails at the first step after which the contestant does not stand as this library does. */
    void check(String name, Contestant contestant) {
        contestant.begin();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            contestant.hear(step.trigger(), step.now());
            if (!contestant.standing().equals(step.after())) {
                throw new IllegalStateException("step " + i + ", " + step.trigger() + " at " + step.now()
                        + ": expected " + step.after() + " but " + name + " found " + contestant.standing());
            }
        }
    }

    private void step() {
        now = now.plusSeconds(random.nextInt(20));
        if (random.nextInt(3) == 0) {
            now = link.due().filter(now::isBefore).orElse(now);
        }
        boolean senseless = random.nextInt(10) == 0;
        List<Decision> found = new ArrayList<>();
        List<Trigger> heard = new ArrayList<>();
        for (Trigger trigger : senseless ? senseless() : sensible()) {
            Decision decision = SyncStateMachine.decide(link, trigger, POLICY, now);
            boolean tooEarly = trigger instanceof WorkerReport.RunCompleted && steps.size() < NEVER_IMPORTED;
            if (!tooEarly && senseless != decision instanceof Decision.Moved) {
                found.add(decision);
                heard.add(trigger);
            }
        }
        if (!found.isEmpty()) {
            int chosen = random.nextInt(found.size());
            link = found.get(chosen).link();
            steps.add(new Step(heard.get(chosen), now, Standing.of(link)));
        }
    }

    /** One of each kind, reports more often: a run has more to say than a person. */
    private List<Trigger> sensible() {
        List<Trigger> triggers = new ArrayList<>(requestsAndFacts());
        triggers.addAll(reports(run(), link.bookkeeping().fence(), until()));
        triggers.addAll(reports(run(), link.bookkeeping().fence(), until()));
        triggers.addAll(reports(run(), link.bookkeeping().fence(), until()));
        return triggers;
    }

    private List<Trigger> senseless() {
        List<Trigger> triggers = new ArrayList<>(requestsAndFacts());
        triggers.addAll(reports(run() - 1, link.bookkeeping().fence(), until()));
        triggers.addAll(reports(run(), link.bookkeeping().fence() - 1, until()));
        triggers.add(reconnect(Optional.of(any(ReconnectObstacle.values()))));
        return triggers;
    }

    private List<Trigger> requestsAndFacts() {
        return List.of(
                new UserRequest.RetryRequested(PERSON),
                reconnect(Optional.empty()),
                new UserRequest.ResyncRequested(PERSON),
                new UserRequest.SuspendRequested(PERSON),
                new UserRequest.ResumeRequested(PERSON),
                new Fact.ChangeSignalled(hints()),
                new Fact.CredentialSevered(
                        INTEGRATIONS.get(random.nextInt(2)), link.binding().connection()),
                new Fact.PollDue(),
                new Fact.AutoRetryDue());
    }

    private Instant until() {
        return link.run().map(SyncRun::nextInstant).orElse(now);
    }

    private List<Trigger> reports(long run, long fence, Instant until) {
        return List.of(
                new WorkerReport.RunStarted(run, "owner-" + link.version()),
                new WorkerReport.PageApplied(
                        run, fence, checkpoint(Optional.of(Cursor.of("page"))), Optional.of(facts())),
                new WorkerReport.LeaseRenewed(run, fence),
                new WorkerReport.RunCompleted(run, fence, report()),
                new WorkerReport.RunYielded(run, fence, now.plusSeconds(random.nextInt(2)), SyncRun.Wait.NOW),
                failure(run, fence),
                new WorkerReport.RunLost(run, fence, random.nextInt(4) == 0 ? now : until));
    }

    private Trigger reconnect(Optional<ReconnectObstacle> unusable) {
        SyncLink.Binding to = new SyncLink.Binding(
                INTEGRATIONS.get(random.nextInt(2)), link.binding().connection() + random.nextInt(2));
        return new UserRequest.ReconnectRequested(PERSON, to, unusable, random.nextInt(4) == 0, random.nextInt(4) == 0);
    }

    private Trigger failure(long run, long fence) {
        FailureKind kind = any(FailureKind.values());
        return new WorkerReport.RunFailed(
                run,
                fence,
                SyncFailure.of(kind, SyncFailure.reference(link.seed()), "expected a page but found none", now),
                random.nextBoolean() ? Optional.of(Duration.ofMinutes(1)) : Optional.empty(),
                random.nextBoolean() ? Optional.of(facts()) : Optional.empty());
    }

    private RunResult report() {
        Checkpoint last = checkpoint(Optional.empty());
        return RunResult.builder()
                .last(last)
                .recheck(random.nextInt(4) == 0 ? Optional.of(hints()) : Optional.empty())
                .build();
    }

    private Checkpoint checkpoint(Optional<Cursor> cursor) {
        Optional<Checkpoint> before = link.run().flatMap(SyncRun::checkpoint);
        boolean changes =
                link.run().filter(run -> run.kind() == SyncRun.Kind.CATCH_UP).isPresent();
        PaginationProgress guard =
                before.map(Checkpoint::guard).orElse(PaginationProgress.START).after(false, Cursor.of("page"));
        return Checkpoint.builder()
                .read(before.map(Checkpoint::read).orElse(changes ? ReadMode.changesSince(START) : ReadMode.FULL))
                .scan(before.map(Checkpoint::scan).orElse(link.version()))
                .begunAt(before.map(Checkpoint::begunAt).orElse(now))
                .asOf(before.map(Checkpoint::asOf).orElse(now))
                .cursor(cursor)
                .tally(Tally.builder().added(guard.pages() * 50).build())
                .guard(guard)
                .takenAt(now)
                .build();
    }

    private RemoteFacts facts() {
        RemoteSubject subject = RemoteSubject.builder()
                .ref(REMOTE)
                .title("Harbour Data Night")
                .endsAt(START.plus(LATE_ENOUGH))
                .build();
        return new RemoteFacts(subject, Feed.POLL, now);
    }

    private Hints hints() {
        return random.nextInt(4) == 0 ? Hints.ALL : Hints.of(Set.of(AttendeeId.of("a-" + random.nextInt(3))));
    }

    private long run() {
        return link.run().map(SyncRun::id).orElse(link.version());
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
