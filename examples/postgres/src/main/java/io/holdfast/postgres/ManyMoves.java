package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes many moves by one statement, which locks their links by id: two of them in any order never wait for each other. */
final class ManyMoves {
    private ManyMoves() {}

    static Set<SyncLinkId> replaced(Database database, List<Decision.Moved> moves, String journal) {
        List<Decision.Moved> byId = Decision.Moved.byLink(moves);
        String moved = """
                with one as (
                    select * from unnest(:ids, :versions, :integrations, :connections, :dues, :decided, :links, :told, :records, :triggers, :reasons)
                        as one (id, version, integration, connection, due, decided, link, told, record, trigger, reason)),
                locked as (
                    select link.id from {link} as link join one on one.id = link.id and one.version - 1 = link.version
                    where {soon} order by link.id for update of link),
                moved as (
                    update {link} as link {set}
                    from one
                    where link.id = one.id and link.version = one.version - 1 and link.id in (select id from locked)
                    returning link.id, link.version, link.decided, link.link){journalled},
                recorded as (
                    insert into {record} (link, version, told, record)
                    select one.id, one.version, one.told, one.record::jsonb from one join moved using (id) where one.told is not null)
                select id from moved
                """.replace("{journalled}", journal.stripTrailing());
        return database
                .sql(set(moved))
                .param("ids", all(byId, move -> move.next().id().value(), String[]::new))
                .param("versions", all(byId, move -> move.next().version(), Long[]::new))
                .param(
                        "integrations",
                        all(byId, move -> binding(move).integration().value(), String[]::new))
                .param("connections", all(byId, move -> binding(move).connection(), Long[]::new))
                .param("dues", all(byId, move -> Nanos.of(move.next().due()), Long[]::new))
                .param("decided", all(byId, move -> Nanos.of(move.next().decidedAt()), Long[]::new))
                .param("links", all(byId, move -> StoredForm.LINK.write(move.next()), String[]::new))
                .param("told", all(byId, move -> Nanos.of(move.record().map(TransitionRecord::at)), Long[]::new))
                .param("records", all(byId, ManyMoves::record, String[]::new))
                .param("triggers", all(byId, Journal::trigger, String[]::new))
                .param("reasons", all(byId, Decision.Moved::reason, String[]::new))
                .query((row, number) -> SyncLinkId.of(row.getString(1)))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** What a move writes, from a row {@code one}. The instants that are indexed move only where they lie too far below. */
    static String set(String sql) {
        return sql.replace("{set}", """
                set version = one.version, integration = one.integration, connection = one.connection, link = one.link::jsonb,
                    due = one.due, decided = one.decided,
                    due_from = case when one.due is null then null
                                    when link.due_from between one.due - {slack} and one.due then link.due_from
                                    else one.due end,
                    decided_from = case when link.decided_from between one.decided - {slack} and one.decided then link.decided_from
                                        else one.decided end
                """.replace("{slack}", Long.toString(DueLinks.SLACK)));
    }

    private static <T extends @Nullable Object> T[] all(
            List<Decision.Moved> moves, Function<Decision.Moved, T> part, IntFunction<T[]> array) {
        return moves.stream().map(part).toArray(array);
    }

    private static SyncLink.Binding binding(Decision.Moved move) {
        return move.next().binding();
    }

    private static @Nullable String record(Decision.Moved move) {
        return move.record().map(StoredForm.RECORD::write).orElse(null);
    }
}
