package io.holdfast.postgres;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.Refusal;
import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.ProviderException;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** One command inside of a host's transaction that ends in one way, and what came of it, judged by what is stored in the end. */
final class HostCell {
    private static final Credential OTHER_KEY = Credential.apiKey("other-key");
    private static final Duration A_WHILE = Duration.ofMinutes(30);

    /** What is asked for; how much is told and how many links are brought at once if it is committed. */
    enum Act {
        IMPORT(1, 1),
        RETRY(1, 1),
        RECONNECT(1, 1),
        /** The account, and its link. */
        DISCONNECT(2, 0),
        SUSPEND(1, 0),
        REMOVE(1, 0),
        /** Refused. */
        RENEW(0, 0),
        /** Suspended and resumed. */
        TWO(2, 1);

        private final int told;
        private final int brought;

        Act(int told, int brought) {
            this.told = told;
            this.brought = brought;
        }
    }

    /** How the transaction ends. */
    enum End {
        COMMITTED(true),
        ROLLED_BACK(false),
        SAVEPOINT_ROLLED_BACK(false),
        TIMED_OUT(false),
        /** Committed, but the answer was lost. */
        ANSWER_LOST(true),
        /** Committed after somebody else had disconnected the account. */
        SEVERED_BEFORE(true);

        private final boolean stands;

        End(boolean stands) {
            this.stands = stands;
        }
    }

    /** What a test breaks, to see that a figure finds it. */
    enum Fault {
        NONE,
        /** What waits for the commit is done at once. */
        AT_ONCE,
        /** What waits for the commit is never done. */
        NEVER,
        /** The vault keeps what it is to forget. */
        NOTHING_FORGOTTEN
    }

    /** What is counted. */
    record Figures(int cells, int toldWrongly, int ticketsLost, int secretsLost, int secretsLeft, int endsWrong) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

