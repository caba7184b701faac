package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a person asks of a link that exists: to reconnect, to move, to read everything again, to hold and to go on. */
final class CommandsTest {
    private final World world = new World();
    private SyncLink link = world.imported();

    @BeforeEach
    void goLive() {
        world.registered(3);
        world.engine.runDue();
        link = latest();
    }

    @Nested
    class Reconnect {
        @Test
        void readsEverythingAgainWithTheRenewedConnectionAndKeepsTheIds() {
            disconnect();
            Integration again = world.connected();

            Outcome<SyncLink> outcome = world.engine.links().reconnect(link.id(), again.id());

            assertThat(outcome.changed()).isTrue();
            assertThat(outcome.orThrow().binding()).isEqualTo(new SyncLink.Binding(again.id(), 2));
            assertThat(outcome.orThrow().phase()).isEqualTo(SyncPhase.IMPORTING);
            world.engine.runDue();
            assertThat(latest().status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(latest().id()).isEqualTo(link.id());
            assertThat(latest().subject()).isEqualTo(link.subject());
            assertThat(world.attendees.attendees(link.id())).hasSize(3);
        }

        @Test
        void beforeTheLinkWasToldOfTheSeveranceIsTaken() {
            sever(bound());
            Integration again = world.connected();

            SyncLink reconnected =
                    world.engine.links().reconnect(link.id(), again.id()).orThrow();

            assertThat(reconnected.binding().connection()).isEqualTo(2);
            assertThat(reconnected.phase()).isEqualTo(SyncPhase.IMPORTING);
        }

        @Test
        void toAnotherWorkspacesIntegrationIsRefused() {
            disconnect();
            Integration theirs = stored(other().workspace(WorkspaceId.of("other")));

            assertRefused(
                    world.engine.links().reconnect(link.id(), theirs.id()),
                    Refusal.Code.OTHER_WORKSPACE,
                    RecoveryAction.RECONNECT_INTEGRATION);
        }

        @Test
        void toAnotherProvidersIntegrationIsRefused() {
            disconnect();
            Integration elsewhere = stored(other().provider(ProviderId.of("elsewhere")));

            assertRefused(
                    world.engine.links().reconnect(link.id(), elsewhere.id()),
                    Refusal.Code.OTHER_PROVIDER,
                    RecoveryAction.RECONNECT_INTEGRATION);
        }

        @Test
        void toAnotherAccountIsRefusedAndNamesTheOneThatHelps() {
            disconnect();

            Outcome<SyncLink> outcome =
                    world.engine.links().reconnect(link.id(), stored(other()).id());

            assertRefused(outcome, Refusal.Code.OTHER_ACCOUNT, RecoveryAction.RECONNECT_INTEGRATION);
            Refusal refusal = outcome.refusal().orElseThrow();
            assertThat(refusal.reason())
                    .contains("connect the one from before again, or move the link")
                    .endsWith("bound to integration " + bound().id().value());
            assertThat(refusal.expectedAccount()).contains(bound().account());
        }

        @Test
        void toASeveredIntegrationIsRefusedAndNamesWhatComesFirst() {
            disconnect();

            assertRefused(
                    world.engine.links().reconnect(link.id(), link.binding().integration()),
                    Refusal.Code.NOT_CONNECTED,
                    RecoveryAction.RECONNECT_INTEGRATION);
        }

        @Test
        void ofAHealthyLinkChangesNothing() {
            Outcome<SyncLink> outcome =
                    world.engine.links().reconnect(link.id(), link.binding().integration());

            assertThat(outcome.changed()).isFalse();
            assertThat(outcome.refusal()).isEmpty();
            assertThat(latest()).isEqualTo(link);
        }

        @Test
        void ofOrToWhatIsNotThereIsAnExceptionThatNamesIt() {
            IntegrationId bound = link.binding().integration();

            assertThatThrownBy(() -> world.engine.links().reconnect(SyncLinkId.of("no-link"), bound))
                    .isInstanceOf(UnknownIdException.class)
                    .hasMessageContaining("no-link");
            assertThatThrownBy(() -> world.engine.links().reconnect(link.id(), IntegrationId.of("no-integration")))
                    .isInstanceOf(UnknownIdException.class)
                    .hasMessageContaining("no-integration");
        }
    }

