package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.holdfast.model.Actor;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RouteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StampRange;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun.Urgency;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.RunQueue.Ticket;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * What the statements of a busy host cost in tables of 20,000 rows. PostgreSQL counts for each transaction which tables it read from
 * one end to the other, and which new versions of a row touched no index: so it is the statements themselves that are judged.
 */
final class PlansTest {
    private static final int ROWS = 20_000;
    private static final PostgresStorage STORAGE = Server.storage();
    private static final SyncLinkId SOME = SyncLinkId.of("link-777");

    private record Hot(String name, Runnable call) {}

    @BeforeAll
    static void fill() {
        STORAGE.links().createIfAbsent(Samples.birth());
        STORAGE.attendees().upsert(Samples.token("link", 1), Batch.empty(1));
        STORAGE.attendees().upsert(Samples.token("link", 1), Samples.page(1, "company", "a"));
        many("""
                insert into {link} (id, version, key, workspace, subject, integration, connection, remote_kind, remote,
                                    due, due_from, decided, decided_from, link)
                select 'link-' || n, version, sha256(('k' || n)::bytea), 'w' || n % 500, sha256(('s' || n)::bytea), 'i' || n % 200,
                       1, remote_kind, sha256(('r' || n)::bytea), due + n * 1000000000::bigint, due_from + n * 1000000000::bigint,
                       decided - n * 1000000000::bigint, decided_from - n * 1000000000::bigint, link
                from {link}, generate_series(1, :rows) as n where id = 'link'
                """);
        many("""
                insert into {record} (link, version, told, record)
                select 'link-' || n, version, told + n, record from {record}, generate_series(1, :rows) as n where link = 'link'
                """);
        many("""
                insert into {attendee_list} (link, key, fence)
                select 'list-' || n, sha256(n::text::bytea), 1 from generate_series(1, :rows) as n
                """);
        many("""
                insert into {attendee} (link, id, record, told, attendance, fence, page, changed_by, stamp)
                select 'list-' || n % 100 + 1, 'a-' || n, record, told, attendance, 1, 1, 1, 1
                from {attendee}, generate_series(1, :rows) as n where id = 'a'
                """);
        STORAGE.integrations().createIfAbsent(Samples.integration());
        STORAGE.vault().put(SecretRef.of("secret"), Secret.of("sealed"));
        many("""
                insert into {integration} (id, version, account, workspace, provider, due, decided, refused, proven, route, integration)
                select 'i-' || n, version, sha256(('a' || n)::bytea), 'w' || n % 500, provider, due + n * 1000000000::bigint,
                       decided - n * 1000000000::bigint, case when n % 100 = 0 then decided end, proven - n, 'route-' || n, integration
                from {integration}, generate_series(1, :rows) as n where id = 'account'
                """);
        many("""
                insert into {secret} (ref, key_id, sealed)
                select 'secret-' || n, key_id, sealed from {secret}, generate_series(1, :rows) as n where ref = 'secret'
                """);
        many("""
                insert into {run} (task_name, task_instance, execution_time, picked, last_heartbeat, version, workspace, place, asked)
                select 'holdfast-run', 'link-' || n, timestamptz '2027-03-14 09:00Z' + n * interval '1 second', n % 1000 = 0,
                       case when n % 1000 = 0 then timestamptz '2027-03-14 09:00Z' end, 1, 'w' || n % 500, 1400000000 + n, false
                from generate_series(1, :rows) as n
                """);
        many("insert into {erased} (person) select sha256(n::text::bytea) from generate_series(1, :rows) as n");
        for (String table :
                List.of("link", "record", "attendee_list", "attendee", "erased", "integration", "secret", "run")) {
            STORAGE.database().sql("analyze {" + table + "}").update();
        }
    }

    private static void many(String sql) {
        STORAGE.database().sql(sql).param("rows", ROWS).update();
    }

