package io.holdfast.engine;

import io.holdfast.codec.StoredForm;
import io.holdfast.codec.StoredFormException;
import io.holdfast.codec.StoredValues;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.message.Message;
import io.holdfast.metrics.CallEnd;
import io.holdfast.metrics.RunEnd;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CallBudget;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Change;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ContendedException;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LastRun;
import io.holdfast.model.LinkTotals;
import io.holdfast.model.NotTaken;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.Quota;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.Removing;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.Secret;
import io.holdfast.model.StampRange;
import io.holdfast.model.Statistics;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.UnknownIdException;
import io.holdfast.oauth.TokenRequest;
import io.holdfast.oauth.TokenResponse;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Grant;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncListener;
import io.holdfast.presentation.Overlay;
import io.holdfast.presentation.Warning;
import io.holdfast.testkit.contract.CredentialVaultContract;
import io.holdfast.testkit.faults.Fault;
import io.holdfast.testkit.faults.FaultPorts;
import io.holdfast.testkit.faults.FaultRun;
import io.holdfast.testkit.faults.PortCall;
import io.holdfast.testkit.lifecycle.Answer;
import io.holdfast.testkit.lifecycle.Exploration;
import io.holdfast.testkit.lifecycle.Scene;
import io.holdfast.testkit.lifecycle.Violation;
import io.holdfast.transition.AbsenceRules;
import io.holdfast.transition.Fact;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.ScanFindings;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.TriggerKind;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values of the library with planted secrets and people wherever they can hold some; what they hold are samples too. */
final class Samples {
    private static final int SEEDS = 60;
    private static final Instant NOW = World.START;

    private final List<Object> all = new ArrayList<>();

    private Samples() {}

    static List<Object> all() {
        Samples samples = new Samples();
        for (int seed = 1; seed <= SEEDS; seed++) {
            samples.stored(new StoredValues(seed));
        }
        samples.shown();
        samples.deliveries();
        samples.exceptions();
        samples.testkit();
        return samples.all;
    }

    private void stored(StoredValues values) {
        SyncLink link = values.link();
        Integration integration = values.integration();
        Attendee attendee = values.attendee();
        add(link, integration, attendee, values.transition());
        ports(link, integration.account(), attendee);
        link.run().flatMap(SyncRun::checkpoint).ifPresent(checkpoint -> reports(link, checkpoint));
        link.run().flatMap(SyncRun::lastFailure).ifPresent(failure -> {
            add(new WorkerReport.RunFailed(1, 1, failure, Optional.of(Duration.ofSeconds(1)), link.remote()));
            add(Refusal.of(Refusal.Code.NOT_NOW, failure.message(), RecoveryAction.WAIT));
        });
        link.bookkeeping().pendingWork().change().ifPresent(hints -> add(new Fact.ChangeSignalled(hints)));
        add(new Fact.IntegrationProven(integration.id()));
        link.remote().ifPresent(facts -> add(new Fact.RemoteSeen(facts)));
        add(Outcome.changed(integration, "connected"), Outcome.changed(link, "imported"));
        add(new IntegrationStore.ProviderAccounts(List.of(StoredRow.of(integration.id(), integration)), List.of()));
        add(SyncStateMachine.decide(link, new UserRequest.RetryRequested(Actor.HOST), SyncPolicy.defaults(), NOW));
    }

    private void ports(SyncLink link, Account account, Attendee attendee) {
        AttendeeStore.Row row = AttendeeStore.Row.of(attendee.id(), AttendeeStore.RowResult.UPDATED, attendee);
        add(
                new Quota(Quota.Bucket.TOKEN, 2_000, 7, Duration.ofMinutes(9)),
                new CallBudget(Quota.Bucket.APPLICATION, 2_000, Duration.ofHours(1)),
                World.KEY,
                new Grant(World.KEY, account),
                tokens(),
                new Grant(tokens(), account),
                TokenResponse.builder()
                        .status(200)
                        .accessToken(tokens().access())
                        .refreshToken(tokens().refresh())
                        .build(),
                TokenRequest.refresh("client", World.KEY.bearer(), tokens().access()),
                AttendeePage.builder()
                        .addAttendees(attendee)
                        .rejected(link.lastRun().map(LastRun::sample).orElseGet(List::of))
                        .asOf(NOW)
                        .build(),
                new Presence(1, 1),
                StampRange.before(2),
                new ProviderConnector.NamedAttendees(
                        AttendeePage.builder().addAttendees(attendee).asOf(NOW).build(), Set.of()),
                new AttendeeStore.FencingToken(link.id(), link.key(), 1),
                new AttendeeStore.Batch(List.of(attendee), 1, 1, 0),
                new AttendeeStore.Written(true, List.of(row)),
                new Change(attendee.id(), Change.Kind.CHANGED, Optional.of(attendee), Optional.of(attendee)),
                SyncListener.Missed.NOTHING,
                new Page<>(List.of(attendee), Optional.empty()),
                StoredRow.of(link.id(), attendee),
                new RunQueue.Ticket(link.id(), link.key().workspace(), NOW, SyncRun.Urgency.ROUTINE),
                new CallEnd("link store", "load", true, Duration.ofMillis(3)),
                new RunEnd(
                        link,
                        SyncRun.Kind.CATCH_UP,
                        SyncRun.Urgency.ROUTINE,
                        RunEnd.Outcome.COMPLETED,
                        1,
                        2,
                        3,
                        4,
                        5,
                        Duration.ofSeconds(6)),
                new LinkTotals(Map.of(link.status(), 1L), 1, link.provenAt()));
    }

