package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Attendees. Whoever writes those of a link locks its list first, so that pages of one link come one after the other and each finds
 * what the one before has committed; a fence in a sub-select would let a page commit after a takeover.
 */
final class PostgresAttendeeStore implements AttendeeStore, AttendeeQuery {
    private final Database database;
    private final AttendeePages pages;

    PostgresAttendeeStore(Database database) {
        this.database = database;
        this.pages = new AttendeePages(database);
    }

    @Override
    public Written upsert(FencingToken token, Batch batch) {
        if (batch.attendees().isEmpty() && batch.sighted().isEmpty()) {
            return new Written(told(Set.of(token)).contains(token.link()), List.of());
        }
        return fenced(
                token,
                () -> Stream.concat(pages.write(token, batch).stream(), sight(token.link(), batch).stream())
                        .toList());
    }

    @Override
    public void fenceAll(Set<FencingToken> tokens) {
        told(tokens);
    }

    /** A link whose fence is taken. */
    private record Told(SyncLinkId link, boolean isNew) {}

    /** Whose fences are taken. Links that are told of for the first time take over the rows of their keys. */
    private Set<SyncLinkId> told(Set<FencingToken> tokens) {
        String told = """
                insert into {attendee_list} as list (link, key, fence)
                select * from unnest(:links, :keys, :fences) as one (link, key, fence) where {soon} order by link
                on conflict (link) do update set fence = excluded.fence where list.fence <= excluded.fence
                returning list.link, xmax = 0 as new
                """;
        return database.atOnce(() -> {
            List<Told> taken = database.sql(told)
                    .param(
                            "links",
                            tokens.stream().map(token -> token.link().value()).toArray(String[]::new))
                    .param(
                            "keys",
                            tokens.stream()
                                    .map(token -> Hashes.key(token.key()))
                                    .toArray(byte[][]::new))
                    .param("fences", tokens.stream().map(FencingToken::fence).toArray(Long[]::new))
                    .query((row, number) -> new Told(SyncLinkId.of(row.getString("link")), row.getBoolean("new")))
                    .list();
            Set<SyncLinkId> begun =
                    taken.stream().filter(Told::isNew).map(Told::link).collect(Collectors.toSet());
            // one that is removed before it was told of leaves the rows to whom they belong by now
            tokens.stream().filter(FencingToken::isLast).map(FencingToken::link).forEach(begun::remove);
            if (!begun.isEmpty()) {
                takeOver(begun);
            }
            return taken.stream().map(Told::link).collect(Collectors.toSet());
        });
    }

    /** Rows that removed links left, read, seen and marked before whatever comes. */
    private void takeOver(Set<SyncLinkId> begun) {
        String others = """
                update {attendee_list} as list set fence = :last
                from {attendee_list} as begun
                where begun.link = any(:begun) and list.key = begun.key and list.link <> begun.link
                """;
        database.sql(others)
                .param("last", FencingToken.LAST)
                .param("begun", links(begun))
                .update();
        String rows = """
                update {attendee} as row
                set link = begun.link, fence = 0, page = 0, changed_by = 0, stamp = 0,
                    absent_by = case when row.absent_by is not null then -1 end
                from {attendee_list} as begun join {attendee_list} as list on list.key = begun.key and list.link <> begun.link
                where begun.link = any(:begun) and row.link = list.link
                """;
        database.sql(rows).param("begun", links(begun)).update();
    }

    private static String[] links(Set<SyncLinkId> links) {
        return links.stream().map(SyncLinkId::value).toArray(String[]::new);
    }

    private Written fenced(FencingToken token, Supplier<List<Row>> write) {
        return database.atOnce(() -> {
            boolean accepted = database.sql(
                                    "update {attendee_list} set fence = :fence where {soon} and link = :link and fence <= :fence")
                            .param("link", token.link().value())
                            .param("fence", token.fence())
                            .update()
                    == 1;
            return new Written(accepted, accepted ? write.get() : List.of());
        });
    }

