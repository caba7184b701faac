package io.holdfast.postgres;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One thing that a host or a worker does while something happens to its database; then whoever got no answer asks again, sweeps go on,
 * and what lies there is compared with what should.
 */
final class CutCase implements AutoCloseable {
    private static final Credential OTHER_KEY = Credential.apiKey("other-key");
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event"));
    private static final int ATTENDEES = 3;

    /** What is done. */
    enum Act {
        CONNECT,
        IMPORT,
        /** The first read, of two pages. */
        READ,
        /** A read that finds a change. */
        POLL,
        RENEW,
        RECONNECT,
        SUSPEND,
        DISCONNECT,
        REMOVE,
        IMPORT_IN_TRANSACTION,
        DISCONNECT_IN_TRANSACTION;

        private boolean isDoneByAWorker() {
            return this == READ || this == POLL;
        }
    }

    /** What is counted: done as was answered and then not there, and done or told twice. */
    record Figures(int lost, int doubled) {
        Figures plus(Figures more) {
            return new Figures(lost + more.lost, doubled + more.doubled);
        }
    }

    private final Act act;
    private final TransactionTemplate transaction;
    private final Host host;
    private final Later hook = new Later();
    private final SyncEngine engine;
    private final List<SyncLinkId> imported = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Optional<SecretRef> secret = Optional.empty();

    /** Over attendees as a test may spoil them. */
    CutCase(
            Act act,
            PlatformTransactionManager manager,
            PostgresStorage storage,
            UnaryOperator<AttendeeStore> attendees) {
        this.act = act;
        transaction = new TransactionTemplate(manager);
        host = new Host(storage, 2);
        engine = host.builder()
                .links(hook.of(storage.links()))
                .integrations(hook.of(storage.integrations()))
                .attendees(attendees.apply(storage.attendees()))
                .transactions(hook)
                .listener(new Heard())
                .policy(SyncPolicy.builder().reconnectsSameAccount(false).build())
                .build();
    }

    /** All that comes before. */
    void prepare() {
        host.there("event");
        for (int i = 0; i < ATTENDEES; i++) {
            host.provider.put(EVENT, attendee(i, "company"));
        }
        host.provider.belongsTo(OTHER_KEY, new Account("account", "Account"));
        if (act == Act.CONNECT) {
            return;
        }
        host.connected(engine);
        switch (act) {
            case IMPORT, IMPORT_IN_TRANSACTION -> {}
            case READ -> importIt();
            default -> {
                importIt();
                engine.runDue();
            }
        }
        if (act == Act.POLL) {
            host.time.tick(Duration.ofMinutes(30));
            host.provider.put(EVENT, attendee(1, "another"));
        }
        if (act == Act.RECONNECT) {
            engine.integrations().disconnect(account().id(), 1).orThrow();
            host.connected(engine, OTHER_KEY);
        }
        secret = account().bookkeeping().credential();
    }

    /** Lets something happen before each page of the provider's. */
    void beforeEachPage(Runnable action) {
        host.provider.beforeEachPage(action);
    }

    /** Does it; whether it was answered. */
    boolean isAnswered(Runnable beforeCommit) {
        try {
            switch (act) {
                case CONNECT -> host.connected(engine);
                case IMPORT -> importIt();
                case READ, POLL -> engine.runDue();
                case RENEW ->
                    engine.integrations().renew(account().id(), OTHER_KEY).orThrow();
                case RECONNECT ->
                    engine.links().reconnect(link().id(), account().id()).orThrow();
                case SUSPEND -> engine.links().suspend(link().id()).orThrow();
                case DISCONNECT -> disconnect();
                case REMOVE -> engine.links().remove(imported.get(0)).orThrow();
                case IMPORT_IN_TRANSACTION ->
                    transaction.executeWithoutResult(status -> {
                        importIt();
                        beforeCommit.run();
                    });
                case DISCONNECT_IN_TRANSACTION ->
                    transaction.executeWithoutResult(status -> {
                        disconnect();
                        beforeCommit.run();
                    });
            }
            return !act.isDoneByAWorker();
        } catch (DataAccessException | TransactionException lost) {
            return false;
        } finally {
            hook.goOn();
        }
    }

