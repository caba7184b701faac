package io.holdfast.testkit.contract;

import io.holdfast.model.Account;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What every {@link IntegrationStore} promises. */
public final class IntegrationStoreContract {
    private static final WorkspaceId WORKSPACE = WorkspaceId.of("workspace");

    private IntegrationStoreContract() {}

    /**
     * {@return the checks, each on a store of its own}
     *
     * @param fresh makes an empty store
     */
    public static List<ContractCheck> checks(Supplier<? extends IntegrationStore> fresh) {
        Checks<IntegrationStore> checks = new Checks<>(fresh);
        checks.add("an integration that was never stored is not there", IntegrationStoreContract::unknown);
        checks.add("a new integration is stored as it is", IntegrationStoreContract::created);
        checks.add(
                "a second one of the same account is answered with the first", IntegrationStoreContract::sameAccount);
        checks.add("another account, provider or workspace is another integration", IntegrationStoreContract::apart);
        checks.add("creators at once agree on one integration", IntegrationStoreContract::creatorsAtOnce);
        checks.add("the next version replaces the stored one", IntegrationStoreContract::replaced);
        checks.add("a stale version, or one that skips another, writes nothing", IntegrationStoreContract::stale);
        checks.add("of several writers of one version at once, one is taken", IntegrationStoreContract::writersAtOnce);
        checks.add("a workspace lists its own integrations, by id", IntegrationStoreContract::listed);
        checks.add("several workspaces list their integrations in one act", IntegrationStoreContract::listedTogether);
        checks.add("integrations that are due come by due and id, page by page", IntegrationStoreContract::dueInOrder);
        checks.add(
                "an integration is due exactly when it says so, and no more once it is moved",
                IntegrationStoreContract::dueFollows);
        DecidedAheadChecks.addToIntegrations(
                checks,
                (id, at) -> refreshedAt(id, LinkSamples.NOW).toBuilder(kept -> kept.decidedAt(at))
                        .build());
        RouteChecks.addToIntegrations(checks, id -> integration(id, "account-" + id));
        ProviderAccountsChecks.addTo(checks, IntegrationStoreContract::account);
        checks.add(
                "an integration is removed by its stored version alone, and takes no write then",
                IntegrationStoreContract::removed);
        IntegrationColumnChecks.addTo(checks);
        return checks.list();
    }

    private static void listedTogether(IntegrationStore store) {
        WorkspaceId other = WorkspaceId.of("other");
        store.createIfAbsent(integration("b", "2"));
        store.createIfAbsent(integration("a", "1"));
        store.createIfAbsent(copy("c").workspace(other).build());
        store.createIfAbsent(
                copy("d").workspace(WorkspaceId.of("not asked for")).build());
        Assertions.same(
                "integrations of two workspaces",
                List.of("a", "b", "c"),
                store.of(Set.of(WORKSPACE, other, WorkspaceId.of("unknown"))).stream()
                        .map(one -> one.id().value())
                        .sorted()
                        .toList());
        Assertions.same("integrations of no workspace", List.of(), store.of(Set.of()));
    }

    private static void dueInOrder(IntegrationStore store) {
        for (String id : List.of("d", "b", "e", "a", "c")) {
            store.createIfAbsent(refreshedAt(id, id.equals("e") ? LinkSamples.NOW.minusSeconds(1) : LinkSamples.NOW));
        }
        store.createIfAbsent(integration("never", "never"));
        for (int limit = 1; limit <= 6; limit++) {
            Assertions.same(
                    "due by pages of " + limit, List.of("e", "a", "b", "c", "d"), due(store, LinkSamples.NOW, limit));
        }
    }

    private static void dueFollows(IntegrationStore store) {
        Integration first = store.createIfAbsent(refreshedAt("a", LinkSamples.NOW));
        Assertions.same("due before", List.of(), due(store, LinkSamples.NOW.minusMillis(1), 5));
        Assertions.same("due then", List.of("a"), due(store, LinkSamples.NOW, 5));
        store.replace(next(first).toBuilder(kept -> kept.refreshAt(LinkSamples.NOW.plusSeconds(9)))
                .build());
        Assertions.same("due once it was put off", List.of(), due(store, LinkSamples.NOW.plusSeconds(8), 5));
        Assertions.same("due at its new time", List.of("a"), due(store, LinkSamples.NOW.plusSeconds(9), 5));
    }

    private static void removed(IntegrationStore store) {
        Integration first = store.createIfAbsent(refreshedAt("a", LinkSamples.NOW));
        Assertions.same("removed by a version to come", false, store.remove(next(first)));
        Assertions.same("removed", true, store.remove(first));
        Assertions.same("removed again", false, store.remove(first));
        Assertions.same("loaded", Optional.empty(), store.load(first.id()));
        Assertions.same("listed", List.of(), store.of(WORKSPACE));
        Assertions.same("due", List.of(), due(store, LinkSamples.NOW, 5));
        Assertions.same("replaced", false, store.replace(next(first)));
        Integration again = refreshedAt("b", LinkSamples.NOW, "account-a");
        Assertions.same("stored of the same account", again, store.createIfAbsent(again));
    }

