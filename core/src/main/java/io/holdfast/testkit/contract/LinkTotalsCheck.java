package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.NOW;
import static io.holdfast.testkit.contract.LinkSamples.birth;
import static io.holdfast.testkit.contract.LinkSamples.suspended;

import io.holdfast.model.LinkTotals;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.SyncLinkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A store that counts its links counts all, and what is due up to the instant that it was given. */
final class LinkTotalsCheck {
    private LinkTotalsCheck() {}

    static void addTo(Checks<SyncLinkStore> checks) {
        checks.add(
                "all links are counted by status and by what is due, where a store counts them", LinkTotalsCheck::run);
    }

    private static void run(SyncLinkStore store) {
        Optional<LinkTotals> before = store.totals(NOW);
        if (before.isEmpty()) {
            return;
        }
        store.createIfAbsent(birth("a"));
        SyncLink second = store.createIfAbsent(birth("b"));
        store.replace(suspended(second));
        LinkTotals earlier = totals(store, NOW.minus(Duration.ofDays(1)));
        LinkTotals now = totals(store, NOW);
        long known = before.get().of(SyncStatus.PENDING);
        Assertions.same("links that are pending", known + 2, now.of(SyncStatus.PENDING));
        Assertions.same("links that are active", before.get().of(SyncStatus.ACTIVE), now.of(SyncStatus.ACTIVE));
        Assertions.same("links that are due", before.get().due() + 1, now.due());
        Assertions.same("links that were due a day before", 0L, earlier.due());
    }

    private static LinkTotals totals(SyncLinkStore store, Instant at) {
        return store.totals(at).orElseThrow();
    }
}
