package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.NOW;
import static io.holdfast.testkit.contract.LinkSamples.birth;
import static io.holdfast.testkit.contract.LinkSamples.claimed;
import static io.holdfast.testkit.contract.LinkSamples.suspended;
import static io.holdfast.testkit.contract.SyncLinkStoreContract.due;
import static io.holdfast.testkit.contract.SyncLinkStoreContract.history;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a store of links promises of many links at once. */
final class ManyLinksChecks {
    private static final int MOST = 500;

    private ManyLinksChecks() {}

    static void addTo(Checks<SyncLinkStore> checks) {
        checks.add("of many moves each is taken by its own version, with its record", ManyLinksChecks::eachByItsOwn);
        checks.add("what is due follows each of many moves", ManyLinksChecks::dueFollows);
        checks.add("many moves of which two are of one link are refused, and none is taken", ManyLinksChecks::twice);
        checks.add("five hundred links move at once", ManyLinksChecks::most);
        checks.add("of many moves in any order at once, each version is taken once", ManyLinksChecks::atOnce);
        checks.add("many links are removed with their histories, and no other is", ManyLinksChecks::removed);
    }

    private static void eachByItsOwn(SyncLinkStore store) {
        SyncLink taken = store.createIfAbsent(birth("taken"));
        SyncLink claim = store.createIfAbsent(birth("claim"));
        SyncLink stale = store.createIfAbsent(birth("stale"));
        Decision.Moved faster = claimed(stale, "owner-1");
        store.replace(faster);
        List<Decision.Moved> moves = List.of(
                suspended(taken),
                suspended(stale),
                claimed(claim, "owner-2"),
                suspended(birth("not there").next()));

        Assertions.same("replaced", ids("taken", "claim"), store.replaceAll(moves));
        Assertions.same("link of the first", Optional.of(moves.get(0).next()), store.load(taken.id()));
        Assertions.same("link of the stale one", Optional.of(faster.next()), store.load(stale.id()));
        Assertions.same("link of the third", Optional.of(moves.get(2).next()), store.load(claim.id()));
        Assertions.same("link of the one that is not there", Optional.empty(), store.load(SyncLinkId.of("not there")));
        Assertions.same(
                "latest record of the first",
                moves.get(0).record().orElseThrow(),
                history(store, "taken", 5).get(0));
        Assertions.same(
                "length of the history of a move without a record",
                1,
                history(store, "claim", 5).size());
        Assertions.same(
                "length of the history of the stale one",
                1,
                history(store, "stale", 5).size());
        Assertions.same("replaced by the same again", Set.of(), store.replaceAll(moves));
    }

    private static void dueFollows(SyncLinkStore store) {
        List<SyncLink> born = Stream.of("a", "b", "c")
                .map(id -> store.createIfAbsent(birth(id)))
                .toList();
        store.replaceAll(List.of(suspended(born.get(2)), suspended(born.get(0))));
        Assertions.same("due", List.of("b"), due(store, NOW, 5));
    }

    private static void twice(SyncLinkStore store) {
        SyncLink a = store.createIfAbsent(birth("a"));
        SyncLink b = store.createIfAbsent(birth("b"));
        boolean refused = false;
        try {
            store.replaceAll(List.of(suspended(a), suspended(b), claimed(a, "owner-1")));
        } catch (IllegalArgumentException expected) {
            refused = true;
        }
        Assertions.holds("an IllegalArgumentException", refused, "none");
        Assertions.same("links", Set.of(a, b), Set.of(load(store, "a"), load(store, "b")));
    }

    private static void most(SyncLinkStore store) {
        List<Decision.Moved> moves = born(store, MOST);
        Assertions.same("replaced", MOST, store.replaceAll(moves).size());
        Assertions.same("due", List.of(), due(store, NOW, 5));
    }

    private static void atOnce(SyncLinkStore store) throws InterruptedException {
        List<Decision.Moved> moves = born(store, 40);
        List<Set<SyncLinkId>> taken = Concurrently.all(i -> {
            List<Decision.Moved> inAnyOrder = new ArrayList<>(moves);
            Collections.shuffle(inAnyOrder, new Random(i));
            return store.replaceAll(inAnyOrder);
        });
        Assertions.same(
                "moves taken", moves.size(), taken.stream().mapToInt(Set::size).sum());
        Assertions.same("links moved", moves.size(), (int)
                taken.stream().flatMap(Set::stream).distinct().count());
    }

    private static void removed(SyncLinkStore store) {
        for (String id : List.of("a", "b", "c")) {
            store.createIfAbsent(birth(id));
        }
        store.removeAll(ids("a", "c", "not there"));
        Assertions.same("due", List.of("b"), due(store, NOW, 5));
        Assertions.same(
                "histories",
                List.of(0, 1, 0),
                Stream.of("a", "b", "c").map(id -> history(store, id, 5).size()).toList());
    }

    private static List<Decision.Moved> born(SyncLinkStore store, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> suspended(store.createIfAbsent(birth("link-" + number))))
                .toList();
    }

    private static SyncLink load(SyncLinkStore store, String id) {
        return store.load(SyncLinkId.of(id)).orElseThrow();
    }

    private static Set<SyncLinkId> ids(String... ids) {
        return Stream.of(ids).map(SyncLinkId::of).collect(Collectors.toSet());
    }
}