    /** What came of it, where whoever got no answer asks again. */
    Figures judged(boolean answered) {
        settle();
        int lost = answered && !isDone() ? 1 : 0;
        if (!answered) {
            askAgain();
            settle();
            lost += isDone() ? 0 : 1;
        }
        return new Figures(lost, doubled());
    }

    private void askAgain() {
        try {
            isAnswered(() -> {});
        } catch (UnknownIdException gone) {
            if (act != Act.REMOVE) {
                throw gone;
            }
        }
    }

    private void settle() {
        for (Duration wait :
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(20), Duration.ofMinutes(40), Duration.ofHours(3))) {
            host.time.tick(wait);
            engine.runDue();
        }
    }

    private boolean isDone() {
        boolean connected = accounts().stream().anyMatch(Integration::isConnected);
        return switch (act) {
            case CONNECT -> connected && isSecretThere();
            case IMPORT, READ, RECONNECT, IMPORT_IN_TRANSACTION -> isRead("company");
            case POLL -> isRead("another");
            case RENEW ->
                isSecretThere() && !account().bookkeeping().credential().equals(secret);
            case SUSPEND -> link().suspended();
            case DISCONNECT, DISCONNECT_IN_TRANSACTION ->
                !connected
                        && link().status() == SyncStatus.DISCONNECTED
                        && secret.flatMap(host.storage.vault()::read).isEmpty();
            case REMOVE -> links().isEmpty();
        };
    }

    private boolean isSecretThere() {
        return account()
                .bookkeeping()
                .credential()
                .flatMap(host.storage.vault()::read)
                .isPresent();
    }

    private boolean isRead(String company) {
        List<Attendee> lying = links().size() == 1 ? attendees() : List.of();
        return lying.size() == ATTENDEES
                && link().status() == SyncStatus.ACTIVE
                && lying.get(1).company().equals(Optional.of(company));
    }

    private List<Attendee> attendees() {
        return ((AttendeeQuery) host.storage.attendees())
                .attendees(link().id(), Cursor.START, 9)
                .items();
    }

    /** Rows that stand there for one and the same, notices that were told again, and secrets that nothing names. */
    private int doubled() {
        int rows = Math.max(0, links().size() - 1) + Math.max(0, accounts().size() - 1);
        int notices = told.size() - new HashSet<>(told).size();
        long secrets = host.storage
                .database()
                .sql("select count(*) from {secret}")
                .query((row, number) -> row.getLong(1))
                .single();
        long named = accounts().stream()
                .flatMap(one -> one.bookkeeping().credential().stream())
                .count();
        return rows + notices + (int) Math.max(0, secrets - named);
    }

    private void importIt() {
        imported.add(host.imported(engine, account(), "event").id());
    }

    private void disconnect() {
        engine.integrations().disconnect(account().id(), 1).orThrow();
    }

    private List<Integration> accounts() {
        return host.storage.integrations().of(Host.ACME).stream()
                .flatMap(row -> row.value().stream())
                .toList();
    }

    private Integration account() {
        return accounts().get(0);
    }

    private List<SyncLink> links() {
        return host.storage.links().of(Host.ACME, Cursor.START, 9).items().stream()
                .flatMap(row -> row.value().stream())
                .toList();
    }

    private SyncLink link() {
        return links().get(0);
    }

    private Attendee attendee(int number, String company) {
        return Attendee.builder()
                .id(AttendeeId.of("a-" + number))
                .company(company)
                .changedAt(host.time.instant())
                .attendance(Attendance.ATTENDING)
                .build();
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class Heard implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            told.add(link.id().value() + " " + record.version());
        }

        @Override
        public void attendeesChanged(SyncLink link, List<Change> changes) {
            changes.forEach(
                    change -> told.add(link.id().value() + " " + change.id().value() + " " + change.kind() + " "
                            + change.after().flatMap(Attendee::company)));
        }
    }
}