    @TestFactory
    Stream<DynamicTest> noTableIsReadFromOneEndToTheOther() {
        SyncLinkStore links = STORAGE.links();
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote"));
        return tests(Stream.of(
                new Hot("load", () -> links.load(SOME)),
                new Hot("load many", () -> links.load(Set.of(SOME, Samples.LINK))),
                new Hot("links of a subject", () -> links.of(Samples.ACME, SyncSubject.event("ours"))),
                new Hot("links of a workspace", () -> links.of(WorkspaceId.of("w7"), Cursor.START, 50)),
                new Hot("what is due", () -> links.due(Samples.NOW.plusSeconds(60), Cursor.START, 500)),
                new Hot(
                        "what is due, of a backlog",
                        () -> links.due(Samples.NOW.plus(Duration.ofDays(1)), Cursor.START, 500)),
                new Hot("decided ahead", () -> links.decidedAfter(Samples.NOW.minusSeconds(60), 50)),
                new Hot("bound to", () -> links.boundTo(Samples.ACCOUNT, 1, Cursor.START, 50)),
                new Hot("of a remote", () -> links.ofRemote(Samples.ACCOUNT, remote, Cursor.START, 50)),
                new Hot("of a kind", () -> links.ofKind(Samples.ACCOUNT, SubjectKind.EVENT, Cursor.START, 50)),
                new Hot("history", () -> links.history(SOME, Cursor.START, 50)),
                new Hot("birth", () -> links.createIfAbsent(Samples.birth())),
                new Hot("remove", () -> links.remove(SyncLinkId.of("link-9"))),
                new Hot(
                        "a page",
                        () -> STORAGE.attendees()
                                .upsert(Samples.token("link", 1), Samples.page(2, "another", "a", "b"))),
                new Hot("a takeover", () -> STORAGE.attendees().upsert(Samples.token("link", 2), Batch.empty(2))),
                new Hot(
                        "another link of the key",
                        () -> STORAGE.attendees().upsert(Samples.token("next", 1), Batch.empty(1))),
                new Hot(
                        "unseen",
                        () -> STORAGE.attendees()
                                .unseen(SyncLinkId.of("list-7"), StampRange.before(2), Cursor.START, 50)),
                new Hot("count", () -> STORAGE.attendees().count(SyncLinkId.of("list-7"), StampRange.before(2))),
                new Hot("prune", () -> STORAGE.prune(Samples.NOW.plusNanos(10), 5))));
    }

    @TestFactory
    Stream<DynamicTest> noTableOfAccountsOrSecretsIsReadFromOneEndToTheOther() {
        IntegrationStore accounts = STORAGE.integrations();
        CredentialVault vault = STORAGE.vault();
        Integration account = Samples.integration();
        return tests(Stream.of(
                new Hot("account", () -> accounts.load(account.id())),
                new Hot("accounts of a workspace", () -> accounts.of(WorkspaceId.of("w7"))),
                new Hot(
                        "accounts of some workspaces",
                        () -> accounts.of(Set.of(WorkspaceId.of("w7"), WorkspaceId.of("w8")))),
                new Hot("accounts that are due", () -> accounts.due(Samples.NOW.plusSeconds(60), Cursor.START, 50)),
                new Hot("accounts decided ahead", () -> accounts.decidedAfter(Samples.NOW.minusSeconds(60), 50)),
                new Hot("other accounts", () -> accounts.accountsOf(account.provider(), Samples.NOW, 20)),
                new Hot("account of a route", () -> accounts.ofRoute(RouteId.ofPath("nobody"))),
                new Hot("account is there", () -> accounts.createIfAbsent(account)),
                new Hot(
                        "account moves",
                        () -> accounts.replace(account.toBuilder().version(2).build())),
                new Hot(
                        "account goes",
                        () -> accounts.remove(account.toBuilder().version(2).build())),
                new Hot("secret", () -> vault.read(SecretRef.of("secret"))),
                new Hot("secret is put", () -> vault.put(SecretRef.of("new"), Secret.of("sealed"))),
                new Hot("secret is forgotten", () -> vault.forget(SecretRef.of("new")))));
    }

    @TestFactory
    Stream<DynamicTest> noTableIsReadFromOneEndToTheOtherForMany() {
        SyncLink born = STORAGE.links().createIfAbsent(Samples.birth());
        List<Decision.Moved> moves = IntStream.rangeClosed(101, 200)
                .mapToObj(number ->
                        born.toBuilder().id(SyncLinkId.of("link-" + number)).build())
                .map(link -> Samples.move(link, new UserRequest.SuspendRequested(Actor.HOST), Samples.NOW))
                .toList();
        Set<SyncLinkId> ids = moves.stream().map(move -> move.next().id()).collect(Collectors.toSet());
        return tests(Stream.of(
                new Hot(
                        "many move",
                        () -> assertThat(STORAGE.links().replaceAll(moves)).hasSize(100)),
                new Hot("many go", () -> STORAGE.links().removeAll(ids)),
                new Hot(
                        "fences of many",
                        () -> STORAGE.attendees()
                                .fenceAll(IntStream.rangeClosed(1, 100)
                                        .mapToObj(number -> Samples.token("list-" + number, 2))
                                        .collect(Collectors.toSet())))));
    }

