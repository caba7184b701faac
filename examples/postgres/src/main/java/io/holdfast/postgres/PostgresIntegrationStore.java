package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RouteId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.WebhookRoute;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Integrations, and by which address each one's deliveries come. */
final class PostgresIntegrationStore implements IntegrationStore {
    private static final String SELECT = "select id, integration::text as integration from {integration} ";

    private final Database database;

    PostgresIntegrationStore(Database database) {
        this.database = database;
    }

    @Override
    public Integration createIfAbsent(Integration first) {
        return Database.insertedOrFound(
                "integration " + first.id().value(), () -> isStored(first) ? Optional.of(first) : ofAccount(first));
    }

    private boolean isStored(Integration first) {
        String born = """
                insert into {integration} (id, version, account, workspace, provider, due, decided, refused, proven, route, integration)
                select :id, :version, :account, :workspace, :provider, :due::bigint, :decided, :refused::bigint, :proven::bigint, :route,
                       :integration::jsonb
                where {soon}
                on conflict (account) do nothing
                """;
        StatementSpec statement = database.sql(born)
                .param("account", Hashes.account(first))
                .param("workspace", first.workspace().value())
                .param("provider", first.provider().value());
        return filled(statement, first).update() == 1;
    }

    private Optional<Integration> ofAccount(Integration same) {
        return database.sql("select integration::text from {integration} where account = :account")
                .param("account", Hashes.account(same))
                .query(String.class)
                .optional()
                .map(StoredForm.INTEGRATION::read);
    }

    @Override
    public Optional<Integration> load(IntegrationId id) {
        return database.sql("select integration::text from {integration} where id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(StoredForm.INTEGRATION::read);
    }

    @Override
    public boolean replace(Integration next) {
        String replaced = """
                update {integration}
                set version = :version, due = :due, decided = :decided, refused = :refused, proven = :proven, route = :route,
                    integration = :integration::jsonb
                where {soon} and id = :id and version = :version - 1
                """;
        return filled(database.sql(replaced), next).update() == 1;
    }

    private static StatementSpec filled(StatementSpec statement, Integration next) {
        Optional<Instant> proven = Optional.of(next.bookkeeping().provenAt()).filter(at -> next.isConnected());
        return statement
                .param("id", next.id().value())
                .param("version", next.version())
                .param("due", Nanos.of(next.due()))
                .param("decided", Nanos.of(next.bookkeeping().decidedAt()))
                .param("refused", Nanos.of(next.refusedSince()))
                .param("proven", Nanos.of(proven))
                .param(
                        "route",
                        next.bookkeeping()
                                .route()
                                .map(WebhookRoute::id)
                                .map(RouteId::value)
                                .orElse(null))
                .param("integration", StoredForm.INTEGRATION.write(next));
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> of(WorkspaceId workspace) {
        return of(Set.of(workspace));
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> of(Set<WorkspaceId> workspaces) {
        return database.sql(SELECT + "where workspace = any(:workspaces) order by id")
                .param("workspaces", workspaces.stream().map(WorkspaceId::value).toArray(String[]::new))
                .query(Rows.INTEGRATION)
                .list();
    }

    /** One integration that is due. */
    private record Due(long at, StoredRow<IntegrationId, Integration> row) {
        String cursor() {
            return at + "|" + row.id().value();
        }
    }

    @Override
    public Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit) {
        String[] from = after.equals(Cursor.START)
                ? new String[] {Long.toString(Long.MIN_VALUE), ""}
                : after.value().split("\\|", 2);
        List<Due> oneMore = database.sql("select id, due, integration::text as integration from {integration}"
                        + " where due <= :at and (due, id) > (:due, :id) order by due, id limit :limit")
                .param("at", Nanos.of(atOrBefore))
                .param("due", Long.parseLong(from[0]))
                .param("id", from[1])
                .param("limit", limit + 1)
                .query((row, number) -> new Due(row.getLong("due"), Rows.INTEGRATION.mapRow(row, number)))
                .list();
        Page<Due> page = Rows.page(oneMore, limit, Due::cursor);
        return new Page<>(page.items().stream().map(Due::row).toList(), page.next());
    }

    @Override
    public List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit) {
        return database.sql(SELECT + "where decided > :instant order by decided desc, id limit :limit")
                .param("instant", Nanos.of(instant))
                .param("limit", limit)
                .query(Rows.INTEGRATION)
                .list();
    }

    @Override
    public ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit) {
        return database.atOnce(() -> new ProviderAccounts(
                database.sql(
                                SELECT
                                        + "where provider = :provider and refused >= :refused order by refused, id limit :limit")
                        .param("provider", provider.value())
                        .param("refused", Nanos.of(refusedFrom))
                        .param("limit", limit)
                        .query(Rows.INTEGRATION)
                        .list(),
                database.sql(SELECT
                                + "where provider = :provider and proven is not null order by proven desc limit :limit")
                        .param("provider", provider.value())
                        .param("limit", limit)
                        .query(Rows.INTEGRATION)
                        .list()));
    }

    @Override
    public Optional<Integration> ofRoute(RouteId route) {
        return database.sql("select integration::text from {integration} where route = :route")
                .param("route", route.value())
                .query(String.class)
                .optional()
                .map(StoredForm.INTEGRATION::read);
    }

    @Override
    public boolean remove(Integration last) {
        return database.sql("delete from {integration} where {soon} and id = :id and version = :version")
                        .param("id", last.id().value())
                        .param("version", last.version())
                        .update()
                == 1;
    }

    @Override
    public boolean takesPartIn(HostTransaction transaction) {
        return database.takesPartIn(transaction);
    }
}
