package io.holdfast.engine;

import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Attendee;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LastRun;
import io.holdfast.model.Page;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Secret;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Wordless;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Change;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.port.RunQueue;
import io.holdfast.port.StoredForm;
import io.holdfast.port.StoredFormException;
import io.holdfast.port.StoredValues;
import io.holdfast.port.TokenAnswer;
import io.holdfast.port.TokenRequest;
import io.holdfast.testkit.contract.CredentialVaultContract;
import io.holdfast.testkit.lifecycle.Answer;
import io.holdfast.testkit.lifecycle.Exploration;
import io.holdfast.testkit.lifecycle.Violation;
import io.holdfast.transition.Fact;
import io.holdfast.transition.Report;
import io.holdfast.transition.RunReport;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.TriggerKind;
import io.holdfast.transition.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
            add(Report.failed(1, 1, failure, Optional.of(Duration.ofSeconds(1)), link.remote()));
            add(Refusal.of(Refusal.Code.NOT_NOW, failure.message(), RecoveryAction.WAIT));
        });
        link.remembered().change().ifPresent(hints -> add(Fact.changeSignalled(hints)));
        add(Outcome.changed(integration), Outcome.changed(link));
        add(SyncStateMachine.decide(link, Wish.retry(Actor.HOST), SyncPolicy.defaults(), NOW));
    }

    private void ports(SyncLink link, Account account, Attendee attendee) {
        AttendeeStore.Row row =
                AttendeeStore.Row.of(attendee.id(), AttendeeStore.RowResult.UPDATED, Optional.of(attendee));
        add(
                World.KEY,
                Grant.of(World.KEY, account),
                tokens(),
                Grant.of(tokens(), account),
                TokenAnswer.builder()
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
                AttendeeStore.Presence.of(1, 1),
                AttendeeStore.Pen.of(link.id(), link.subject(), 1),
                AttendeeStore.Batch.of(List.of(attendee), 1, NOW),
                AttendeeStore.Written.of(true, List.of(row)),
                Change.of(Change.Kind.CHANGED, Optional.of(attendee), attendee),
                Page.of(List.of(attendee), Optional.empty()),
                RunQueue.Ticket.of(link.id(), link.key().workspace(), NOW, SyncRun.Urgency.ROUTINE));
    }

    private void reports(SyncLink link, Checkpoint checkpoint) {
        Checkpoint.Builder last = Checkpoint.builder();
        last.from(checkpoint).cursor(Optional.empty());
        add(
                Report.started(1, "worker"),
                Report.pageApplied(1, 1, checkpoint, link.remote()),
                Report.leaseRenewed(1, 1),
                Report.completed(1, 1, RunReport.builder().last(last.build()).build()),
                Report.yielded(1, 1, NOW, SyncRun.Wait.NOW),
                Report.lost(1, 1));
    }

    /** What an engine gives to a caller, of a link that lives and of one that failed. */
    private static Credential.OauthTokens tokens() {
        return Credential.oauth(
                Secret.of("access-key-that-never-shows"),
                Optional.of(Secret.of("refresh-key-that-never-shows")),
                Optional.of(NOW));
    }

    private void shown() {
        World world = new World();
        world.registered(3);
        page(world, world.imported());
        world.engine.turn();
        SyncLink live = world.live();
        Actor person = Actor.member("m-1");
        add(
                world.provider.capabilities(),
                SyncPolicy.defaults(),
                Wish.retry(person),
                Wish.reconnect(person, live.binding(), Optional.empty(), false, false),
                Wish.resync(person),
                Wish.suspend(person),
                Wish.resume(person),
                Fact.credentialSevered(live.binding().integration(), 1),
                Fact.healDue(),
                Fact.lookDue(),
                SyncStateMachine.decide(live, Wish.resync(person), SyncPolicy.defaults(), NOW),
                SyncStateMachine.decide(live, Wish.retry(person), SyncPolicy.defaults(), NOW),
                SyncStateMachine.decide(live, Wish.resume(person), SyncPolicy.defaults(), NOW));
        page(world, live);
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access to the event"));
        page(world, world.next(live));
        Integration bound = world.engine.integrations(World.ACME).get(0);
        add(world.engine.health(bound.id()), SyncPolicy.defaults().credentials());
        Credential theirs = Credential.apiKey("their-key-that-never-shows");
        world.provider.belongsTo(theirs, Account.of("account-2", "ops@example.org"));
        add(world.engine.renew(bound.id(), theirs));
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
                world.engine.view(link.id()),
                world.engine.explain(link.id()),
                world.engine.plan(link.id()),
                world.engine.history(link.id(), Cursor.START, 100));
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
                Wordless.copyOf(new IllegalStateException("Ilse", new IllegalArgumentException("ilse@example.org"))),
                unreadable("holdfast-attendee=1\nname=Ilse\n"),
                unreadable("holdfast-attendee=1\nIlse\n"),
                unreadable("Ilse"));
    }

    private static StoredFormException unreadable(String text) {
        try {
            throw new AssertionError("expected a refusal but read " + StoredForm.readAttendee(text));
        } catch (StoredFormException refused) {
            return refused;
        }
    }

    private void testkit() {
        Answer answer = Answer.of(SyncPhase.LIVE, TriggerKind.HEAL_DUE, "nothing to heal", false, SyncPhase.LIVE);
        add(
                CredentialVaultContract.checks(InMemoryCredentialVault::new),
                Exploration.builder()
                        .states(1)
                        .decisions(1)
                        .addAnswers(answer)
                        .addLaws("a law")
                        .addViolations(Violation.of("a law", List.of("a step"), "a state"))
                        .build());
        add(Secret.of("key-that-never-shows"), Hints.ALL);
    }

    private void add(Object... samples) {
        all.addAll(List.of(samples));
    }
}
