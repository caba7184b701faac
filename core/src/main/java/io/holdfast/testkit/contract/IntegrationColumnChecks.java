package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.NOW;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** That the columns which an integration is stored in and found by take what it may hold, and keep it. */
final class IntegrationColumnChecks {
    private IntegrationColumnChecks() {}

    static void addTo(Checks<IntegrationStore> checks) {
        checks.add(
                "integrations that are due are told apart to the nanosecond",
                IntegrationColumnChecks::dueByTheNanosecond);
        checks.add(
                "when an integration was decided is told apart to the nanosecond",
                IntegrationColumnChecks::decidedByTheNanosecond);
        checks.add(
                "when accounts were refused and proven is told apart to the nanosecond",
                IntegrationColumnChecks::refusedByTheNanosecond);
        checks.add(
                "ids, workspaces and accounts that look alike are several integrations",
                IntegrationColumnChecks::alike);
        checks.add(
                "an integration is found by texts of every script, and keeps them",
                IntegrationColumnChecks::everyScript);
        checks.add(
                "an integration is found by texts of 512 characters, and keeps them", IntegrationColumnChecks::longIds);
    }

    private static void dueByTheNanosecond(IntegrationStore store) {
        store.createIfAbsent(of("a", kept -> kept.refreshAt(NOW.plusNanos(2))));
        store.createIfAbsent(of("b", kept -> kept.refreshAt(NOW.plusNanos(1))));
        store.createIfAbsent(of("c", kept -> kept.refreshAt(NOW.plusNanos(1_001))));
        Assertions.same("due a nanosecond before", List.of(), due(store, NOW));
        Assertions.same("due at the first", List.of("b"), due(store, NOW.plusNanos(1)));
        Assertions.same("due a nanosecond before the last", List.of("b", "a"), due(store, NOW.plusNanos(1_000)));
    }

    private static List<String> due(IntegrationStore store, Instant atOrBefore) {
        return ids(Paging.all(1, (Cursor after) -> store.due(atOrBefore, after, 1)));
    }

    private static void decidedByTheNanosecond(IntegrationStore store) {
        store.createIfAbsent(of("a", kept -> kept.decidedAt(NOW.plusNanos(1))));
        store.createIfAbsent(of("b", kept -> kept.decidedAt(NOW.plusNanos(2))));
        store.createIfAbsent(of("c", kept -> kept.decidedAt(NOW.plusNanos(1_001))));
        Assertions.same("decided later", List.of("c", "b", "a"), ids(store.decidedAfter(NOW, 5)));
        Assertions.same("decided after the first", List.of("c", "b"), ids(store.decidedAfter(NOW.plusNanos(1), 5)));
        Assertions.same("decided after the last", List.of(), ids(store.decidedAfter(NOW.plusNanos(1_001), 5)));
    }

    private static void refusedByTheNanosecond(IntegrationStore store) {
        store.createIfAbsent(refused("a", NOW.plusNanos(2)));
        store.createIfAbsent(refused("b", NOW.plusNanos(1)));
        store.createIfAbsent(refused("c", NOW.plusNanos(1_001)));
        ProviderId provider = ProviderId.of("provider");
        Assertions.same(
                "refused from the first on",
                List.of("b", "a", "c"),
                ids(store.accountsOf(provider, NOW.plusNanos(1), 5).refused()));
        Assertions.same(
                "refused after the first",
                List.of("a", "c"),
                ids(store.accountsOf(provider, NOW.plusNanos(2), 5).refused()));
        Assertions.same(
                "proven, the last first",
                List.of("c", "a", "b"),
                ids(store.accountsOf(provider, NOW, 5).proven()));
    }

    /** Refused at an instant, and proven then as well. */
    private static Integration refused(String id, Instant at) {
        return of(
                id, kept -> kept.suspicion(ProviderAccountsChecks.suspicion(at)).provenAt(at));
    }

    private static void alike(IntegrationStore store) {
        List<String> alike = ColumnSamples.ALIKE;
        for (String text : alike) {
            Integration named = named(text, text);
            Assertions.same("stored", named, store.createIfAbsent(named));
        }
        for (String text : alike) {
            Assertions.same("found by its id", Optional.of(named(text, text)), store.load(IntegrationId.of(text)));
            Assertions.same("found by its workspace", List.of(text), ids(store.of(WorkspaceId.of(text))));
            Assertions.same(
                    "found by its provider",
                    List.of(text),
                    ids(store.accountsOf(ProviderId.of(text), NOW, 5).proven()));
        }
        for (int i = 0; i < alike.size(); i++) {
            Integration oneWorkspace = of("account-" + i, kept -> {}).toBuilder()
                    .account(new Account(alike.get(i), "label"))
                    .build();
            Assertions.same("stored by its account", oneWorkspace, store.createIfAbsent(oneWorkspace));
        }
    }

    private static void everyScript(IntegrationStore store) {
        isKept(store, ColumnSamples.EVERY_SCRIPT, ColumnSamples.EVERY_SCRIPT);
    }

    private static void longIds(IntegrationStore store) {
        isKept(store, ColumnSamples.longId("a"), ColumnSamples.letters(Account.LONGEST_LABEL));
        isKept(store, ColumnSamples.longId("b"), ColumnSamples.letters(Account.LONGEST_LABEL));
    }

    private static void isKept(IntegrationStore store, String text, String label) {
        Integration named = named(text, label);
        Assertions.same("stored", named, store.createIfAbsent(named));
        Assertions.same("loaded", Optional.of(named), store.load(named.id()));
        Assertions.same(
                "stored again",
                named,
                store.createIfAbsent(named("another", label).toBuilder()
                        .workspace(named.workspace())
                        .provider(named.provider())
                        .account(named.account())
                        .build()));
        Assertions.same("found by its workspace", List.of(text), ids(store.of(named.workspace())));
    }

    /** An integration all of whose parts are named by one text. */
    private static Integration named(String text, String label) {
        return of(text, kept -> kept.provenAt(NOW).credential(SecretRef.of(text))).toBuilder()
                .workspace(WorkspaceId.of(text))
                .provider(ProviderId.of(text))
                .account(new Account(text, label))
                .build();
    }

    private static Integration of(String id, Consumer<IntegrationBookkeeping.Builder> edit) {
        return IntegrationStoreContract.integration(id, "account-" + id).toBuilder(edit)
                .build();
    }

    private static List<String> ids(List<StoredRow<IntegrationId, Integration>> rows) {
        return rows.stream().map(row -> row.id().value()).toList();
    }
}
