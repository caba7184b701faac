package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.ACME;
import static io.holdfast.testkit.contract.LinkSamples.INTEGRATION;
import static io.holdfast.testkit.contract.LinkSamples.NOW;
import static io.holdfast.testkit.contract.LinkSamples.birth;
import static io.holdfast.testkit.contract.LinkSamples.claimed;
import static io.holdfast.testkit.contract.LinkSamples.resumed;
import static io.holdfast.testkit.contract.LinkSamples.suspended;

import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What every {@link SyncLinkStore} promises. */
public final class SyncLinkStoreContract {
    private SyncLinkStoreContract() {}

    /**
     * {@return the checks, each on a store of its own}
     *
     * @param fresh makes an empty store
     */
    public static List<ContractCheck> checks(Supplier<? extends SyncLinkStore> fresh) {
        Checks<SyncLinkStore> checks = new Checks<>(fresh);
        checks.add("a link that was never stored is not there", SyncLinkStoreContract::unknown);
        checks.add("a new link is stored as it is, with its record", SyncLinkStoreContract::created);
        LinkKeyChecks.addTo(checks);
        checks.add("a move of the stored version is taken, with its record", SyncLinkStoreContract::moved);
        checks.add("a move without a record adds none", SyncLinkStoreContract::withoutRecord);
        checks.add("a stale move writes neither link nor record", SyncLinkStoreContract::stale);
        checks.add("a move of a link that is not there writes nothing", SyncLinkStoreContract::moveOfUnknown);
        checks.add("of several moves of one version at once, one is taken", SyncLinkStoreContract::moversAtOnce);
        checks.add("what is due comes by due and id, page by page", SyncLinkStoreContract::dueInOrder);
        checks.add("what is due exactly now is due, and nothing later", SyncLinkStoreContract::dueBoundary);
        checks.add("what is due follows each move", SyncLinkStoreContract::dueFollows);
        DecidedAheadChecks.addToLinks(checks);
        checks.add("history is newest first, page by page", SyncLinkStoreContract::historyInOrder);
        checks.add("history is of its own link only", SyncLinkStoreContract::historyOfOwn);
        checks.add("the links of an integration come by id, page by page", SyncLinkStoreContract::boundInOrder);
        checks.add(
                "links of a later connection, or of another integration, are left out",
                SyncLinkStoreContract::boundUpTo);
        checks.add("what a link is bound to follows each move", SyncLinkStoreContract::boundFollows);
        RouteChecks.addToLinks(checks);
        checks.add("a workspace lists its own links, by id, page by page", SyncLinkStoreContract::ofWorkspace);
        checks.add(
                "links by their ids come in one act, without those that are not there", SyncLinkStoreContract::byIds);
        checks.add("links that feed one subject of the host are found, by id", SyncLinkStoreContract::bySubject);
        LinkTotalsCheck.addTo(checks);
        checks.add("a removed link is gone with its history, and takes no move", SyncLinkStoreContract::removed);
        LinkColumnChecks.addTo(checks);
        OneActChecks.addToLinks(checks);
        ManyLinksChecks.addTo(checks);
        return checks.list();
    }

    private static void boundInOrder(SyncLinkStore store) {
        for (String id : List.of("d", "b", "e", "a", "c")) {
            store.createIfAbsent(birth(id));
        }
        for (int limit = 1; limit <= 6; limit++) {
            Assertions.same("bound by pages of " + limit, List.of("a", "b", "c", "d", "e"), bound(store, 1, limit));
        }
    }

    private static void boundUpTo(SyncLinkStore store) {
        store.createIfAbsent(bornTo("first", INTEGRATION, 1));
        store.createIfAbsent(bornTo("second", INTEGRATION, 2));
        store.createIfAbsent(bornTo("other", IntegrationId.of("i-2"), 1));
        Assertions.same("bound up to the first connection", List.of("first"), bound(store, 1, 5));
        Assertions.same("bound up to the second connection", List.of("first", "second"), bound(store, 2, 5));
    }

