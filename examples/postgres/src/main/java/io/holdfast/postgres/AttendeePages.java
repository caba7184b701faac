package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import io.holdfast.port.AttendeeStore.Row;
import io.holdfast.port.AttendeeStore.RowResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Writes the rows of a page, whose list is locked. Most pages of a full scan tell what is known: one statement compares hashes and stamps
 * those rows, and no record of them is sent. Another judges the rest and writes it.
 *
 * <p>Rows are found one by one, by their key, and said so to the planner: where it knows nothing of a list yet, it would read all of it for
 * each page.
 */
final class AttendeePages {
    private static final Comparator<Arrived> BY_ID = Comparator.comparing(Arrived::id);

    private final Database database;

    AttendeePages(Database database) {
        this.database = database;
    }

    /** A row of a page, hashed once. */
    private static final class Arrived {
        private final Attendee row;
        private final byte[] told;

        Arrived(Attendee row) {
            this.row = row;
            this.told = Hashes.told(row);
        }

        String id() {
            return row.id().value();
        }
    }

    List<Row> write(FencingToken token, Batch batch) {
        refuseTwice(token, batch);
        // in one order, so that two pages never wait for each other
        List<Arrived> byId =
                batch.attendees().stream().map(Arrived::new).sorted(BY_ID).toList();
        Map<AttendeeId, Row> outcomes = byId(stamped(token, batch, byId));
        List<Arrived> rest =
                byId.stream().filter(one -> !outcomes.containsKey(one.row.id())).toList();
        if (!rest.isEmpty()) {
            outcomes.putAll(byId(judged(token, batch, rest)));
        }
        return batch.attendees().stream()
                .map(one -> Optional.ofNullable(outcomes.get(one.id())).orElseThrow())
                .toList();
    }

    private static Map<AttendeeId, Row> byId(List<Row> rows) {
        return rows.stream().collect(Collectors.toMap(Row::id, Function.identity()));
    }

    /** The server would refuse it too, but name the statement and not the id. */
    private static void refuseTwice(FencingToken token, Batch batch) {
        Set<AttendeeId> ids = new HashSet<>();
        for (Attendee one : batch.attendees()) {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException(
                        "link " + token.link().value() + ": expected each attendee once in a page but found "
                                + one.id().value() + " twice; leave out all but the last");
            }
        }
    }

    /** Those that tell what is known, of the same change, and are present. */
    private List<Row> stamped(FencingToken token, Batch batch, List<Arrived> byId) {
        String stamped = """
                with same as (
                    select one.id
                    from unnest(:ids, :changed, :told) as one (id, changed, told)
                    cross join lateral (
                        select from {attendee} as row
                        where row.link = :link and row.id = one.id and row.told = one.told
                          and row.changed is not distinct from one.changed and row.absent_by is null
                          and (row.fence, row.page) <= (:fence, :page)
                        limit 1) as row)
                update {attendee} set stamp = greatest(stamp, :stamp), fence = :fence, page = :page
                where link = :link and id = any(array(select id from same))
                returning id, attendance
                """;
        return filled(stamped, token, batch, byId)
                .query((row, number) -> Row.of(
                        AttendeeId.of(row.getString("id")),
                        RowResult.UNCHANGED,
                        Attendance.valueOf(row.getString("attendance"))))
                .list();
    }

    /**
     * Newer wins: the later change, and of equal ones, or where one has no change time, the later read; a settled fence lets a full scan
     * take over what no later claim has changed.
     */
    private List<Row> judged(FencingToken token, Batch batch, List<Arrived> byId) {
        String judged = """
                with judged as (
                    select one.*, row.id is not null as known, row.absent_by is not null as absent,
                           one.person in (select person from {erased} where person = any(:persons)) as erased,
                           coalesce(row.told = one.told, false) as same, row.attendance as before, row.record as old,
                           row.id is null or coalesce(row.changed_by <= :settled and row.stamp < :stamp, false)
                           or case when one.changed < row.changed then false
                                   when one.changed > row.changed then true
                                   else (row.fence, row.page) <= (:fence, :page) end as taken
                    from unnest(:ids, :changed, :told, :persons, :records, :attendances)
                        as one (id, changed, told, person, record, attendance)
                    left join lateral (
                        select * from {attendee} as row where row.link = :link and row.id = one.id limit 1) as row on true),
                seen as (
                    update {attendee} set stamp = greatest(stamp, :stamp), absent_by = null
                    where link = :link and id = any(array(select id from judged where not erased and not taken))),
                stored as (
                    insert into {attendee} as row (link, id, record, told, changed, attendance, fence, page, changed_by, stamp)
                    select :link, id, record::jsonb, told, changed, attendance, :fence, :page, :fence, :stamp
                    from judged where not erased and taken
                    on conflict (link, id) do update
                    set record = excluded.record, told = excluded.told, changed = excluded.changed, attendance = excluded.attendance,
                        fence = excluded.fence, page = excluded.page,
                        changed_by = case when row.told = excluded.told then row.changed_by else excluded.changed_by end,
                        stamp = greatest(row.stamp, excluded.stamp), absent_by = null)
                select id, erased, known, absent, taken, same, before, case when not erased then old::text end as old from judged
                """;
        return filled(judged, token, batch, byId)
                .param("settled", batch.settledFence())
                .param("persons", persons(token, byId))
                .param("records", all(byId, one -> StoredForm.ATTENDEE.write(one.row), String[]::new))
                .param("attendances", all(byId, one -> one.row.attendance().name(), String[]::new))
                .query((row, number) -> outcome(row))
                .list();
    }

    private StatementSpec filled(String sql, FencingToken token, Batch batch, List<Arrived> byId) {
        return database.sql(sql)
                .param("link", token.link().value())
                .param("ids", all(byId, Arrived::id, String[]::new))
                .param("changed", all(byId, one -> Nanos.of(one.row.changedAt()), Long[]::new))
                .param("told", all(byId, one -> one.told, byte[][]::new))
                .param("fence", token.fence())
                .param("page", batch.page())
                .param("stamp", batch.scan());
    }

    private static <T extends @Nullable Object> T[] all(
            List<Arrived> rows, Function<Arrived, T> part, IntFunction<T[]> array) {
        return rows.stream().map(part).toArray(array);
    }

    private static byte[][] persons(FencingToken token, List<Arrived> byId) {
        byte[] key = Hashes.key(token.key());
        return all(byId, one -> Hashes.person(key, one.row.id()), byte[][]::new);
    }

    private static Row outcome(ResultSet row) throws SQLException {
        AttendeeId id = AttendeeId.of(row.getString("id"));
        if (row.getBoolean("erased")) {
            return Row.of(id, RowResult.WITHHELD);
        }
        if (!row.getBoolean("known")) {
            return Row.of(id, RowResult.ADDED);
        }
        boolean absent = row.getBoolean("absent");
        Optional<Attendee> before =
                Optional.ofNullable(row.getString("old")).map(record -> PostgresAttendeeStore.seen(record, absent));
        Attendance attendance = absent ? Attendance.NOT_ATTENDING : Attendance.valueOf(row.getString("before"));
        return new Row(
                id,
                result(absent, row.getBoolean("taken"), row.getBoolean("same")),
                before,
                Optional.of(attendance),
                Optional.empty());
    }

    private static RowResult result(boolean absent, boolean taken, boolean same) {
        if (absent) {
            return RowResult.UPDATED;
        }
        if (!taken) {
            return RowResult.SKIPPED;
        }
        return same ? RowResult.UNCHANGED : RowResult.UPDATED;
    }
}
