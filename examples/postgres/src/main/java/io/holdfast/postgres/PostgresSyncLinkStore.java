package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LinkTotals;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Links and their history. A move, or many, is one statement: a link and its record are stored together or not at all. */
final class PostgresSyncLinkStore implements SyncLinkStore {
    private static final String SELECT = "select id, link::text as link from {link} ";

    private final Database database;
    private final String journal;

    /** Makes one that keeps a journal, or none. */
    PostgresSyncLinkStore(Database database, boolean journalKept) {
        this.database = database;
        this.journal = Journal.written(journalKept);
    }

    @Override
    public SyncLink createIfAbsent(Decision.Moved birth) {
        return Database.insertedOrFound(
                "link " + birth.next().id().value(),
                () -> isStored(birth)
                        ? Optional.of(birth.next())
                        : of(birth.next().key()));
    }

    private Optional<SyncLink> of(SyncLink.Key key) {
        return database.sql("select link::text from {link} where key = :key")
                .param("key", Hashes.key(key))
                .query(String.class)
                .optional()
                .map(StoredForm.LINK::read);
    }

    private boolean isStored(Decision.Moved birth) {
        SyncLink link = birth.next();
        String born = """
                with one as (select :id::text as id, :trigger::text as trigger, :reason::text as reason),
                moved as (
                    insert into {link} (id, version, key, workspace, subject, integration, connection, remote_kind, remote,
                                        due, due_from, decided, decided_from, link)
                    select :id, :version, :key, :workspace, :subject, :integration, :connection, :kind, :remote,
                           :due::bigint, :due::bigint, :decided, :decided, :link::jsonb
                    where {soon}
                    on conflict (key) do nothing
                    returning id, version, decided, link)
                """;
        StatementSpec statement = database.sql(born + journal + records(birth))
                .param("key", Hashes.key(link.key()))
                .param("workspace", link.key().workspace().value())
                .param("subject", Hashes.subject(link.key().workspace(), link.subject()))
                .param("kind", link.key().remote().kind().name())
                .param("remote", Hashes.remote(link.key().remote()));
        return isMoved(statement, birth);
    }

    @Override
    public boolean replace(Decision.Moved move) {
        String moved = """
                with one as (
                    select :id::text as id, :version::bigint as version, :integration as integration,
                           :connection::bigint as connection, :due::bigint as due, :decided::bigint as decided, :link as link,
                           :trigger::text as trigger, :reason::text as reason),
                moved as (
                    update {link} as link {set}
                    from one
                    where {soon} and link.id = :id and link.version = one.version - 1
                    returning link.id, link.version, link.decided, link.link)
                """;
        return isMoved(database.sql(ManyMoves.set(moved) + journal + records(move)), move);
    }

    @Override
    public Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
        return ManyMoves.replaced(database, moves, journal);
    }

    @Override
    public void removeAll(Set<SyncLinkId> ids) {
        String removed = """
                delete from {link} where id in (
                    select id from {link} where {soon} and id = any(:ids) order by id for update)
                """;
        database.sql(removed).param("ids", ids(ids)).update();
    }

    private static String[] ids(Set<SyncLinkId> ids) {
        return ids.stream().map(SyncLinkId::value).toArray(String[]::new);
    }

    /** Ends a statement that moved a link, or none: with the record of the move, if it has one. */
    private static String records(Decision.Moved move) {
        return move.record().isPresent() ? """
                , recorded as (
                    insert into {record} (link, version, told, record)
                    select id, :version, :told, :record::jsonb from moved)
                select count(*) from moved
                """ : "select count(*) from moved";
    }

    private static boolean isMoved(StatementSpec statement, Decision.Moved move) {
        SyncLink next = move.next();
        StatementSpec filled = statement
                .param("id", next.id().value())
                .param("version", next.version())
                .param("integration", next.binding().integration().value())
                .param("connection", next.binding().connection())
                .param("due", Nanos.of(next.due()))
                .param("decided", Nanos.of(next.decidedAt()))
                .param("link", StoredForm.LINK.write(next))
                .param("trigger", Journal.trigger(move))
                .param("reason", move.reason());
        if (move.record().isPresent()) {
            TransitionRecord record = move.record().get();
            filled.param("told", Nanos.of(record.at())).param("record", StoredForm.RECORD.write(record));
        }
        return filled.query(Long.class).single() == 1;
    }

    @Override
    public Optional<SyncLink> load(SyncLinkId id) {
        return database.sql("select link::text from {link} where id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(StoredForm.LINK::read);
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> load(Set<SyncLinkId> ids) {
        return database.sql(SELECT + "where id = any(:ids)")
                .param("ids", ids(ids))
                .query(Rows.LINK)
                .list();
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, SyncSubject subject) {
        return database.sql(SELECT + "where subject = :subject order by id")
                .param("subject", Hashes.subject(workspace, subject))
                .query(Rows.LINK)
                .list();
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
        return DueLinks.page(database, atOrBefore, after, limit);
    }

    @Override
    public List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
        return DueLinks.decidedAfter(database, instant, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> boundTo(
            IntegrationId integration, long upToConnection, Cursor after, int limit) {
        StatementSpec bound = database.sql(
                        SELECT
                                + "where integration = :integration and connection <= :connection and id > :after order by id limit :limit")
                .param("integration", integration.value())
                .param("connection", upToConnection);
        return byId(bound, after, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
            IntegrationId integration, RemoteRef remote, Cursor after, int limit) {
        StatementSpec found = database.sql(
                        SELECT
                                + "where integration = :integration and remote = :remote and id > :after order by id limit :limit")
                .param("integration", integration.value())
                .param("remote", Hashes.remote(remote));
        return byId(found, after, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> ofKind(
            IntegrationId integration, SubjectKind kind, Cursor after, int limit) {
        StatementSpec found = database.sql(
                        SELECT
                                + "where integration = :integration and remote_kind = :kind and id > :after order by id limit :limit")
                .param("integration", integration.value())
                .param("kind", kind.name());
        return byId(found, after, limit);
    }

    @Override
    public Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor after, int limit) {
        StatementSpec found = database.sql(
                        SELECT + "where workspace = :workspace and id > :after order by id limit :limit")
                .param("workspace", workspace.value());
        return byId(found, after, limit);
    }

    private static Page<StoredRow<SyncLinkId, SyncLink>> byId(StatementSpec statement, Cursor after, int limit) {
        List<StoredRow<SyncLinkId, SyncLink>> oneMore = statement
                .param("after", after.value())
                .param("limit", limit + 1)
                .query(Rows.LINK)
                .list();
        return Rows.page(oneMore, limit, row -> row.id().value());
    }

    @Override
    public Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
        List<TransitionRecord> oneMore = database.sql(
                        "select record::text from {record} where link = :id and version < :before order by version desc limit :limit")
                .param("id", id.value())
                .param("before", after.equals(Cursor.START) ? Long.MAX_VALUE : Long.parseLong(after.value()))
                .param("limit", limit + 1)
                .query((row, number) -> StoredForm.RECORD.read(row.getString(1)))
                .list();
        return Rows.page(oneMore, limit, record -> Long.toString(record.version()));
    }

    @Override
    public void remove(SyncLinkId id) {
        database.sql("delete from {link} where {soon} and id = :id")
                .param("id", id.value())
                .update();
    }

    @Override
    public Optional<LinkTotals> totals(Instant now) {
        return Optional.of(CountedLinks.at(database, now));
    }

    @Override
    public boolean takesPartIn(HostTransaction transaction) {
        return database.takesPartIn(transaction);
    }
}