    private void reports(SyncLink link, Checkpoint checkpoint) {
        Checkpoint.Builder last = checkpoint.toBuilder();
        last.cursor(Optional.empty());
        add(
                new WorkerReport.RunStarted(1, "worker"),
                new WorkerReport.PageApplied(1, 1, checkpoint, link.remote()),
                new WorkerReport.LeaseRenewed(1, 1),
                new NotTaken(2, 1, 3, List.of("no-id")),
                new CandidatePage(List.of(), Optional.empty(), List.of()),
                Statistics.NONE,
                new RemovalQuestion(7, 3, 9, NOW, Optional.empty()),
                new WorkerReport.RemovalsBegun(1, 1, new Removing(2, 1)),
                new AbsenceRules.Removal(new Removing(2, 1), true),
                new ScanFindings(3, 1, 1, 0, 0, 0, true),
                new WorkerReport.RunCompleted(
                        1, 1, RunResult.builder().last(last.build()).build()),
                new WorkerReport.RunYielded(1, 1, NOW, SyncRun.Wait.NOW),
                new WorkerReport.RunLost(1, 1, NOW));
    }

    /** What an engine gives to a caller, of a link that lives and of one that failed. */
    private static Credential.OauthTokens tokens() {
        return new Credential.OauthTokens(
                Secret.of("access-key-that-never-shows"),
                Optional.of(Secret.of("refresh-key-that-never-shows")),
                Optional.of(NOW));
    }

    private void shown() {
        World world = new World();
        world.registered(3);
        page(world, world.imported());
        add(world.engine.vitals());
        world.engine.runDue();
        SyncLink live = world.live();
        Actor person = Actor.member("m-1");
        add(
                world.provider.capabilities(),
                SyncPolicy.defaults(),
                new UserRequest.RetryRequested(person),
                new UserRequest.ReconnectRequested(person, live.binding(), Optional.empty(), false, false),
                new UserRequest.ResyncRequested(person),
                new UserRequest.SuspendRequested(person),
                new UserRequest.ResumeRequested(person),
                new UserRequest.ApplyRemovals(person, 7, 3),
                new UserRequest.KeepAttendees(person, 7, 3),
                new Fact.CredentialSevered(live.binding().integration(), 1),
                new Fact.IntegrationProven(live.binding().integration()),
                new Fact.AutoRetryDue(),
                new Fact.PollDue(),
                new Fact.LookDue(),
                new Fact.RemoteSignalled(),
                SyncStateMachine.decide(live, new UserRequest.ResyncRequested(person), SyncPolicy.defaults(), NOW),
                SyncStateMachine.decide(live, new UserRequest.RetryRequested(person), SyncPolicy.defaults(), NOW),
                SyncStateMachine.decide(live, new UserRequest.ResumeRequested(person), SyncPolicy.defaults(), NOW));
        page(world, live);
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access to the event"));
        page(world, world.next(live));
        Integration bound = world.engine.integrations().list(World.ACME).get(0);
        add(
                world.engine.integrations().health(bound.id()),
                world.engine.integrations().view(bound.id()),
                new Overlay(Overlay.Kind.ON_HOLD, Message.of("overlay.on-hold"), Message.of("how.on-hold"), List.of()),
                new Warning(Warning.Kind.NOT_TAKEN, Message.of("how.on-hold"), Message.of("line.kept", 3, "Ilse")),
                SyncPolicy.defaults().credentials());
        Credential theirs = Credential.apiKey("their-key-that-never-shows");
        world.provider.belongsTo(theirs, new Account("account-2", "ops@example.org"));
        add(world.engine.integrations().renew(bound.id(), theirs));
        world.integrations.replace(Integration.builder()
                .from(bound)
                .status(Integration.Status.DISCONNECTED)
                .version(bound.version() + 1)
                .build());
        page(world, live);
        add(world.engine, world.links, world.attendees, world.integrations, world.vault, world.provider);
    }