    @TestFactory
    Stream<DynamicTest> theTableOfRunsIsNotReadFromOneEndToTheOther() {
        Tables tables = STORAGE.database().tables();
        WaitingRuns runs = new WaitingRuns(JdbcClient.create(Server.pool()), tables);
        TaskRepository theirs = theirs(tables);
        Ticket ticket = new Ticket(SOME, WorkspaceId.of("w7"), Samples.NOW, Urgency.PERSON);
        Execution worked = new Execution(
                Samples.NOW, new TaskInstance<>(WaitingRuns.TASK, "link-8"), true, "", null, null, 0, null, 1);
        return tests(Stream.of(
                new Hot("tickets", () -> runs.add(List.of(ticket))),
                new Hot("what is due is picked", () -> theirs.lockAndGetDue(Samples.NOW.plusSeconds(60), 4)),
                new Hot("done", () -> runs.done(worked)),
                new Hot("worked again", () -> runs.next(worked, ticket)),
                new Hot("dead ones", () -> theirs.getDeadExecutions(Samples.NOW.minusSeconds(1)))));
    }

    /** In the transaction that is counted. */
    private static TaskRepository theirs(Tables tables) {
        Clock clock = () -> Samples.NOW;
        Task<Void> task = Tasks.custom(WaitingRuns.TASK, Void.class).execute((instance, context) -> (done, row) -> {});
        return new JdbcTaskRepository(
                new TransactionAwareDataSourceProxy(Server.pool()),
                false,
                new PostgreSqlJdbcCustomization(false, false),
                tables.in("{run}"),
                new TaskResolver(new SchedulerListeners(List.of()), clock, List.of(task)),
                new SchedulerName.Fixed("node"),
                true,
                clock);
    }

    private static Stream<DynamicTest> tests(Stream<Hot> hot) {
        return hot.map(one -> DynamicTest.dynamicTest(
                one.name(), () -> assertThat(counted("seq_scan", one.call())).isEmpty()));
    }

    @Test
    void aPageReadsItsOwnRowsAloneThoughNothingIsKnownOfItsListYet() {
        PostgresStorage storage = Server.storage();
        storage.attendees().upsert(Samples.token("link", 1), Batch.empty(1));
        for (int page = 1; page <= 20; page++) {
            storage.attendees().upsert(Samples.token("link", 1), pageOf(page, "company", page));
        }

        for (String company : List.of("company", "another")) {
            Map<String, Long> read = counted(
                    storage,
                    "idx_tup_fetch + coalesce(seq_tup_read, 0)",
                    () -> storage.attendees().upsert(Samples.token("link", 1), pageOf(20, company, 30)));

            assertThat(read.getOrDefault("attendee", 0L)).as(company).isLessThanOrEqualTo(4 * 50L);
        }
    }

    private static Batch pageOf(int rows, String company, long page) {
        return Samples.page(
                page,
                company,
                IntStream.range(0, 50).mapToObj(number -> rows + "-" + number).toArray(String[]::new));
    }

    @Test
    void aRenewedLeaseWithinTheSlackTouchesNoIndex() {
        SyncLink born = STORAGE.links().createIfAbsent(Samples.birth());
        long run = born.run().orElseThrow().id();
        SyncLink link = stored(born, new WorkerReport.RunStarted(run, "owner"), 1);
        long fence = link.bookkeeping().fence();
        long anew = 0;
        for (int second = 2; second < 12; second++) {
            SyncLink before = link;
            int now = second;
            anew += counted(
                            "n_tup_upd - n_tup_hot_upd",
                            () -> stored(before, new WorkerReport.LeaseRenewed(run, fence), now))
                    .getOrDefault("link", 0L);
            link = STORAGE.links().load(before.id()).orElseThrow();
        }

        assertThat(link.version()).isEqualTo(12);
        assertThat(anew).isZero();
    }

    private static SyncLink stored(SyncLink link, WorkerReport report, int second) {
        Decision.Moved move = Samples.move(link, report, Samples.NOW.plusSeconds(second));
        assertThat(STORAGE.links().replace(move)).isTrue();
        return move.next();
    }

    /** By how much a number of each table grows over a call, where it grows at all. */
    private static Map<String, Long> counted(String number, Runnable call) {
        return counted(STORAGE, number, call);
    }

    private static Map<String, Long> counted(PostgresStorage storage, String number, Runnable call) {
        return storage.database().atOnce(() -> {
            Map<String, Long> before = numbers(storage, number);
            call.run();
            Map<String, Long> grown = new TreeMap<>(numbers(storage, number));
            before.forEach((table, was) -> grown.merge(table, -was, Long::sum));
            grown.values().removeIf(more -> more == 0);
            return grown;
        });
    }

    private static Map<String, Long> numbers(PostgresStorage storage, String number) {
        Tables tables = storage.database().tables();
        return storage
                .database()
                .sql("select relname, " + number + " from pg_stat_xact_user_tables where schemaname = :schema")
                .param("schema", tables.schema())
                .query((row, at) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .filter(one -> one.getKey().startsWith(tables.prefix()))
                .collect(Collectors.toMap(
                        one -> one.getKey().substring(tables.prefix().length()), Map.Entry::getValue));
    }
}
