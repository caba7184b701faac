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
import java.util.stream.Collectors;

/**
 * Writes the rows of a page, whose list is locked. One statement judges them and stamps those whose record stays, and only a record that
 * arrives anew or tells something else is sent at all; so a page that changes nothing costs little.
 */
final class AttendeePages {
    private static final Comparator<Attendee> BY_ID =
            Comparator.comparing(attendee -> attendee.id().value());

    private final Database database;

    AttendeePages(Database database) {
        this.database = database;
    }

    /** What a row is, before it is written. */
    private record Judged(
            AttendeeId id,
            boolean erased,
            boolean known,
            boolean absent,
            boolean taken,
            boolean same,
            boolean touched,
            Optional<Attendee> before,
            Optional<Attendance> attendance) {
        Row row() {
            RowResult result = result();
            return switch (result) {
                case ADDED, WITHHELD -> Row.of(id, result);
                default -> new Row(id, result, before, attendance, Optional.empty());
            };
        }

        private RowResult result() {
            if (erased) {
                return RowResult.WITHHELD;
            }
            if (!known) {
                return RowResult.ADDED;
            }
            if (absent) {
                return RowResult.UPDATED;
            }
            if (!taken) {
                return RowResult.SKIPPED;
            }
            return same ? RowResult.UNCHANGED : RowResult.UPDATED;
        }

        boolean isWritten() {
            return !erased && !touched;
        }
    }

    List<Row> write(FencingToken token, Batch batch) {
        refuseTwice(token, batch);
        // in one order, so that two pages never wait for each other
        List<Attendee> byId = batch.attendees().stream().sorted(BY_ID).toList();
        Map<AttendeeId, Judged> judged =
                judge(token, batch, byId).stream().collect(Collectors.toMap(Judged::id, Function.identity()));
        store(
                token,
                batch,
                byId.stream().filter(one -> of(judged, one).isWritten()).toList());
        return batch.attendees().stream().map(one -> of(judged, one).row()).toList();
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

    private static Judged of(Map<AttendeeId, Judged> judged, Attendee one) {
        return Optional.ofNullable(judged.get(one.id())).orElseThrow();
    }

    /**
     * Newer wins: the later change, and of equal ones, or where one has no change time, the later read; a settled fence lets a full scan
     * take over what no later claim has changed.
     */
    private List<Judged> judge(FencingToken token, Batch batch, List<Attendee> byId) {
        String judged = """
                with arrived as (
                    select * from unnest(:ids, :changed, :told, :persons) as one (id, changed, told, person)),
                judged as (
                    select arrived.id, row.id is not null as known, row.absent_by is not null as absent,
                           arrived.person in (select person from {erased} where person = any(:persons)) as erased,
                           row.told = arrived.told as same, row.attendance, row.changed is not distinct from arrived.changed as as_old,
                           coalesce(row.changed_by <= :settled and row.stamp < :stamp, false)
                           or case when arrived.changed < row.changed then false
                                   when arrived.changed > row.changed then true
                                   else (row.fence, row.page) <= (:fence, :page) end as taken,
                           row.record
                    from arrived left join {attendee} as row on row.link = :link and row.id = arrived.id),
                touched as (
                    update {attendee} as row
                    set stamp = greatest(row.stamp, :stamp), absent_by = null,
                        fence = case when judged.taken then :fence else row.fence end,
                        page = case when judged.taken then :page else row.page end
                    from judged
                    where row.link = :link and row.id = judged.id and not judged.erased
                      and (not judged.taken or judged.same and judged.as_old)
                    returning row.id)
                select judged.id, erased, known, absent, coalesce(taken, false) as taken, coalesce(same, false) as same, attendance,
                       touched.id is not null as touched,
                       case when not same or absent or not taken then record::text end as record
                from judged left join touched using (id)
                """;
        return database.sql(judged)
                .param("link", token.link().value())
                .param("ids", byId.stream().map(one -> one.id().value()).toArray(String[]::new))
                .param(
                        "changed",
                        byId.stream().map(one -> Nanos.of(one.changedAt())).toArray(Long[]::new))
                .param("told", byId.stream().map(Hashes::told).toArray(byte[][]::new))
                .param("persons", persons(token, byId))
                .param("fence", token.fence())
                .param("page", batch.page())
                .param("stamp", batch.scan())
                .param("settled", batch.settledFence())
                .query((row, number) -> judged(row))
                .list();
    }

    private static byte[][] persons(FencingToken token, List<Attendee> byId) {
        byte[] key = Hashes.key(token.key());
        return byId.stream().map(one -> Hashes.person(key, one.id())).toArray(byte[][]::new);
    }

    private static Judged judged(ResultSet row) throws SQLException {
        boolean absent = row.getBoolean("absent");
        Optional<Attendee> before =
                Optional.ofNullable(row.getString("record")).map(record -> PostgresAttendeeStore.seen(record, absent));
        return new Judged(
                AttendeeId.of(row.getString("id")),
                row.getBoolean("erased"),
                row.getBoolean("known"),
                absent,
                row.getBoolean("taken"),
                row.getBoolean("same"),
                row.getBoolean("touched"),
                before,
                Optional.ofNullable(row.getString("attendance"))
                        .map(Attendance::valueOf)
                        .map(attendance -> absent ? Attendance.NOT_ATTENDING : attendance));
    }

    private void store(FencingToken token, Batch batch, List<Attendee> byId) {
        if (byId.isEmpty()) {
            return;
        }
        String stored = """
                insert into {attendee} as row (link, id, record, told, changed, attendance, fence, page, changed_by, stamp)
                select :link, id, record::jsonb, told, changed, attendance, :fence, :page, :fence, :stamp
                from unnest(:ids, :records, :told, :changed, :attendances) as one (id, record, told, changed, attendance)
                on conflict (link, id) do update
                set record = excluded.record, told = excluded.told, changed = excluded.changed, attendance = excluded.attendance,
                    fence = excluded.fence, page = excluded.page,
                    changed_by = case when row.told = excluded.told then row.changed_by else excluded.changed_by end,
                    stamp = greatest(row.stamp, excluded.stamp), absent_by = null
                """;
        database.sql(stored)
                .param("link", token.link().value())
                .param("fence", token.fence())
                .param("page", batch.page())
                .param("stamp", batch.scan())
                .param("ids", byId.stream().map(one -> one.id().value()).toArray(String[]::new))
                .param("records", byId.stream().map(StoredForm.ATTENDEE::write).toArray(String[]::new))
                .param("told", byId.stream().map(Hashes::told).toArray(byte[][]::new))
                .param(
                        "changed",
                        byId.stream().map(one -> Nanos.of(one.changedAt())).toArray(Long[]::new))
                .param(
                        "attendances",
                        byId.stream().map(one -> one.attendance().name()).toArray(String[]::new))
                .update();
    }
}