    @Nested
    class Move {
        @Test
        void toAnotherAccountDescribesTheRemoteFirstAndThenReadsEverything() {
            Integration other = stored(other());
            int before = world.provider.calls().size();

            SyncLink moved = world.engine.links().move(link.id(), other.id()).orThrow();

            assertThat(world.provider
                            .calls()
                            .subList(before, world.provider.calls().size()))
                    .containsExactly("describe");
            assertThat(moved.binding()).isEqualTo(new SyncLink.Binding(other.id(), 1));
            assertThat(moved.phase()).isEqualTo(SyncPhase.IMPORTING);
            world.engine.runDue();
            assertThat(latest().status()).isEqualTo(SyncStatus.ACTIVE);
        }

        @Test
        void toAnAccountThatCantSeeTheRemoteIsRefused() {
            Integration other = stored(other());
            world.provider.removeEvent(World.EVENT);

            assertRefused(
                    world.engine.links().move(link.id(), other.id()),
                    Refusal.Code.REMOTE_NOT_VISIBLE,
                    RecoveryAction.NONE);
        }

        @Test
        void toAnAccountThatMayNotSeeTheRemoteIsRefused() {
            Integration other = stored(other());
            world.provider.failNext(
                    ProviderException.of(FailureKind.PERMISSION, "expected access to the event but found none"));

            assertRefused(
                    world.engine.links().move(link.id(), other.id()),
                    Refusal.Code.REMOTE_NOT_VISIBLE,
                    RecoveryAction.NONE);
        }

        @Test
        void throwsIfTheProviderCouldNotBeAskedAndNothingIsStored() {
            Integration other = stored(other());
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but none came"));

            assertThatThrownBy(() -> world.engine.links().move(link.id(), other.id()))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("none came");
            assertThat(latest()).isEqualTo(link);
        }

        @Test
        void toAnotherWorkspaceOrProviderOrASeveredIntegrationIsRefusedWithoutACall() {
            int before = world.provider.calls().size();

            assertRefused(
                    world.engine
                            .links()
                            .move(
                                    link.id(),
                                    stored(other().workspace(WorkspaceId.of("other")))
                                            .id()),
                    Refusal.Code.OTHER_WORKSPACE,
                    RecoveryAction.NONE);
            assertRefused(
                    world.engine
                            .links()
                            .move(
                                    link.id(),
                                    stored(other().id(IntegrationId.of("i-elsewhere"))
                                                    .provider(ProviderId.of("elsewhere")))
                                            .id()),
                    Refusal.Code.OTHER_PROVIDER,
                    RecoveryAction.NONE);
            assertRefused(
                    world.engine
                            .links()
                            .move(
                                    link.id(),
                                    stored(other().id(IntegrationId.of("i-severed"))
                                                    .status(Integration.Status.DISCONNECTED))
                                            .id()),
                    Refusal.Code.NOT_CONNECTED,
                    RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(world.provider.calls()).hasSize(before);
        }
    }

