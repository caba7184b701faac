package io.holdfast.testkit.contract;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.Suspicion;
import io.holdfast.port.IntegrationStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a store finds of the accounts of one provider. */
final class ProviderAccountsChecks {
    private static final ProviderId PROVIDER = ProviderId.of("provider");
    private static final Instant NOW = LinkSamples.NOW;
    private static final Instant LONG_AGO = Instant.EPOCH;

    private final BiFunction<String, String, Integration> account;

    private ProviderAccountsChecks(BiFunction<String, String, Integration> account) {
        this.account = account;
    }

    /** Adds the checks; an account is made of a provider and an id. */
    static void addTo(Checks<IntegrationStore> checks, BiFunction<String, String, Integration> account) {
        ProviderAccountsChecks all = new ProviderAccountsChecks(account);
        checks.add(
                "accounts of a provider that are refused come by their first refusal, from an instant on, a few at most",
                all::refusedInOrder);
        checks.add(
                "accounts of a provider come by when they were proven, the latest first, a few at most",
                all::provenInOrder);
        checks.add("what is known of an account follows its latest version", all::followsTheStoredVersion);
        checks.add("another provider's accounts, and severed ones, are not among them", all::othersAreLeftOut);
    }

    private void refusedInOrder(IntegrationStore store) {
        store.createIfAbsent(refused("c", NOW.plusSeconds(2)));
        store.createIfAbsent(refused("b", NOW));
        store.createIfAbsent(refused("a", NOW));
        store.createIfAbsent(refused("d", NOW.minusMillis(1)));
        store.createIfAbsent(proven("healthy", NOW));
        Assertions.same("refused", List.of("a", "b", "c"), ids(refused(store, NOW, 5)));
        Assertions.same("two that are refused", List.of("a", "b"), ids(refused(store, NOW, 2)));
        Assertions.same("refused from earlier on", List.of("d", "a", "b", "c"), ids(refused(store, LONG_AGO, 5)));
    }

    private void provenInOrder(IntegrationStore store) {
        store.createIfAbsent(proven("old", NOW.minusSeconds(9)));
        store.createIfAbsent(proven("never", LONG_AGO));
        store.createIfAbsent(proven("latest", NOW));
        Assertions.same("proven", List.of("latest", "old", "never"), ids(proven(store, 5)));
        Assertions.same("two that were proven last", List.of("latest", "old"), ids(proven(store, 2)));
    }

    private void followsTheStoredVersion(IntegrationStore store) {
        Integration first = store.createIfAbsent(refused("a", NOW));
        store.createIfAbsent(proven("b", NOW));
        store.replace(first.toBuilder(kept -> kept.suspicion(Optional.empty()).provenAt(NOW.plusSeconds(1)))
                .version(2)
                .build());
        Assertions.same("refused once one was accepted", List.of(), ids(refused(store, LONG_AGO, 5)));
        Assertions.same("proven then", List.of("a", "b"), ids(proven(store, 5)));
        store.load(first.id()).ifPresent(store::remove);
        Assertions.same("proven once one was removed", List.of("b"), ids(proven(store, 5)));
    }

    private void othersAreLeftOut(IntegrationStore store) {
        store.createIfAbsent(account.apply("other", "theirs").toBuilder(
                        kept -> kept.provenAt(NOW).suspicion(suspicion(NOW)))
                .build());
        store.createIfAbsent(account.apply("provider", "severed").toBuilder(
                        kept -> kept.provenAt(NOW).credential(Optional.empty()))
                .status(Integration.Status.DISCONNECTED)
                .build());
        Assertions.same("refused", List.of(), ids(refused(store, LONG_AGO, 5)));
        Assertions.same("proven", List.of(), ids(proven(store, 5)));
    }

    private Integration refused(String id, Instant since) {
        return account.apply("provider", id).toBuilder(kept -> kept.suspicion(suspicion(since)))
                .build();
    }

    private Integration proven(String id, Instant at) {
        return account.apply("provider", id).toBuilder(kept -> kept.provenAt(at))
                .build();
    }

    static Suspicion suspicion(Instant refusedAt) {
        return Suspicion.builder()
                .since(refusedAt)
                .askAt(refusedAt.plusSeconds(60))
                .refusedAt(refusedAt)
                .refusals(1)
                .build();
    }

    private static List<StoredRow<IntegrationId, Integration>> refused(
            IntegrationStore store, Instant from, int limit) {
        return store.accountsOf(PROVIDER, from, limit).refused();
    }

    private static List<StoredRow<IntegrationId, Integration>> proven(IntegrationStore store, int limit) {
        return store.accountsOf(PROVIDER, LONG_AGO, limit).proven();
    }

    private static List<String> ids(List<StoredRow<IntegrationId, Integration>> rows) {
        return rows.stream().map(row -> row.id().value()).toList();
    }
}