    private static void boundFollows(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a"));
        store.replace(LinkSamples.reconnected(born, new SyncLink.Binding(INTEGRATION, 2)));
        Assertions.same("bound up to the first connection", List.of(), bound(store, 1, 5));
        Assertions.same("bound up to the second connection", List.of("a"), bound(store, 2, 5));
    }

    private static void ofWorkspace(SyncLinkStore store) {
        for (String id : List.of("c", "a", "b")) {
            store.createIfAbsent(birth(id));
        }
        SyncLink.Binding binding = new SyncLink.Binding(INTEGRATION, 1);
        store.createIfAbsent(birth("other", WorkspaceId.of("other"), "remote", binding, NOW));
        for (int limit = 1; limit <= 4; limit++) {
            int rows = limit;
            Assertions.same(
                    "links by pages of " + limit,
                    List.of("a", "b", "c"),
                    ids(Paging.all(limit, (Cursor after) -> store.of(ACME, after, rows))));
        }
    }

    private static void byIds(SyncLinkStore store) {
        for (String id : List.of("c", "a", "b")) {
            store.createIfAbsent(birth(id));
        }
        Set<SyncLinkId> wanted = Set.of(SyncLinkId.of("a"), SyncLinkId.of("gone"));
        Assertions.same("links by ids", List.of("a"), ids(store.load(wanted)));
    }

    private static void bySubject(SyncLinkStore store) {
        SyncSubject ours = SyncSubject.event("our-evening");
        for (String id : List.of("b", "a")) {
            store.createIfAbsent(LinkSamples.feeding(id, ours));
        }
        Assertions.same("links that feed one event", List.of("a", "b"), ids(store.of(ACME, ours)));
        Assertions.same("links that feed an event of nobody", List.of(), store.of(ACME, SyncSubject.event("nobody's")));
        Assertions.same("links elsewhere", List.of(), store.of(WorkspaceId.of("other"), ours));
        Assertions.same("links that feed a channel", List.of(), store.of(ACME, SyncSubject.channel("our-evening")));
    }

    private static void removed(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a"));
        store.remove(born.id());
        store.remove(born.id());
        Assertions.same("link", Optional.empty(), store.load(born.id()));
        Assertions.same("history", List.of(), history(store, "a", 5));
        Assertions.same("due", List.of(), due(store, NOW, 5));
        Assertions.same("bound", List.of(), bound(store, 1, 5));
        Assertions.same("replaced", false, store.replace(suspended(born)));
        Assertions.same("link after a late move", Optional.empty(), store.load(born.id()));
    }

    private static Decision.Moved bornTo(String id, IntegrationId integration, long connection) {
        return birth(id, ACME, "remote-of-" + id, new SyncLink.Binding(integration, connection), NOW);
    }

    private static List<String> bound(SyncLinkStore store, long upToConnection, int limit) {
        return ids(Paging.all(limit, (Cursor after) -> store.boundTo(INTEGRATION, upToConnection, after, limit)));
    }

    static List<String> ids(List<StoredRow<SyncLinkId, SyncLink>> rows) {
        return rows.stream().map(row -> row.id().value()).toList();
    }

    private static void unknown(SyncLinkStore store) {
        Assertions.same("link", Optional.empty(), store.load(SyncLinkId.of("unknown")));
        Assertions.same("history", List.of(), history(store, "unknown", 5));
        Assertions.same("due", List.of(), due(store, NOW, 5));
    }

    private static void created(SyncLinkStore store) {
        Decision.Moved birth = birth("a");
        Assertions.same("stored", birth.next(), store.createIfAbsent(birth));
        Assertions.same(
                "loaded", Optional.of(birth.next()), store.load(birth.next().id()));
        Assertions.same("history", List.of(birth.record().orElseThrow()), history(store, "a", 5));
    }

    private static void moved(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a"));
        Decision.Moved move = suspended(born);
        Assertions.same("replaced", true, store.replace(move));
        Assertions.same("loaded", Optional.of(move.next()), store.load(born.id()));
        Assertions.same(
                "newest record", move.record(), history(store, "a", 5).stream().findFirst());
    }