    @Nested
    class Resync {
        @Test
        void readsEverythingNow() {
            int before = world.provider.calls().size();

            SyncLink scanning = world.engine.links().resync(link.id()).orThrow();
            world.engine.runDue();

            assertThat(scanning.run().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
            assertThat(world.provider
                            .calls()
                            .subList(before, world.provider.calls().size()))
                    .containsExactly("describe", "attendees 1");
            assertThat(latest().lastRun().orElseThrow().kind()).isEqualTo(SyncRun.Kind.RESYNC);
        }

        @Test
        void twiceIsOneFullScan() {
            SyncLink first = world.engine.links().resync(link.id()).orThrow();

            Outcome<SyncLink> second = world.engine.links().resync(link.id());

            assertThat(second.changed()).isFalse();
            assertThat(second.orThrow()).isEqualTo(first);
        }

        @Test
        void ofADisconnectedLinkIsRefusedAndNamesWhatComesFirst() {
            disconnect();

            Outcome<SyncLink> outcome = world.engine.links().resync(link.id());

            assertRefused(outcome, Refusal.Code.NOT_NOW, RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(outcome.refusal().orElseThrow().reason())
                    .isEqualTo("link " + link.id().value()
                            + ": the credential is severed; reconnect first, which reads everything");
            assertThatThrownBy(outcome::orThrow).isInstanceOf(RefusedException.class);
        }
    }

    @Nested
    class Suspend {
        @Test
        void readsNothingWhateverIsDue() {
            SyncLink held = world.engine.links().suspend(link.id()).orThrow();
            int before = world.provider.calls().size();

            world.time.tick(Duration.ofDays(2));

            assertThat(world.engine.runDue()).isZero();
            assertThat(world.provider.calls()).hasSize(before);
            assertThat(held.status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(latest()).isEqualTo(held);
        }

        @Test
        void refusesThePageThatItsWorkerIsOn() {
            world.put("late", "Pier Labs", world.time.instant());
            holdOnceBeforeAPage();

            world.engine.links().resync(link.id()).orThrow();
            world.engine.runDue();

            assertThat(latest().suspended()).isTrue();
            assertThat(latest().run().orElseThrow().isWorking()).isFalse();
            assertThat(world.attendees.attendees(link.id())).hasSize(3);
        }

        @Test
        void raisesTheFenceOfTheAttendeesBeforeAnythingElseIsWritten() {
            Decision.Moved wanted = (Decision.Moved) decided(link, new Fact.PollDue(), Duration.ofMinutes(5));
            world.links.replace(wanted);
            SyncLink working = claimed(wanted.next());
            AttendeeStore.FencingToken token = new AttendeeStore.FencingToken(
                    working.id(), working.key(), working.bookkeeping().fence());
            AttendeeStore.Batch page = new AttendeeStore.Batch(
                    List.of(World.attendee("late", "Pier Labs", world.time.instant())
                            .build()),
                    working.bookkeeping().fence(),
                    1,
                    0);

            SyncLink held = world.engine.links().suspend(link.id()).orThrow();

            assertThat(held.bookkeeping().fence())
                    .isGreaterThan(working.bookkeeping().fence());
            assertThat(world.attendees.upsert(token, page).accepted()).isFalse();
            assertThat(world.attendees.attendees(link.id())).hasSize(3);
        }

        @Test
        void twiceChangesNothingMore() {
            SyncLink held = world.engine.links().suspend(link.id()).orThrow();

            Outcome<SyncLink> again = world.engine.links().suspend(link.id());

            assertThat(again.changed()).isFalse();
            assertThat(again.orThrow()).isEqualTo(held);
        }

        @Test
        void showsInTheHistoryWithWhoAskedForIt() {
            Actor member = Actor.member("m-1");

            world.engine.actingAs(member).links().suspend(link.id()).orThrow();
            world.engine.links().resume(link.id()).orThrow();

            List<TransitionRecord> last = world.records.subList(world.records.size() - 2, world.records.size());
            assertThat(last).extracting(TransitionRecord::actor).containsExactly(member, Actor.HOST);
        }
    }

    @Nested
    class Resume {
        @Test
        void readsWhatChangedMeanwhile() {
            world.engine.links().suspend(link.id()).orThrow();
            world.time.tick(Duration.ofMinutes(30));
            world.put("late", "Pier Labs", world.time.instant());
            world.changes.clear();

            SyncLink resumed = world.engine.links().resume(link.id()).orThrow();
            world.engine.runDue();

            assertThat(resumed.suspended()).isFalse();
            assertThat(world.changes)
                    .extracting(change -> change.id().value() + " " + change.kind())
                    .containsExactly("late ADDED");
            assertThat(latest().status()).isEqualTo(SyncStatus.ACTIVE);
        }

        @Test
        void letsAnInterruptedFullScanGoOn() {
            world.put("late", "Pier Labs", world.time.instant());
            holdOnceBeforeAPage();
            world.engine.links().resync(link.id()).orThrow();
            world.engine.runDue();

            world.engine.links().resume(link.id()).orThrow();
            world.engine.runDue();

            assertThat(world.attendees.attendees(link.id())).hasSize(4);
            assertThat(latest().suspended()).isFalse();
        }

        @Test
        void ofALinkThatIsNotOnHoldChangesNothing() {
            Outcome<SyncLink> outcome = world.engine.links().resume(link.id());

            assertThat(outcome.changed()).isFalse();
            assertThat(outcome.orThrow()).isEqualTo(link);
        }
    }

    @Nested
    class Plan {
        @Test
        void ofAHealthyLinkIsARetryWithItsOwnIntegration() {
            stored(other());

            RecoveryPlan plan = world.engine.links().plan(link.id());

            assertThat(plan.intent()).isEqualTo(RecoveryPlan.Intent.RETRY);
            assertThat(plan.preselected()).contains(link.binding().integration());
        }

        @Test
        void ofADisconnectedLinkLeadsToTheIntegrationsUntilOneIsConnected() {
            disconnect();
            assertThat(world.engine.links().plan(link.id()).step()).isEqualTo(RecoveryPlan.Step.GO_TO_INTEGRATIONS);

            Integration again = world.connected();
            RecoveryPlan plan = world.engine.links().plan(link.id());

            assertThat(plan.step()).isEqualTo(RecoveryPlan.Step.PROCEED);
            assertThat(world.engine
                            .links()
                            .reconnect(link.id(), plan.preselected().orElseThrow())
                            .orThrow()
                            .binding())
                    .isEqualTo(new SyncLink.Binding(again.id(), 2));
        }

        @Test
        void leavesOutOtherProvidersAndOtherWorkspaces() {
            disconnect();
            stored(other().provider(ProviderId.of("elsewhere")));
            stored(other().id(IntegrationId.of("i-theirs")).workspace(WorkspaceId.of("other")));
            Integration fitting = stored(other().id(IntegrationId.of("i-fitting")));

            RecoveryPlan plan = world.engine.links().plan(link.id());

            assertThat(plan.candidates()).isEmpty();
            assertThat(plan.moves())
                    .extracting(RecoveryPlan.Candidate::integration)
                    .containsExactly(fitting.id());
            assertThat(plan.moves()).extracting(RecoveryPlan.Candidate::move).containsExactly(true);
        }

        @Test
        void changesNothingAndAsksNobody() {
            int before = world.provider.calls().size();

            world.engine.links().plan(link.id());

            assertThat(world.provider.calls()).hasSize(before);
            assertThat(latest()).isEqualTo(link);
        }
    }

    private void assertRefused(Outcome<SyncLink> outcome, Refusal.Code code, RecoveryAction instead) {
        assertThat(outcome.changed()).isFalse();
        assertThat(outcome.refusal().orElseThrow().code()).isEqualTo(code);
        assertThat(outcome.refusal().orElseThrow().suggestedAction()).isEqualTo(instead);
        assertThat(outcome.refusal().orElseThrow().reason()).contains(link.id().value());
        assertThat(latest()).as("nothing is stored").isEqualTo(link);
    }

    private void holdOnceBeforeAPage() {
        AtomicBoolean held = new AtomicBoolean();
        world.provider.beforeEachPage(() -> {
            if (!held.getAndSet(true)) {
                world.engine.links().suspend(link.id()).orThrow();
            }
        });
    }

    private void disconnect() {
        Integration bound = bound();
        sever(bound);
        Fact told = new Fact.CredentialSevered(bound.id(), bound.connection());
        assertThat(world.links.replace((Decision.Moved) decided(link, told, Duration.ZERO)))
                .isTrue();
        link = latest();
    }

    private Decision decided(SyncLink from, Trigger trigger, Duration later) {
        return SyncStateMachine.decide(
                from, trigger, SyncPolicy.defaults(), world.time.instant().plus(later));
    }

    private SyncLink claimed(SyncLink waiting) {
        Decision.Moved claim = (Decision.Moved) decided(
                waiting,
                new WorkerReport.RunStarted(waiting.run().orElseThrow().id(), "owner-1"),
                Duration.ofMinutes(5));
        assertThat(world.links.replace(claim)).isTrue();
        return claim.next();
    }

    private Integration bound() {
        return world.integrations.load(link.binding().integration()).orElseThrow();
    }

    private void sever(Integration connected) {
        assertThat(world.integrations.replace(connected.toBuilder()
                        .status(Integration.Status.DISCONNECTED)
                        .version(connected.version() + 1)
                        .build()))
                .isTrue();
    }

    private Integration stored(Integration.Builder integration) {
        return world.integrations.createIfAbsent(integration.build());
    }

    /** Another account of the same provider in the same workspace, with a credential of its own. */
    private Integration.Builder other() {
        SecretRef slot = SecretRef.of("slot-2");
        world.vault.put(slot, Secret.of("api-key\nkey-that-never-shows"));
        Integration.Builder other = Integration.builder();
        other.id(IntegrationId.of("i-other"))
                .workspace(World.ACME)
                .provider(world.provider.provider())
                .account(new Account("account-2", "Another account"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(slot)
                        .build())
                .connectedAt(World.START)
                .version(1);
        return other;
    }

    private SyncLink latest() {
        return world.engine.links().get(link.id());
    }
}
