package io.holdfast.postgres;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.holdfast.model.SyncRun;
import io.holdfast.port.RunQueue.Ticket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The rows of db-scheduler's table, one for each link, as tickets change them: its own client takes a statement or two for each, leaves
 * one that waits as it is, and loses what comes while a link is worked. Each statement has a connection of its own, also where
 * the thread has a transaction open.
 */
final class WaitingRuns {
    /** db-scheduler's name for what is run. */
    static final String TASK = "holdfast-run";

    /**
     * What tickets are worth. A place is 10 s long. Within its urgency a ticket has the place at which it falls due, or six
     * behind the last of its workspace that waits, but never more than a day behind its due instant.
     */
    private static final String PLACED = """
            with ticket as (
                select link, min(workspace) as workspace, min(due) as due, min(urgency) * 700000000 as band,
                       least(600000000, greatest(0, extract(epoch from min(due) - timestamptz '2025-01-01 00:00Z') / 10))::integer as slot
                from unnest(:links, :workspaces, cast(:dues as timestamptz[]), :urgencies) as one (link, workspace, due, urgency)
                group by link),
            placed as (
                select ticket.*, band + least(slot + 8640, greatest(slot, coalesce(last.place - band + 6, 0))
                           + 6 * (row_number() over (partition by workspace, band order by due, link) - 1))::integer as place
                from ticket left join lateral (
                    select max(place) as place from {run} as row
                    where row.workspace = ticket.workspace and place >= band and place < band + 700000000 and not picked) as last on true)
            """;

    /** One that was taken for dead and worked by another has another version. */
    private static final String SAME = "task_name = :task and task_instance = :instance and version = :version";

    private final JdbcClient client;
    private final Tables tables;

    WaitingRuns(JdbcClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    static WaitingRuns of(DataSource source, Tables tables) {
        // by another name than that of the pool, Spring finds no transaction of this thread
        return new WaitingRuns(JdbcClient.create(new DelegatingDataSource(source)), tables);
    }

    /** Inserts them, brings forward what waits, and leaves a word at what is worked. */
    void add(List<Ticket> tickets) {
        String added = """
                insert into {run} as row (task_name, task_instance, execution_time, picked, version, workspace, place, asked)
                select :task, link, due, false, 1, workspace, place, false from placed order by link
                on conflict (task_name, task_instance) do update set
                    execution_time = case when row.picked and not row.asked then excluded.execution_time
                                          else least(row.execution_time, excluded.execution_time) end,
                    place = case when row.picked and not row.asked then excluded.place else least(row.place, excluded.place) end,
                    asked = row.picked
                """;
        placed(added, tickets).param("task", TASK).update();
    }

    /** What was worked is done, unless another ticket came meanwhile. */
    void done(Execution worked) {
        if (of("delete from {run} where " + SAME + " and not asked", worked).update() == 0) {
            giveBack(worked);
        }
    }

    /** What was worked waits for its next ticket, or for one that came meanwhile and is due earlier. */
    void next(Execution worked, Ticket next) {
        String again = """
                update {run} as row set picked = false, picked_by = null, last_heartbeat = null, version = version + 1, asked = false,
                    execution_time = case when asked then least(execution_time, placed.due) else placed.due end,
                    place = case when asked then least(row.place, placed.place) else placed.place end
                from placed where
                """;
        same(placed(again + SAME, List.of(next)), worked).update();
    }

    /** What was begun waits as it did, for whoever is free. */
    void giveBack(Execution worked) {
        String back = """
                update {run} set picked = false, picked_by = null, last_heartbeat = null, version = version + 1, asked = false where
                """;
        of(back + SAME, worked).update();
    }

    private JdbcClient.StatementSpec of(String sql, Execution worked) {
        return same(client.sql(tables.in(sql)), worked);
    }

    private static JdbcClient.StatementSpec same(JdbcClient.StatementSpec statement, Execution worked) {
        return statement.param("task", TASK).param("instance", worked.getId()).param("version", worked.version);
    }

    private JdbcClient.StatementSpec placed(String sql, List<Ticket> tickets) {
        return client.sql(tables.in(PLACED + sql))
                .param("links", texts(tickets, ticket -> ticket.link().value()))
                .param("workspaces", texts(tickets, ticket -> ticket.workspace().value()))
                .param("dues", texts(tickets, ticket -> notBefore(ticket.due()).toString()))
                .param(
                        "urgencies",
                        tickets.stream().map(ticket -> band(ticket.urgency())).toArray(Integer[]::new));
    }

    private static String[] texts(List<Ticket> tickets, Function<Ticket, String> text) {
        return tickets.stream().map(text).toArray(String[]::new);
    }

    private static int band(SyncRun.Urgency urgency) {
        return switch (urgency) {
            case PERSON -> 0;
            case SIGNAL -> 1;
            case ROUTINE -> 2;
        };
    }

    /** In microseconds, as the column is; never earlier. */
    private static Instant notBefore(Instant due) {
        Instant micros = due.truncatedTo(ChronoUnit.MICROS);
        return micros.equals(due) ? micros : micros.plus(1, ChronoUnit.MICROS);
    }
}
