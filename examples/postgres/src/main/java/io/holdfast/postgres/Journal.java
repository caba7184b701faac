package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLinkId;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TriggerKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each move of each link, those too that no person sees: written by the statement that moves it, and kept when the link is removed. */
final class Journal {
    /** Ends a statement that wrote rows {@code moved} from rows {@code one}. */
    private static final String WRITTEN = """
            , journalled as (
                insert into {journal} (link, version, decided, trigger, reason, moved)
                select moved.id, moved.version, moved.decided, one.trigger, one.reason, moved.link from moved join one using (id))
            """;

    private final Database database;

    Journal(Database database) {
        this.database = database;
    }

    /** The part of a statement that writes it, where it is kept. */
    static String written(boolean kept) {
        return kept ? WRITTEN : "";
    }

    /** What led to a move; null for a birth and where no trigger did. */
    static @Nullable String trigger(Decision.Moved move) {
        return move.trigger().map(trigger -> trigger.kind().name()).orElse(null);
    }

    Page<JournalEntry> entries(SyncLinkId link, Cursor after, int limit) {
        String entries = """
                select version, decided, trigger, reason, moved::text as moved from {journal}
                where link = :link and version > :after order by version limit :limit
                """;
        List<JournalEntry> oneMore = database.sql(entries)
                .param("link", link.value())
                .param("after", after.equals(Cursor.START) ? 0 : Long.parseLong(after.value()))
                .param("limit", limit + 1)
                .query((row, number) -> entry(row))
                .list();
        return Rows.page(oneMore, limit, entry -> Long.toString(entry.link().version()));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                Nanos.instant(row.getLong("decided")),
                Optional.ofNullable(row.getString("trigger")).map(TriggerKind::valueOf),
                row.getString("reason"),
                StoredForm.LINK.read(row.getString("moved")));
    }

    int prune(Instant before, int limit) {
        String old = """
                delete from {journal} where (link, version) in (
                    select link, version from {journal} where decided < :before order by decided limit :limit)
                """;
        return database.sql(old)
                .param("before", Nanos.of(before))
                .param("limit", limit)
                .update();
    }
}