    private List<Row> sight(SyncLinkId link, Batch batch) {
        if (batch.sighted().isEmpty()) {
            return List.of();
        }
        String sighted = """
                with before as (
                    select id, absent_by from {attendee} where link = :link and id = any(:ids))
                update {attendee} as row set stamp = greatest(row.stamp, :stamp), absent_by = null
                from before where row.link = :link and row.id = before.id
                returning row.id, row.record::text as record, before.absent_by is not null as absent
                """;
        return database
                .sql(sighted)
                .param("link", link.value())
                .param("ids", ids(batch.sighted()))
                .param("stamp", batch.scan())
                .query((row, number) -> row.getBoolean("absent")
                        ? Stream.of(Row.of(
                                AttendeeId.of(row.getString("id")),
                                RowResult.BACK,
                                StoredForm.ATTENDEE.read(row.getString("record"))))
                        : Stream.<Row>empty())
                .list()
                .stream()
                .flatMap(found -> found)
                .sorted(Comparator.comparing(row -> row.id().value()))
                .toList();
    }

    @Override
    public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        String marked = """
                update {attendee} set absent_by = :fence
                where link = :link and id = any(:ids)
                  and (absent_by is null and stamp >= :from and stamp < :before or absent_by = :fence)
                returning id, record::text as record
                """;
        return fenced(
                token,
                () -> database
                        .sql(marked)
                        .param("link", token.link().value())
                        .param("ids", ids(ids))
                        .param("fence", token.fence())
                        .param("from", range.from())
                        .param("before", range.before())
                        .query((row, number) -> Row.of(
                                AttendeeId.of(row.getString("id")),
                                RowResult.MARKED_ABSENT,
                                StoredForm.ATTENDEE.read(row.getString("record"))))
                        .list()
                        .stream()
                        .sorted(Comparator.comparing(row -> row.id().value()))
                        .toList());
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        String unseen = """
                select id from {attendee}
                where link = :link and id > :after and absent_by is null and stamp >= :from and stamp < :before
                order by id limit :limit
                """;
        List<AttendeeId> oneMore = database.sql(unseen)
                .param("link", link.value())
                .param("after", after.value())
                .param("from", range.from())
                .param("before", range.before())
                .param("limit", limit + 1)
                .query((row, number) -> AttendeeId.of(row.getString(1)))
                .list();
        return Rows.page(oneMore, limit, AttendeeId::value);
    }

    @Override
    public Presence count(SyncLinkId link, StampRange range) {
        String counted = """
                select count(*), count(*) filter (where stamp >= :from and stamp < :before)
                from {attendee} where link = :link and absent_by is null
                """;
        return database.sql(counted)
                .param("link", link.value())
                .param("from", range.from())
                .param("before", range.before())
                .query((row, number) -> new Presence(row.getLong(1), row.getLong(2)))
                .single();
    }

    @Override
    public Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
        String attendees = """
                select record::text as record, absent_by is not null as absent
                from {attendee} where link = :link and id > :after order by id limit :limit
                """;
        List<Attendee> oneMore = database.sql(attendees)
                .param("link", link.value())
                .param("after", after.value())
                .param("limit", limit + 1)
                .query((row, number) -> seen(row.getString("record"), row.getBoolean("absent")))
                .list();
        return Rows.page(oneMore, limit, attendee -> attendee.id().value());
    }

    /** The record as a person sees it. */
    static Attendee seen(String record, boolean absent) {
        Attendee attendee = StoredForm.ATTENDEE.read(record);
        return absent
                ? attendee.toBuilder().attendance(Attendance.NOT_ATTENDING).build()
                : attendee;
    }

    void erase(SyncLink.Key of, AttendeeId person) {
        byte[] key = Hashes.key(of);
        database.atOnce(() -> {
            // in line with whoever writes a page, who might have the person in hand; and once more, because who was
            // waited for may
            // have handed the rows to a list that was not there before
            locked(key);
            List<String> lists = locked(key);
            database.sql("insert into {erased} (person) values (:person) on conflict do nothing")
                    .param("person", Hashes.person(key, person))
                    .update();
            return database.sql("delete from {attendee} where link = any(:lists) and id = :id")
                    .param("lists", lists.toArray(String[]::new))
                    .param("id", person.value())
                    .update();
        });
    }

    private List<String> locked(byte[] key) {
        return database.sql("select link from {attendee_list} where {soon} and key = :key order by link for update")
                .param("key", key)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String[] ids(Set<AttendeeId> ids) {
        return ids.stream().map(AttendeeId::value).sorted().toArray(String[]::new);
    }
}
