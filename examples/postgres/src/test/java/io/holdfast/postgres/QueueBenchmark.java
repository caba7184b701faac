package io.holdfast.postgres;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun.Urgency;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.RunQueue;
import io.holdfast.port.RunQueue.Ticket;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.BackgroundJob;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an empty run costs on this queue, on db-scheduler itself and on JobRunr, on one PostgreSQL that waits for its disk at each commit.
 * Rounds are shuffled; figures are medians, from the first run of a round to its last, because JobRunr looks for new ones only each
 * five seconds.
 */
public final class QueueBenchmark {
    private static final long SEED = 19;
    private static final int ROUNDS = 9;
    private static final int RUNS = 500;
    private static final int WORKERS = 4;
    private static final Marks MARKS = new Marks();

    private QueueBenchmark() {}

    /** Brings that many empty runs to workers. */
    @FunctionalInterface
    private interface Queue {
        void bring(int runs);
    }

    /** When the first run of a round began, and when its last. */
    private static final class Marks {
        private CountDownLatch left = new CountDownLatch(0);
        private volatile long first;
        private volatile long last;

        synchronized void begin(int runs) {
            left = new CountDownLatch(runs);
            first = 0;
        }

        synchronized void mark() {
            last = System.nanoTime();
            first = first == 0 ? last : first;
            left.countDown();
        }

        double microsEach() throws InterruptedException {
            if (!left.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("expected all runs within two minutes but found " + left.getCount()
                        + " left; see what the queue says");
            }
            return (last - first) / 1_000.0 / (RUNS - 1);
        }
    }

    /** JobRunr's job, which it finds by name; so this class is public. */
    public static void empty() {
        MARKS.mark();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                HikariDataSource pool = pool(postgres)) {
            for (String setting : List.of("fsync", "synchronous_commit")) {
                System.out.println(setting + " "
                        + JdbcClient.create(pool)
                                .sql("show " + setting)
                                .query(String.class)
                                .single());
            }
            measure(Map.of("holdfast", holdfast(pool), "db-scheduler", dbScheduler(pool), "jobrunr", jobRunr(pool)));
            // while the server is there: none of the three is closed
            System.exit(0);
        }
    }

    private static HikariDataSource pool(EmbeddedPostgres postgres) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres.getPostgresDatabase());
        config.setMaximumPoolSize(30);
        return new HikariDataSource(config);
    }

    private static void measure(Map<String, Queue> queues) throws InterruptedException {
        Map<String, List<Double>> micros = new TreeMap<>();
        Random random = new Random(SEED);
        for (int round = -2; round < ROUNDS; round++) {
            List<String> names = new ArrayList<>(new TreeMap<>(queues).keySet());
            Collections.shuffle(names, random);
            for (String name : names) {
                MARKS.begin(RUNS);
                Optional.ofNullable(queues.get(name)).orElseThrow().bring(RUNS);
                double each = MARKS.microsEach();
                if (round >= 0) {
                    micros.computeIfAbsent(name, same -> new ArrayList<>()).add(each);
                }
            }
        }
        Map<String, Double> medians = new TreeMap<>();
        micros.forEach((name, each) ->
                medians.put(name, each.stream().sorted().toList().get(each.size() / 2)));
        medians.forEach(
                (name, each) -> System.out.printf(Locale.ROOT, "microseconds an empty run, %s: %.0f%n", name, each));
        double ours = medians.getOrDefault("holdfast", 0.0);
        System.out.printf(
                Locale.ROOT,
                "holdfast to db-scheduler, at most 1.5: %.2f%n",
                ours / medians.getOrDefault("db-scheduler", 0.0));
        System.out.printf(
                Locale.ROOT, "holdfast to JobRunr, at most 1: %.2f%n", ours / medians.getOrDefault("jobrunr", 0.0));
    }

    private static Queue holdfast(DataSource pool) {
        PostgresStorage storage = PostgresStorage.of(pool, Tables.usual(), Server.KEYS);
        storage.migrate();
        RunQueue queue = storage.runs(WORKERS, InstantSource.system());
        queue.start(link -> {
            MARKS.mark();
            return Optional.empty();
        });
        return runs -> queue.submit(IntStream.range(0, runs)
                .mapToObj(run -> new Ticket(
                        SyncLinkId.of("link-" + run), WorkspaceId.of("acme"), Instant.now(), Urgency.ROUTINE))
                .toList());
    }

    /** Its own table with its own indexes, and what its own client does. */
    private static Queue dbScheduler(DataSource pool) {
        JdbcClient sql = JdbcClient.create(pool);
        sql.sql("""
                create table scheduled_tasks (
                    task_name text not null, task_instance text not null, task_data bytea,
                    execution_time timestamptz not null, picked boolean not null, picked_by text, last_success timestamptz,
                    last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint not null,
                    priority smallint, primary key (task_name, task_instance))
                """).update();
        sql.sql("create index execution_time_idx on scheduled_tasks (execution_time)")
                .update();
        sql.sql("create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)")
                .update();
        sql.sql("create index priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc)")
                .update();
        OneTimeTask<Void> task = Tasks.oneTime("empty", Void.class).execute((instance, context) -> MARKS.mark());
        Scheduler scheduler = Scheduler.create(pool, task)
                .threads(WORKERS)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .pollUsingLockAndFetch(0.5, 1)
                .enablePriority()
                .pollingInterval(Duration.ofMillis(200))
                .build();
        scheduler.start();
        return runs -> {
            List<SchedulableInstance<?>> instances = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                instances.add(SchedulableInstance.of(task.instance("link-" + run), Instant.now()));
            }
            scheduler.scheduleBatch(instances);
            scheduler.triggerCheckForDueExecutions();
        };
    }

    private static Queue jobRunr(DataSource pool) {
        JobRunr.configure()
                .useJsonMapper(new JacksonJsonMapper())
                .useStorageProvider(SqlStorageProviderFactory.using(pool))
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(WORKERS)
                        .andPollInterval(Duration.ofSeconds(5)))
                .initialize();
        return runs -> BackgroundJob.enqueue(IntStream.range(0, runs).boxed(), run -> QueueBenchmark.empty());
    }
}
