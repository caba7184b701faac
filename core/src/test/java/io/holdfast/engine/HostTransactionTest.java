package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands inside of a transaction of the host's: what is told and begun, and what is not, whichever way it ends. */
final class HostTransactionTest {
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final RemoteId REMOTE = RemoteId.of("event");

    private final ManualTime time = ManualTime.at(World.START);
    private final ScriptedConnector provider = new ScriptedConnector(time, 50);
    private final Rewinding<SyncLinkStore> links = new Rewinding<>(SyncLinkStore.class, InMemorySyncLinkStore::new);
    private final Rewinding<IntegrationStore> integrations =
            new Rewinding<>(IntegrationStore.class, InMemoryIntegrationStore::new);
    private final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    private final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    private final Transaction transaction = new Transaction();
    private final Tickets tickets = new Tickets();
    private final List<String> told = new ArrayList<>();
    private final SyncEngine engine = engine(Optional.of(transaction));
    private final Integration account;

    HostTransactionTest() {
        Credential key = Credential.apiKey("key");
        provider.belongsTo(key, new Account("account", "Account"));
        provider.event(
                World.event().ref(new RemoteRef(SubjectKind.EVENT, REMOTE)).build());
        account = engine.integrations().connect(ACME, provider.provider(), key).orThrow();
        told.clear();
    }

    private SyncEngine engine(Optional<HostTransaction> host) {
        SyncEngineBuilder builder = SyncEngine.builder()
                .connector(provider)
                .links(links.store())
                .integrations(integrations.store())
                .vault(vault)
                .attendees(attendees)
                .queue(tickets)
                .listener(new Heard())
                .time(time);
        host.ifPresent(builder::transactions);
        return builder.build();
    }

    @Test
    void anImportIsToldAndBegunOnceItIsCommitted() {
        transaction.begin();
        SyncLink link = imported();
        assertThat(told).isEmpty();
        assertThat(tickets.brought).isEmpty();

        transaction.end(HostTransaction.Ending.COMMITTED);

        assertThat(told).containsExactly(link.id().value() + " 1");
        assertThat(tickets.brought).containsExactly(link.id());
    }

    @Test
    void anImportThatIsRolledBackIsToldToNobody() {
        transaction.begin();
        SyncLinkId link = imported().id();

        transaction.end(HostTransaction.Ending.ROLLED_BACK);

        assertThat(told).isEmpty();
        assertThat(tickets.brought).isEmpty();
        assertThat(links.store().load(link)).isEmpty();
    }

    @Test
    void ofACommitThatNobodyKnowsOfAWorkerIsToldButNoListener() {
        transaction.begin();
        SyncLinkId link = imported().id();

        transaction.end(HostTransaction.Ending.UNKNOWN);

        assertThat(told).isEmpty();
        assertThat(tickets.brought).containsExactly(link);
    }

    @Test
    void whatASavepointUndidIsNotToldAndTheRestIsInOrder() {
        SyncLink link = live();
        transaction.begin();
        engine.links().suspend(link.id()).orThrow();
        transaction.savepoint();
        engine.links().resume(link.id()).orThrow();
        engine.integrations().disconnect(account.id(), account.connection()).orThrow();
        transaction.rollBackToSavepoint();

        transaction.end(HostTransaction.Ending.COMMITTED);

        SyncLink now = engine.links().get(link.id());
        assertThat(now.suspended()).isTrue();
        assertThat(told).containsExactly(link.id().value() + " " + now.version());
        assertThat(provider.calls()).noneMatch(call -> call.startsWith("revoke"));
        assertThat(engine.integrations().get(account.id()).isConnected()).isTrue();
    }

    @Test
    void severalCommandsOnOneLinkAreToldInTheOrderOfWriting() {
        SyncLink link = live();
        transaction.begin();
        long before = engine.links().get(link.id()).version();
        engine.links().suspend(link.id()).orThrow();
        engine.links().resume(link.id()).orThrow();
        engine.links().resync(link.id()).orThrow();

        transaction.end(HostTransaction.Ending.COMMITTED);

        assertThat(told.stream().filter(one -> one.startsWith(link.id().value())))
                .startsWith(link.id().value() + " " + (before + 1), link.id().value() + " " + (before + 2));
        assertThat(tickets.brought).contains(link.id());
    }

