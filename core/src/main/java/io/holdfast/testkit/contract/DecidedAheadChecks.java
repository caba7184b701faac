package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.NOW;
import static io.holdfast.testkit.contract.LinkSamples.birth;
import static io.holdfast.testkit.contract.LinkSamples.suspended;

import io.holdfast.model.Integration;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** That what was decided by a clock that was ahead is found: in both stores alike. */
final class DecidedAheadChecks {
    private static final String LATEST_FIRST = "what was decided after an instant comes latest first, so many at most";
    private static final String FOLLOWS = "when something was decided follows each write";

    private DecidedAheadChecks() {}

    static void addToLinks(Checks<SyncLinkStore> checks) {
        checks.add(LATEST_FIRST, DecidedAheadChecks::linksLatestFirst);
        checks.add(FOLLOWS, DecidedAheadChecks::linksFollow);
    }

    static void addToIntegrations(Checks<IntegrationStore> checks, BiFunction<String, Instant, Integration> sample) {
        checks.add(LATEST_FIRST, store -> integrationsLatestFirst(store, sample));
        checks.add(FOLLOWS, store -> integrationsFollow(store, sample));
    }

    private static void linksLatestFirst(SyncLinkStore store) {
        for (int second : List.of(2, 4, 0, 3, 1)) {
            store.createIfAbsent(birth("at-" + second, "remote-" + second, NOW.plusSeconds(second)));
        }
        Assertions.same("decided later", List.of("at-4", "at-3", "at-2"), links(store, NOW.plusSeconds(1), 5));
        Assertions.same("the latest two", List.of("at-4", "at-3"), links(store, NOW.plusSeconds(1), 2));
        Assertions.same("decided at that very instant", List.of(), links(store, NOW.plusSeconds(4), 5));
    }

    private static void linksFollow(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a", "a", NOW.plusSeconds(9)));
        store.createIfAbsent(birth("b", "b", NOW.plusSeconds(8)));
        store.replace(suspended(born));
        Assertions.same("decided ahead after a move", List.of("b"), links(store, NOW, 5));
        store.remove(SyncLinkId.of("b"));
        Assertions.same("decided ahead after it was removed", List.of(), links(store, NOW, 5));
    }

    private static List<String> links(SyncLinkStore store, Instant instant, int limit) {
        return store.decidedAfter(instant, limit).stream()
                .map(StoredRow::id)
                .map(SyncLinkId::value)
                .toList();
    }

    private static void integrationsLatestFirst(
            IntegrationStore store, BiFunction<String, Instant, Integration> sample) {
        for (int second : List.of(2, 4, 0, 3, 1)) {
            store.createIfAbsent(sample.apply("at-" + second, NOW.plusSeconds(second)));
        }
        Assertions.same("decided later", List.of("at-4", "at-3", "at-2"), integrations(store, NOW.plusSeconds(1), 5));
        Assertions.same("the latest two", List.of("at-4", "at-3"), integrations(store, NOW.plusSeconds(1), 2));
        Assertions.same("decided at that very instant", List.of(), integrations(store, NOW.plusSeconds(4), 5));
    }

    private static void integrationsFollow(IntegrationStore store, BiFunction<String, Instant, Integration> sample) {
        Integration ahead = store.createIfAbsent(sample.apply("a", NOW.plusSeconds(9)));
        store.replace(ahead.toBuilder(kept -> kept.decidedAt(NOW))
                .version(ahead.version() + 1)
                .build());
        Assertions.same("decided ahead after a write", List.of(), integrations(store, NOW, 5));
        Integration other = store.createIfAbsent(sample.apply("b", NOW.plusSeconds(9)));
        store.remove(other);
        Assertions.same("decided ahead after it was removed", List.of(), integrations(store, NOW, 5));
    }

    private static List<String> integrations(IntegrationStore store, Instant instant, int limit) {
        return store.decidedAfter(instant, limit).stream()
                .map(row -> row.id().value())
                .toList();
    }
}