    private static Integration refreshedAt(String id, Instant at) {
        return refreshedAt(id, at, "account-" + id);
    }

    private static Integration refreshedAt(String id, Instant at, String account) {
        return copy(id).account(new Account(account, "label")).build().toBuilder(kept -> kept.refreshAt(at))
                .build();
    }

    private static List<String> due(IntegrationStore store, Instant atOrBefore, int limit) {
        return Paging.all(limit, (Cursor after) -> store.due(atOrBefore, after, limit)).stream()
                .map(one -> one.id().value())
                .toList();
    }

    private static void unknown(IntegrationStore store) {
        Assertions.same("integration", Optional.empty(), store.load(IntegrationId.of("unknown")));
        Assertions.same("replaced", false, store.replace(next(integration("unknown", "1"))));
        Assertions.same("integrations", List.of(), store.of(WORKSPACE));
    }

    private static void created(IntegrationStore store) {
        Integration first = integration("a", "1");
        Assertions.same("stored", first, store.createIfAbsent(first));
        Assertions.same("loaded", Optional.of(first), store.load(first.id()));
    }

    private static void sameAccount(IntegrationStore store) {
        Integration first = store.createIfAbsent(integration("a", "1"));
        Assertions.same("stored", first, store.createIfAbsent(integration("b", "1")));
        Assertions.same("second id", Optional.empty(), store.load(IntegrationId.of("b")));
        Assertions.same("replaced", true, store.replace(next(first)));
        Assertions.same("stored after a write", next(first), store.createIfAbsent(first));
    }

    private static void apart(IntegrationStore store) {
        List<Integration> all = List.of(
                integration("a", "1"),
                integration("b", "2"),
                copy("c").provider(ProviderId.of("other")).build(),
                copy("d").workspace(WorkspaceId.of("other")).build());
        all.forEach(one -> Assertions.same("stored", one, store.createIfAbsent(one)));
        all.forEach(one -> Assertions.same("loaded", Optional.of(one), store.load(one.id())));
    }

    private static void creatorsAtOnce(IntegrationStore store) throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            String account = "account-" + round;
            List<Integration> answers =
                    Concurrently.all(i -> store.createIfAbsent(integration(account + "-" + i, account)));
            Assertions.same("different answers", 1, new HashSet<>(answers).size());
            Assertions.same("integrations", round + 1, store.of(WORKSPACE).size());
        }
    }

    private static void replaced(IntegrationStore store) {
        Integration first = store.createIfAbsent(integration("a", "1"));
        Assertions.same("replaced", true, store.replace(next(first)));
        Assertions.same("loaded", Optional.of(next(first)), store.load(first.id()));
        Assertions.same("listed", List.of(row(next(first))), store.of(WORKSPACE));
    }

    private static void stale(IntegrationStore store) {
        Integration first = store.createIfAbsent(integration("a", "1"));
        Assertions.same("replaced by one that skips a version", false, store.replace(next(next(first))));
        store.replace(next(first));
        Assertions.same("replaced by a stale one", false, store.replace(next(first)));
        Assertions.same("loaded", Optional.of(next(first)), store.load(first.id()));
    }

    private static void writersAtOnce(IntegrationStore store) throws InterruptedException {
        Integration stored = store.createIfAbsent(integration("a", "1"));
        for (int round = 0; round < 50; round++) {
            Integration next = next(stored);
            List<Boolean> answers = Concurrently.all(i -> store.replace(next));
            Assertions.same("writers that were taken", 1, Collections.frequency(answers, true));
            stored = next;
        }
        Assertions.same("loaded", Optional.of(stored), store.load(stored.id()));
    }

    private static void listed(IntegrationStore store) {
        store.createIfAbsent(integration("b", "2"));
        store.createIfAbsent(integration("a", "1"));
        store.createIfAbsent(copy("c").workspace(WorkspaceId.of("other")).build());
        Assertions.same("listed", List.of(row(integration("a", "1")), row(integration("b", "2"))), store.of(WORKSPACE));
    }

    static Integration integration(String id, String account) {
        return copy(id).account(new Account(account, "label of " + account)).build();
    }

    private static StoredRow<IntegrationId, Integration> row(Integration one) {
        return StoredRow.of(one.id(), one);
    }

    private static Integration account(String provider, String id) {
        return copy(id).provider(ProviderId.of(provider))
                .account(new Account("account-" + id, "label"))
                .build();
    }

    private static Integration.Builder copy(String id) {
        return Integration.builder()
                .id(IntegrationId.of(id))
                .workspace(WORKSPACE)
                .provider(ProviderId.of("provider"))
                .account(new Account("1", "label"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("secret of " + id))
                        .build())
                .connectedAt(LinkSamples.NOW)
                .version(1);
    }

    private static Integration next(Integration stored) {
        return stored.toBuilder(
                        kept -> kept.credentialVersion(stored.bookkeeping().credentialVersion() + 1))
                .version(stored.version() + 1)
                .build();
    }
}
