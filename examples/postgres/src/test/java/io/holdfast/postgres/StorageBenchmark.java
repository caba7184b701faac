package io.holdfast.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.codec.StoredForm;
import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Account;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What storage costs, as ratios of medians in one run. Whole it takes some minutes on a PostgreSQL of its own, with {@code fsync} and
 * {@code synchronous_commit} on, and says what it found; it fails for no figure, because they depend on the machine. Else a few rounds
 * show that it would run.
 */
final class StorageBenchmark {
    private static final boolean WHOLE = Boolean.getBoolean("benchmark.whole");
    private static final int PAGE = 100;
    private static final int FEW = 1_000;
    private static final int MANY = WHOLE ? 1_000_000 : 2_000;
    private static final int ROUNDS = WHOLE ? 300 : 3;
    private static final WorkspaceId WORKSPACE = WorkspaceId.of("w1");

    @Test
    void whatStorageCosts() throws IOException {
        if (!WHOLE) {
            on(Server.pool());
            return;
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "1GB")
                        .setServerConfig("max_wal_size", "8GB")
                        .start();
                HikariDataSource pool = pool(server)) {
            on(pool);
        }
    }

    private static void on(HikariDataSource pool) {
        PostgresStorage few = storage(pool, "few_");
        say(String.format(
                Locale.ROOT,
                "fsync %s, synchronous_commit %s",
                setting(few, "fsync"),
                setting(few, "synchronous_commit")));
        SyncLink live = live();
        new Pages(few).run();
        links(few, storage(pool, "many_"), live);
    }

    private static HikariDataSource pool(EmbeddedPostgres server) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private static PostgresStorage storage(HikariDataSource pool, String prefix) {
        PostgresStorage storage = PostgresStorage.of(pool, new Tables("public", prefix), Server.KEYS);
        storage.migrate();
        return storage;
    }

    private static String setting(PostgresStorage storage, String name) {
        return storage.database()
                .sql("select current_setting(:name)")
                .param("name", name)
                .query((row, number) -> row.getString(1))
                .single();
    }

    private static void say(String line) {
        if (WHOLE) {
            System.out.println(line);
        }
    }

    /** A link as an engine leaves it once it is imported. */
    private static SyncLink live() {
        ManualTime time = ManualTime.at(Samples.NOW);
        ScriptedConnector provider = new ScriptedConnector(time, 50);
        Credential key = Credential.apiKey("key");
        RemoteRef event = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
        provider.belongsTo(key, new Account("account", "Account"));
        provider.event(RemoteSubject.builder().ref(event).title("An evening").build());
        try (SyncEngine engine =
                SyncEngine.builder().connector(provider).time(time).build()) {
            Integration account = engine.integrations()
                    .connect(WORKSPACE, provider.provider(), key)
                    .orThrow();
            SyncLink link = engine.links()
                    .importSubject(WORKSPACE, SyncSubject.event("ours"), account.id(), event.id())
                    .orThrow();
            engine.runDue();
            return engine.links().get(link.id());
        }
    }

    /** Pages of attendees with guard, outcomes, fence and checkpoint, beside a bare upsert of as many rows. */
    private static final class Pages {
        private static final FencingToken TOKEN = Samples.token("list", 1);

        private final PostgresStorage storage;
        private SyncLink link;
        private long fence;
        private int born;
        private int changes;
        private long page;

        Pages(PostgresStorage storage) {
            this.storage = storage;
            this.link = storage.links().createIfAbsent(Samples.birth());
        }

        void run() {
            storage.database()
                    .sql(
                            "create table bare (link text, id text, record jsonb, primary key (link, id)) with (fillfactor = 70)")
                    .update();
            report(new WorkerReport.RunStarted(link.run().orElseThrow().id(), "owner"));
            fence = link.bookkeeping().fence();
            storage.attendees().upsert(TOKEN, Batch.empty(1));
            List<Attendee> same = attendees("same", 0);
            Race race = new Race()
                    .with("new", () -> page(attendees("new-" + born++, 0)))
                    .with("bare new", () -> bare(attendees("bare-" + born++, 0)))
                    .with("changed", () -> page(attendees("known", changes++)))
                    .with("bare changed", () -> bare(attendees("known", changes++)))
                    .with("same", () -> page(same))
                    .with("bare same", () -> bare(same))
                    .with("checkpoint", this::checkpoint)
                    .run(ROUNDS);
            say(String.format(
                    Locale.ROOT,
                    "a page of %d rows of %d bytes: new %.2f ms (bare %.2f), changed %.2f (bare %.2f), same %.2f (bare %.2f), its"
                            + " checkpoint alone %.2f",
                    PAGE,
                    StoredForm.ATTENDEE.write(same.get(0)).length(),
                    race.millis("new"),
                    race.millis("bare new"),
                    race.millis("changed"),
                    race.millis("bare changed"),
                    race.millis("same"),
                    race.millis("bare same"),
                    race.millis("checkpoint")));
            say(String.format(
                    Locale.ROOT,
                    "rows per second to those of a bare upsert, at least 0.8: new %.2f, changed %.2f",
                    race.times("bare new", "new"),
                    race.times("bare changed", "changed")));
            say(String.format(
                    Locale.ROOT,
                    "rows per second to those of a bare upsert where nothing changed, at least 1.2: %.2f",
                    race.times("bare same", "same")));
        }

        private void page(List<Attendee> rows) {
            page++;
            storage.attendees().upsert(TOKEN, new Batch(rows, page, page, 0));
            checkpoint();
        }

        private void checkpoint() {
            report(new WorkerReport.LeaseRenewed(link.run().orElseThrow().id(), fence));
        }

        private void report(WorkerReport report) {
            link = moved(storage, link, report, Samples.NOW.plusMillis(page));
        }

        private void bare(List<Attendee> rows) {
            storage.database()
                    .sql("""
                            insert into bare (link, id, record)
                            select 'list', id, record::jsonb from unnest(:ids, :records) as one (id, record)
                            on conflict (link, id) do update set record = excluded.record
                            """)
                    .param("ids", rows.stream().map(row -> row.id().value()).toArray(String[]::new))
                    .param(
                            "records",
                            rows.stream().map(StoredForm.ATTENDEE::write).toArray(String[]::new))
                    .update();
        }

        private static List<Attendee> attendees(String name, int change) {
            return IntStream.range(0, PAGE)
                    .mapToObj(number -> Attendee.builder()
                            .id(AttendeeId.of(name + "-" + number))
                            .givenName("Ilse")
                            .familyName("Example " + number)
                            .company("Company " + change)
                            .addAnswers(new Answer(Optional.of("31"), "Diet?", List.of("Vegan")))
                            .putProfile("addresses.home.city", "Hamburg")
                            .registeredAt(Samples.NOW)
                            .attendance(Attendance.ATTENDING)
                            .changedAt(Samples.NOW.plusSeconds(change))
                            .build())
                    .toList();
        }
    }

    private static SyncLink moved(PostgresStorage storage, SyncLink link, Trigger trigger, Instant at) {
        Decision.Moved move = Samples.move(link, trigger, at);
        if (!storage.links().replace(move)) {
            throw new IllegalStateException("expected to move " + link.id().value() + " alone but another was faster");
        }
        return move.next();
    }

    /** The same of a thousand stored links and of a million. */
    private static void links(PostgresStorage few, PostgresStorage many, SyncLink live) {
        fill(few, FEW, live);
        long begun = System.nanoTime();
        fill(many, MANY, live);
        say(String.format(Locale.ROOT, "%,d links stored within %.0f s", MANY, (System.nanoTime() - begun) / 1e9));
        Random random = new Random(7);
        Race race = new Race()
                .with("sweep of few", () -> sweep(few))
                .with("sweep of many", () -> sweep(many))
                .with("cycle of few", () -> cycle(few, notDue(random, FEW)))
                .with("cycle of many", () -> cycle(many, notDue(random, MANY)))
                .with("views of few", () -> views(few))
                .with("views of many", () -> views(many))
                .run(2 * ROUNDS);
        for (String what : List.of("sweep", "cycle", "views")) {
            say(String.format(
                    Locale.ROOT,
                    "%s of %,d stored links %.2f ms, of %,d %.2f ms: %.2f times",
                    what,
                    FEW,
                    race.millis(what + " of few"),
                    MANY,
                    race.millis(what + " of many"),
                    race.times(what + " of many", what + " of few")));
        }
    }

    /** One of those that the sweep does not find. */
    private static int notDue(Random random, int count) {
        return 10 * random.nextInt(count / 10) + 1;
    }

    private static void fill(PostgresStorage storage, int count, SyncLink live) {
        storage.database()
                .sql("""
                        insert into {link} (id, version, key, workspace, subject, integration, connection, remote_kind, remote,
                                            due, due_from, decided, decided_from, link)
                        select 'link-' || n, :version, sha256(('key-' || n)::bytea), 'w' || n / 500, sha256(('ours-' || n)::bytea),
                               :integration, 1, 'EVENT', sha256(('remote-' || n)::bytea), due, due, :decided, :decided,
                               jsonb_set(:link::jsonb, array['id'], to_jsonb('link-' || n))
                        from (select n, case when n % (:count / 100) = 0 then :now else :now + 3600000000000 + n::bigint * 1000000 end as due
                              from generate_series(0, :count - 1) as n) as numbered
                        """)
                .param("count", count)
                .param("version", live.version())
                .param("integration", live.binding().integration().value())
                .param("now", Nanos.of(Samples.NOW))
                .param("decided", Nanos.of(live.decidedAt()))
                .param("link", StoredForm.LINK.write(live))
                .update();
        storage.integrations().createIfAbsent(Samples.integration());
        storage.database().sql("vacuum analyze {link}").update();
    }

    /** Of a hundred links that are due. */
    private static void sweep(PostgresStorage storage) {
        expect(100, storage.links().due(Samples.NOW, Cursor.START, 500).items().size());
    }

    /** A poll that finds nothing: the link is loaded and written twice, and its account is looked at. */
    private static void cycle(PostgresStorage storage, int number) {
        SyncLink link = storage.links().load(SyncLinkId.of("link-" + number)).orElseThrow();
        Instant now = link.due().orElseThrow();
        SyncLink claimed = moved(storage, link, new Fact.PollDue(Optional.of("owner")), now);
        storage.integrations().load(Samples.ACCOUNT);
        long run = claimed.run().orElseThrow().id();
        Checkpoint last = Checkpoint.builder()
                .read(ReadMode.changesSince(now))
                .scan(run)
                .begunAt(now)
                .asOf(now)
                .tally(Tally.NONE)
                .guard(PaginationProgress.START)
                .takenAt(now)
                .build();
        moved(
                storage,
                claimed,
                new WorkerReport.RunCompleted(
                        run,
                        claimed.bookkeeping().fence(),
                        RunResult.builder().last(last).build()),
                now);
    }

    private static void views(PostgresStorage storage) {
        expect(500, storage.links().of(WORKSPACE, Cursor.START, 500).items().size());
        storage.integrations().of(WORKSPACE);
    }

    private static void expect(int expected, int found) {
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + " links but found " + found);
        }
    }
}
