package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.ACME;
import static io.holdfast.testkit.contract.LinkSamples.NOW;
import static io.holdfast.testkit.contract.LinkSamples.birth;
import static io.holdfast.testkit.contract.LinkSamples.suspended;
import static io.holdfast.testkit.contract.SyncLinkStoreContract.due;
import static io.holdfast.testkit.contract.SyncLinkStoreContract.history;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What a store of links promises of their keys. */
final class LinkKeyChecks {
    private static final SyncSubject OURS = SyncSubject.event("ours");

    private LinkKeyChecks() {}

    static void addTo(Checks<SyncLinkStore> checks) {
        checks.add("a second link of the same key is answered with the first", LinkKeyChecks::sameKey);
        checks.add("another subject or workspace has a link of its own", LinkKeyChecks::otherKeys);
        checks.add("creators at once agree on one link", LinkKeyChecks::creatorsAtOnce);
        checks.add("the key of a removed link may be used again", LinkKeyChecks::usedAgain);
    }

    private static void otherKeys(SyncLinkStore store) {
        List<Decision.Moved> births = List.of(
                LinkSamples.feeding("a", ACME, OURS),
                LinkSamples.feeding("b", ACME, SyncSubject.event("theirs")),
                LinkSamples.feeding("c", WorkspaceId.of("other"), OURS));
        for (Decision.Moved birth : births) {
            Assertions.same("stored", birth.next(), store.createIfAbsent(birth));
        }
        Assertions.same("due", List.of("a", "b", "c"), due(store, NOW, 5));
        store.remove(SyncLinkId.of("a"));
        Assertions.same("due without the first", List.of("b", "c"), due(store, NOW, 5));
        Decision.Moved again = LinkSamples.feeding("d", ACME, OURS);
        Assertions.same("stored again", again.next(), store.createIfAbsent(again));
        SyncLink second = births.get(1).next();
        Assertions.same(
                "known of the second", second, store.createIfAbsent(LinkSamples.feeding("e", ACME, second.subject())));
    }

    private static void sameKey(SyncLinkStore store) {
        Decision.Moved first = birth("a", "remote", NOW);
        store.createIfAbsent(first);
        Assertions.same("stored", first.next(), store.createIfAbsent(birth("b", "remote", NOW)));
        Assertions.same("link of the second id", Optional.empty(), store.load(SyncLinkId.of("b")));
        Assertions.same("history of the second id", List.of(), history(store, "b", 5));
        SyncLink later = suspended(first.next()).next();
        Assertions.same("moved", true, store.replace(suspended(first.next())));
        Assertions.same("stored after a move", later, store.createIfAbsent(first));
        Assertions.same("length of history", 2, history(store, "a", 5).size());
    }

    private static void creatorsAtOnce(SyncLinkStore store) throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            String remote = "remote-" + round;
            List<SyncLink> answers =
                    Concurrently.all(i -> store.createIfAbsent(birth(remote + "-link-" + i, remote, NOW)));
            Assertions.same("different answers", 1, new HashSet<>(answers).size());
            Assertions.same("links due", round + 1, due(store, NOW, 100).size());
        }
    }

    private static void usedAgain(SyncLinkStore store) {
        store.remove(store.createIfAbsent(birth("a", "remote", NOW)).id());
        Decision.Moved again = birth("b", "remote", NOW);
        Assertions.same("stored", again.next(), store.createIfAbsent(again));
        Assertions.same("length of history", 1, history(store, "b", 5).size());
    }
}