        Figures plus(Figures more) {
            return new Figures(
                    cells + more.cells,
                    toldWrongly + more.toldWrongly,
                    ticketsLost + more.ticketsLost,
                    secretsLost + more.secretsLost,
                    secretsLeft + more.secretsLeft,
                    endsWrong + more.endsWrong);
        }
    }

    private final Act act;
    private final End end;
    private final Fault fault;
    private final Wire wire;
    private final PlatformTransactionManager manager;
    private final Host host;
    private final Vault vault;
    private final Hook hook = new Hook();
    private final List<Notice> told = new ArrayList<>();
    private final Set<SyncLinkId> brought = new LinkedHashSet<>();
    private final SyncEngine engine;

    HostCell(
            Act act,
            End end,
            boolean elsewhere,
            Fault fault,
            Wire wire,
            PlatformTransactionManager manager,
            PostgresStorage storage) {
        this.act = act;
        this.end = end;
        this.fault = fault;
        this.wire = wire;
        this.manager = manager;
        host = new Host(storage);
        vault = new Vault(elsewhere ? new InMemoryCredentialVault() : storage.vault());
        engine = host.builder()
                .links(hook.of(storage.links()))
                .integrations(hook.of(storage.integrations()))
                .vault(vault)
                .transactions(hook)
                .queue(new Tickets())
                .listener(new Heard())
                .policy(SyncPolicy.builder().reconnectsSameAccount(false).build())
                .build();
    }

    /** Lets all of it happen. */
    Figures run() {
        Integration account = host.connected(engine);
        SyncLink before = host.imported(engine, account, "event");
        engine.runDue();
        account = prepared(before, account);
        told.clear();
        brought.clear();

        SyncLink link = ended(before, account);
        hook.goOn();
        int toldAtOnce = told.size();
        boolean bringsEnough = brought.contains(link.id());
        settle();

        boolean waits = end != End.SEVERED_BEFORE && end.stands && act.brought > 0;
        return new Figures(
                1,
                wronglyTold() + Math.abs(toldAtOnce - expected(toldAtOnce)),
                waits && !bringsEnough ? 1 : 0,
                secretsLost(account),
                secretsLeft(account),
                isAsItShouldBe(link) ? 0 : 1);
    }

    /** What is to be told at once, counted by hand; after a severance as much as came. */
    private int expected(int found) {
        return switch (end) {
            case COMMITTED -> act.told;
            case SEVERED_BEFORE -> found;
            default -> 0;
        };
    }

    private Integration prepared(SyncLink link, Integration account) {
        if (act == Act.RETRY) {
            host.provider.failNext(ProviderException.of(FailureKind.REJECTED, "not now"));
            engine.links().resync(link.id()).orThrow();
            engine.runDue();
        } else if (act == Act.RECONNECT) {
            host.provider.belongsTo(OTHER_KEY, new Account("account", "Account"));
            engine.integrations().disconnect(account.id(), account.connection()).orThrow();
            return engine.integrations()
                    .connect(Host.ACME, host.provider.provider(), OTHER_KEY)
                    .orThrow();
        }
        return account;
    }

    /** The link that it is about. */
    private SyncLink ended(SyncLink before, Integration account) {
        TransactionTemplate template = new TransactionTemplate(manager);
        List<SyncLink> about = new ArrayList<>(List.of(before));
        try {
            template.executeWithoutResult(status -> {
                if (end == End.SAVEPOINT_ROLLED_BACK) {
                    TransactionTemplate nested = new TransactionTemplate(manager);
                    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
                    nested.executeWithoutResult(savepoint -> {
                        about.set(0, ask(before, account));
                        savepoint.setRollbackOnly();
                    });
                } else {
                    about.set(0, ask(before, account));
                }
                switch (end) {
                    case ROLLED_BACK -> status.setRollbackOnly();
                    case TIMED_OUT -> timeOut();
                    case SEVERED_BEFORE -> severMeanwhile(account);
                    case ANSWER_LOST -> wire.cut(1, Wire.Cut.AFTER);
                    default -> {}
                }
            });
        } catch (DataAccessException | TransactionException expected) {
            if (end != End.TIMED_OUT && end != End.ANSWER_LOST) {
                throw expected;
            }
        }
        return about.get(0);
    }

    private SyncLink ask(SyncLink link, Integration account) {
        switch (act) {
            case IMPORT -> {
                return host.imported(engine, account, "another");
            }
            case RETRY -> engine.links().retry(link.id()).orThrow();
            case RECONNECT -> engine.links().reconnect(link.id(), account.id()).orThrow();
            case DISCONNECT ->
                engine.integrations()
                        .disconnect(account.id(), account.connection())
                        .orThrow();
            case SUSPEND -> engine.links().suspend(link.id()).orThrow();
            case REMOVE -> engine.links().remove(link.id()).orThrow();
            case RENEW -> {
                Outcome<Integration> refused = engine.integrations().renew(account.id(), OTHER_KEY);
                if (refused.refusal()
                        .map(Refusal::code)
                        .filter(Refusal.Code.IN_TRANSACTION::equals)
                        .isEmpty()) {
                    throw new AssertionError("expected renew to be refused but found " + refused);
                }
            }
            default -> {
                engine.links().suspend(link.id()).orThrow();
                engine.links().resume(link.id()).orThrow();
            }
        }
        return link;
    }

    private void timeOut() {
        host.storage.database().sql("set local statement_timeout = '10ms'").update();
        host.storage
                .database()
                .sql("select pg_sleep(1)")
                .query((row, number) -> number)
                .list();
    }

    /** What it writes of a link that this transaction holds is left for a sweep. */
    private void severMeanwhile(Integration account) {
        CompletableFuture.runAsync(() -> {
                    try {
                        engine.integrations().disconnect(account.id(), account.connection());
                    } catch (DataAccessException locked) {
                        // the account is disconnected by then
                    }
                })
                .join();
    }

    private void settle() {
        for (int round = 0; round < 3; round++) {
            host.time.tick(A_WHILE);
            engine.runDue();
        }
    }

    private int wronglyTold() {
        return (int) told.stream().filter(notice -> !notice.isTrue()).count();
    }

    private boolean isConnected(Integration account) {
        return host.storage.integrations().load(account.id()).orElseThrow().isConnected();
    }

    private Optional<SecretRef> named(Integration account) {
        return host.storage
                .integrations()
                .load(account.id())
                .orElseThrow()
                .bookkeeping()
                .credential();
    }

    private int secretsLost(Integration account) {
        return isConnected(account) && named(account).flatMap(vault::read).isEmpty() ? 1 : 0;
    }

    private int secretsLeft(Integration account) {
        Optional<SecretRef> named = named(account);
        return (int) vault.filled.stream()
                .filter(slot -> !named.equals(Optional.of(slot)))
                .filter(slot -> vault.read(slot).isPresent())
                .count();
    }

    /** By hand: what becomes of a link if its command stands, and if it does not. */
    private boolean isAsItShouldBe(SyncLink link) {
        Optional<SyncLink> now = host.storage.links().load(link.id());
        boolean gone = end.stands ? act == Act.REMOVE : act == Act.IMPORT;
        if (gone) {
            return now.isEmpty();
        }
        SyncLink there = now.orElseThrow();
        boolean severed = end == End.SEVERED_BEFORE
                || (act == Act.DISCONNECT && end.stands)
                || (act == Act.RECONNECT && !end.stands);
        return there.suspended() == (act == Act.SUSPEND && end.stands)
                && there.status() == (severed ? SyncStatus.DISCONNECTED : unsevered());
    }

    private SyncStatus unsevered() {
        return act == Act.RETRY && !end.stands ? SyncStatus.FAILED : SyncStatus.ACTIVE;
    }

    /** What was told, and whether that is so in the end. */
    private interface Notice {
        boolean isTrue();
    }

    private final class Heard implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            told.add(() -> host.storage
                    .links()
                    .history(link.id(), Cursor.START, 1_000)
                    .items()
                    .contains(record));
        }

        @Override
        public void removed(SyncLink link) {
            told.add(() -> host.storage.links().load(link.id()).isEmpty());
        }

        @Override
        public void integrationChanged(Integration integration) {
            told.add(() -> integration.isConnected() == isConnected(integration));
        }
    }

    private final class Tickets implements RunQueue {
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

    private final class Hook extends Later {
        private boolean doing;

        @Override
        public void whenEnded(Consumer<Ending> act) {
            switch (fault) {
                case AT_ONCE -> doAtOnce(act);
                case NEVER -> {}
                default -> super.whenEnded(act);
            }
        }

        /** What it does finds itself in the transaction still, and would wait for its end again without an end. */
        private void doAtOnce(Consumer<Ending> act) {
            if (doing) {
                return;
            }
            doing = true;
            try {
                act.accept(HostTransaction.Ending.COMMITTED);
            } finally {
                doing = false;
            }
        }
    }

    private final class Vault implements CredentialVault {
        private final CredentialVault real;
        private final Set<SecretRef> filled = new LinkedHashSet<>();

        Vault(CredentialVault real) {
            this.real = real;
        }

        @Override
        public void put(SecretRef ref, Secret secret) {
            filled.add(ref);
            real.put(ref, secret);
        }

        @Override
        public Optional<Secret> read(SecretRef ref) {
            return real.read(ref);
        }

        @Override
        public void forget(SecretRef ref) {
            if (fault != Fault.NOTHING_FORGOTTEN) {
                real.forget(ref);
            }
        }
    }
}