    private void page(World world, SyncLink link) {
        add(
                world.engine.links().view(link.id()),
                world.engine.links().subjectView(World.ACME, link.subject()).orElseThrow(),
                world.engine.links().explain(link.id()),
                world.engine.links().plan(link.id()),
                world.engine.links().dialog(link.id()),
                world.engine.links().history(link.id(), Cursor.START, 100),
                new Scene(
                        link,
                        world.engine.integrations().list(World.ACME),
                        SyncPolicy.defaults(),
                        NOW,
                        SyncStateMachine::decide));
    }

    private void deliveries() {
        HookWorld hooked = new HookWorld();
        Signal somebody = new Signal.AttendeesOf(World.EVENT, Hints.ALL);
        add(
                somebody,
                new Signal.AttendeesOfChannels(Hints.ALL),
                new Signal.FactsOf(World.EVENT),
                DeliveryContent.of(List.of(somebody)),
                Delivery.of(
                        Map.of("Signature", List.of("never-shows")),
                        "{\"name\":\"Ilse\"}".getBytes(StandardCharsets.UTF_8)),
                new Subscription("id", World.EVENT, true, Optional.of(World.KEY.bearer())),
                hooked.hooks.signed(somebody, World.KEY.bearer()),
                hooked.engine.webhooks(),
                HookWorld.SIGNED);
    }

    private void exceptions() {
        SyncFailure failure = SyncFailure.of(FailureKind.MALFORMED, "HF-1", "expected a list", NOW);
        SyncLink link = new StoredValues(1).link();
        add(
                ProviderException.of(failure.kind(), failure.message())
                        .ofRequest("req-1")
                        .because(new IllegalStateException("Ilse")),
                new ContendedException(link.id(), 1),
                UnknownIdException.link(link.id()),
                UnknownIdException.integration(IntegrationId.of("i-1")),
                new RefusedException(Refusal.of(Refusal.Code.NOT_NOW, failure.message(), RecoveryAction.WAIT)),
                Outcome.refused(Refusal.of(Refusal.Code.NOT_NOW, failure.message(), RecoveryAction.WAIT)),
                SanitizedThrowable.copyOf(
                        new IllegalStateException("Ilse", new IllegalArgumentException("ilse@example.org"))),
                unreadable("{\"formVersion\":1,\"type\":\"attendee\",\"id\":\"a-1\",\"attendance\":\"Ilse\"}"),
                unreadable("{\"formVersion\":1,\"Ilse\":{\"name\":Ilse}}"),
                unreadable("{\"formVersion\":1,\"type\":\"Ilse\"}"),
                unreadable("Ilse"));
    }

    private static StoredFormException unreadable(String text) {
        try {
            throw new AssertionError("expected a refusal but read " + StoredForm.ATTENDEE.read(text));
        } catch (StoredFormException refused) {
            return refused;
        }
    }

    private void testkit() {
        Answer answer =
                new Answer(SyncPhase.LIVE, TriggerKind.AUTO_RETRY_DUE, "nothing to retry", false, SyncPhase.LIVE);
        add(
                CredentialVaultContract.checks(InMemoryCredentialVault::new),
                Exploration.builder()
                        .states(1)
                        .decisions(1)
                        .addAnswers(answer)
                        .addLaws("a law")
                        .addViolations(new Violation("a law", List.of("a step"), "a state"))
                        .build());
        add(Secret.of("key-that-never-shows"), Hints.ALL);
        faults();
    }

    private void faults() {
        World world = new World();
        FaultPorts ports = FaultPorts.builder()
                .addConnectors(world.provider)
                .links(world.links)
                .integrations(world.integrations)
                .vault(world.vault)
                .attendees(world.attendees)
                .time(world.time)
                .build();
        PortCall call = new PortCall(1, "CredentialVault", "put");
        add(Fault.death().afterTheEffect(), ports, call);
        add(new FaultRun<>(World.KEY.bearer().reveal(), List.of(call), Optional.of(call), 2));
    }

    private void add(Object... samples) {
        all.addAll(List.of(samples));
    }
}