    private static void withoutRecord(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a"));
        Decision.Moved claim = claimed(born, "owner-1");
        Assertions.same("replaced", true, store.replace(claim));
        Assertions.same("loaded", Optional.of(claim.next()), store.load(born.id()));
        Assertions.same("length of history", 1, history(store, "a", 5).size());
    }

    private static void stale(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a"));
        Decision.Moved first = claimed(born, "owner-1");
        store.replace(first);
        Assertions.same("replaced", false, store.replace(suspended(born)));
        Assertions.same("loaded", Optional.of(first.next()), store.load(born.id()));
        Assertions.same("length of history", 1, history(store, "a", 5).size());
    }

    private static void moveOfUnknown(SyncLinkStore store) {
        Decision.Moved move = suspended(birth("a").next());
        Assertions.same("replaced", false, store.replace(move));
        Assertions.same("loaded", Optional.empty(), store.load(move.next().id()));
        Assertions.same("history", List.of(), history(store, "a", 5));
    }

    private static void moversAtOnce(SyncLinkStore store) throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            SyncLink born = store.createIfAbsent(birth("link-" + round));
            List<Boolean> answers = Concurrently.all(i -> store.replace(claimed(born, "owner-" + i)));
            Assertions.same(
                    "moves taken", 1L, answers.stream().filter(taken -> taken).count());
        }
    }

    private static void dueInOrder(SyncLinkStore store) {
        for (String id : List.of("d", "b", "e", "a", "c")) {
            store.createIfAbsent(birth(id, id, id.equals("e") ? NOW.minusSeconds(1) : NOW));
        }
        for (int limit = 1; limit <= 6; limit++) {
            Assertions.same("due by pages of " + limit, List.of("e", "a", "b", "c", "d"), due(store, NOW, limit));
        }
    }

    private static void dueBoundary(SyncLinkStore store) {
        store.createIfAbsent(birth("now", "now", NOW));
        store.createIfAbsent(birth("later", "later", NOW.plusSeconds(1)));
        Assertions.same("due now", List.of("now"), due(store, NOW, 5));
        Assertions.same("due before", List.of(), due(store, NOW.minusSeconds(1), 5));
    }

    private static void dueFollows(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a"));
        Decision.Moved held = suspended(born);
        store.replace(held);
        Assertions.same("due while suspended", List.of(), due(store, NOW.plusSeconds(1), 5));
        Decision.Moved back = resumed(held.next());
        store.replace(back);
        Assertions.same(
                "due after it was resumed",
                List.of("a"),
                due(store, back.next().due().orElseThrow(), 5));
        Decision.Moved claim = claimed(back.next(), "owner-1");
        store.replace(claim);
        Instant until = claim.next().due().orElseThrow();
        Assertions.same("due while it works", List.of(), due(store, until.minusSeconds(1), 5));
        Assertions.same("due when its lease ends", List.of("a"), due(store, until, 5));
    }

    private static void historyInOrder(SyncLinkStore store) {
        SyncLink link = store.createIfAbsent(birth("a"));
        for (int i = 0; i < 6; i++) {
            Decision.Moved move = link.suspended() ? resumed(link) : suspended(link);
            store.replace(move);
            link = move.next();
        }
        for (int limit = 1; limit <= 8; limit++) {
            Assertions.same(
                    "versions by pages of " + limit,
                    List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L),
                    history(store, "a", limit).stream()
                            .map(TransitionRecord::version)
                            .toList());
        }
    }

    private static void historyOfOwn(SyncLinkStore store) {
        store.createIfAbsent(birth("a"));
        Decision.Moved other = birth("b");
        store.createIfAbsent(other);
        Assertions.same("history", List.of(other.record().orElseThrow()), history(store, "b", 5));
    }

    static List<TransitionRecord> history(SyncLinkStore store, String id, int limit) {
        return Paging.all(limit, (Cursor after) -> store.history(SyncLinkId.of(id), after, limit));
    }

    static List<String> due(SyncLinkStore store, Instant atOrBefore, int limit) {
        return ids(Paging.all(limit, (Cursor after) -> store.due(atOrBefore, after, limit)));
    }
}