    @Test
    void aDisconnectThatIsRolledBackLeavesTheSecretAndTheProviderAlone() {
        SyncLink link = live();
        transaction.begin();
        engine.integrations().disconnect(account.id(), account.connection()).orThrow();

        transaction.end(HostTransaction.Ending.ROLLED_BACK);
        time.tick(Duration.ofMinutes(20));
        engine.runDue();

        assertThat(provider.calls()).noneMatch(call -> call.startsWith("revoke"));
        assertThat(engine.links().view(link.id()).badge().status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aDisconnectThatIsCommittedReachesLinksSecretAndListener() {
        SyncLink link = live();
        transaction.begin();
        engine.integrations().disconnect(account.id(), account.connection()).orThrow();
        assertThat(told).isEmpty();

        transaction.end(HostTransaction.Ending.COMMITTED);

        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(vault.read(account.bookkeeping().credential().orElseThrow())).isEmpty();
        assertThat(told).anyMatch(one -> one.startsWith("account "));
    }

    @Test
    void aRemovalThatIsRolledBackLeavesALinkThatGoesOn() {
        SyncLink link = live();
        transaction.begin();
        engine.links().remove(link.id()).orThrow();

        transaction.end(HostTransaction.Ending.ROLLED_BACK);
        provider.put(
                link.key().remote(), World.attendee("a", "Acme", time.instant()).build());
        engine.links().resync(link.id()).orThrow();
        engine.runDue();

        assertThat(engine.links().attendees(link.id(), Cursor.START, 9).items()).hasSize(1);
        assertThat(told).noneMatch(one -> one.endsWith("removed"));
    }

    @Test
    void aRemovalThatIsCommittedIsTold() {
        SyncLink link = live();
        transaction.begin();
        engine.links().remove(link.id()).orThrow();
        assertThat(told).isEmpty();

        transaction.end(HostTransaction.Ending.COMMITTED);

        assertThat(told).containsExactly(link.id().value() + " removed");
    }

    @Test
    void aSeveranceThatPassesBeforeTheCommitReachesALinkThatWasBoundMeanwhile() {
        transaction.begin();
        SyncLink link = imported();
        transaction.outside(() -> engine.integrations()
                .disconnect(account.id(), account.connection())
                .orThrow());

        transaction.end(HostTransaction.Ending.COMMITTED);

        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
    }

    @Test
    void commandsThatAskTheProviderAreRefused() {
        SyncLink link = live();
        transaction.begin();
        int asked = provider.calls().size();

        assertThat(code(engine.integrations().connect(ACME, provider.provider(), Credential.apiKey("key"))))
                .isEqualTo(Refusal.Code.IN_TRANSACTION);
        assertThat(code(engine.integrations().renew(account.id(), Credential.apiKey("key"))))
                .isEqualTo(Refusal.Code.IN_TRANSACTION);
        assertThat(code(engine.integrations().verify(account.id()))).isEqualTo(Refusal.Code.IN_TRANSACTION);
        assertThat(code(engine.links().move(link.id(), account.id()))).isEqualTo(Refusal.Code.IN_TRANSACTION);
        assertThat(code(engine.integrations().remove(account.id()))).isEqualTo(Refusal.Code.IN_TRANSACTION);
        assertThat(code(engine.workspaces().remove(ACME))).isEqualTo(Refusal.Code.IN_TRANSACTION);
        assertThatThrownBy(() -> engine.integrations().candidates(account.id(), SubjectKind.EVENT, Cursor.START))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("before the transaction begins");
        assertThatThrownBy(() -> engine.links().await(link.id(), Duration.ofSeconds(1), view -> {}))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(engine::runDue).isInstanceOf(IllegalStateException.class);
        assertThat(provider.calls()).hasSize(asked);
    }

    @Test
    void manyLinksAreToldOnceTheyAreCommittedAndNotWhereASavepointUndidThem() {
        SyncLink link = live();
        SyncLink other = imported("another");
        engine.runDue();
        told.clear();
        tickets.brought.clear();
        transaction.begin();
        long before = engine.links().get(link.id()).version();
        long otherBefore = engine.links().get(other.id()).version();
        engine.workspaces().suspend(ACME).orThrow();
        transaction.savepoint();
        engine.workspaces().resume(ACME).orThrow();
        transaction.rollBackToSavepoint();
        assertThat(told).isEmpty();

        transaction.end(HostTransaction.Ending.COMMITTED);

        assertThat(told)
                .containsExactlyInAnyOrder(
                        link.id().value() + " " + (before + 1), other.id().value() + " " + (otherBefore + 1));
        assertThat(tickets.brought).isEmpty();
    }

    @Test
    void theFirstErrorOfManyIsThrownAtOnce() {
        live();
        transaction.begin();
        links.failing = true;

        assertThatThrownBy(() -> engine.workspaces().suspend(ACME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("connection lost");
        assertThat(links.failures).isEqualTo(1);
    }

    @Test
    void aDeliveryIsRefusedBecauseItStoresByItself() {
        transaction.begin();

        assertThatThrownBy(() -> engine.webhooks().receive("POST", "address", Map.of(), new byte[0]))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("receive it outside");
        transaction.end(HostTransaction.Ending.COMMITTED);
        assertThat(engine.webhooks().receive("POST", "address", Map.of(), new byte[0]))
                .isEqualTo(404);
    }

    @Test
    void aTransactionThatReadsFromASnapshotIsRefused() {
        SyncLink link = live();
        transaction.begin();
        transaction.readCommitted = false;

        assertThat(code(engine.links().suspend(link.id()))).isEqualTo(Refusal.Code.IN_TRANSACTION);
        assertThat(engine.links().suspend(link.id()).refusal().orElseThrow().reason())
                .contains("READ COMMITTED");
    }

    @ParameterizedTest
    @EnumSource(HostTransaction.Ending.class)
    void anErrorInsideIsThrownAtOnce(HostTransaction.Ending ending) {
        SyncLink link = live();
        transaction.begin();
        links.failing = true;

        assertThatThrownBy(() -> engine.links().suspend(link.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("connection lost");
        assertThat(links.failures).isEqualTo(1);
        links.failing = false;
        transaction.end(ending);
        assertThat(told).isEmpty();
    }

    @Test
    void aStoreThatTakesNoPartIsRefusedWhenTheEngineIsBuilt() {
        SyncEngineBuilder builder = SyncEngine.builder().connector(provider).transactions(transaction);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("InMemorySyncLinkStore")
                .hasMessageContaining("takesPartIn");
    }

    private static Refusal.Code code(Outcome<?> outcome) {
        return outcome.refusal().orElseThrow().code();
    }

    private SyncLink imported() {
        return imported("ours");
    }

    private SyncLink imported(String ours) {
        return engine.links()
                .importSubject(ACME, SyncSubject.event(ours), account.id(), REMOTE)
                .orThrow();
    }

    private SyncLink live() {
        SyncLink link = imported();
        engine.runDue();
        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        told.clear();
        tickets.brought.clear();
        return link;
    }

    /** The host's transaction, one at a time. */
    private final class Transaction implements HostTransaction {
        private final List<Consumer<Ending>> hooks = new ArrayList<>();
        private boolean open;
        private boolean readCommitted = true;
        private Map<Rewinding<?>, Integer> begun = Map.of();
        private Map<Rewinding<?>, Integer> savepoint = Map.of();

        void begin() {
            open = true;
            begun = at();
        }

        void savepoint() {
            savepoint = at();
        }

        private Map<Rewinding<?>, Integer> at() {
            return Map.of(links, links.at(), integrations, integrations.at());
        }

        void rollBackToSavepoint() {
            savepoint.forEach(Rewinding::rewind);
        }

        /** What another thread does meanwhile. */
        void outside(Runnable act) {
            open = false;
            act.run();
            open = true;
        }

        void end(Ending how) {
            open = false;
            if (how == Ending.ROLLED_BACK) {
                begun.forEach(Rewinding::rewind);
            }
            List<Consumer<Ending>> all = List.copyOf(hooks);
            hooks.clear();
            all.forEach(hook -> hook.accept(how));
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean isReadCommitted() {
            return readCommitted;
        }

        @Override
        public void whenEnded(Consumer<Ending> act) {
            hooks.add(act);
        }
    }

    private static final class Tickets implements RunQueue {
        private final List<SyncLinkId> brought = new ArrayList<>();

        @Override
        public void start(Worker worker) {}

        @Override
        public boolean submit(List<Ticket> tickets) {
            tickets.forEach(ticket -> brought.add(ticket.link()));
            return true;
        }

        @Override
        public void stop(Duration grace) {}
    }

    private final class Heard implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            told.add(link.id().value() + " " + record.version());
        }

        @Override
        public void removed(SyncLink link) {
            told.add(link.id().value() + " removed");
        }

        @Override
        public void integrationChanged(Integration integration) {
            told.add("account " + integration.status());
        }
    }
}
