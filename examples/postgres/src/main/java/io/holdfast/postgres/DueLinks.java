package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finds links by when they are due, and by when they were decided. Both instants move with each page of a read; an index over
 * them would be written as often, and PostgreSQL would keep a row's new version away from its old one. So the index is over an
 * instant that lies up to {@link #SLACK} below and moves seldom: whatever lies there is then looked at exactly.
 */
final class DueLinks {
    /** In nanoseconds. */
    static final long SLACK = Duration.ofSeconds(15).toNanos();

    private DueLinks() {}

    /** One link that is due. */
    private record Due(long at, StoredRow<SyncLinkId, SyncLink> row) {
        String cursor() {
            return at + "|" + row.id().value();
        }
    }

    /**
     * By (due, id). As many rows as a page takes are due before the last of them in the index, and the slack, so no row behind
     * that is looked at: a long backlog costs each page no more than a short one.
     */
    static Page<StoredRow<SyncLinkId, SyncLink>> page(Database database, Instant atOrBefore, Cursor after, int limit) {
        String[] from = after.equals(Cursor.START)
                ? new String[] {Long.toString(Long.MIN_VALUE), ""}
                : after.value().split("\\|", 2);
        String due = """
                with late as (
                    select due_from from {link}
                    where due_from between :begin and :at and due <= :at and (due, id) > (:due, :id)
                    order by due_from offset :limit - 1 limit 1)
                select id, due, link::text as link from {link}
                where due_from between :begin and least(:at, coalesce((select due_from from late), :at - :slack) + :slack)
                  and due <= :at and (due, id) > (:due, :id)
                order by due, id limit :limit
                """;
        long begin = Long.parseLong(from[0]);
        List<Due> oneMore = database.sql(due)
                .param("at", Nanos.of(atOrBefore))
                .param("due", begin)
                .param("id", from[1])
                .param("begin", begin < Long.MIN_VALUE + SLACK ? Long.MIN_VALUE : begin - SLACK)
                .param("slack", SLACK)
                .param("limit", limit + 1)
                .query((row, number) -> new Due(
                        row.getLong("due"),
                        StoredForm.LINK.row(SyncLinkId.of(row.getString("id")), row.getString("link"))))
                .list();
        Page<Due> page = Rows.page(oneMore, limit, Due::cursor);
        return new Page<>(page.items().stream().map(Due::row).toList(), page.next());
    }

    static List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Database database, Instant instant, int limit) {
        String decided = """
                select id, link::text as link from {link}
                where decided_from > :instant - :slack and decided > :instant
                order by decided desc, id limit :limit
                """;
        return database.sql(decided)
                .param("instant", Math.max(Nanos.of(instant), Long.MIN_VALUE + SLACK))
                .param("slack", SLACK)
                .param("limit", limit)
                .query(Rows.LINK)
                .list();
    }
}
