package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.ACME;
import static io.holdfast.testkit.contract.LinkSamples.NOW;
import static io.holdfast.testkit.contract.LinkSamples.birth;
import static io.holdfast.testkit.contract.LinkSamples.suspended;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** That the columns which a link is stored in and found by take what a link may hold, and keep it. */
final class LinkColumnChecks {
    private LinkColumnChecks() {}

    static void addTo(Checks<SyncLinkStore> checks) {
        checks.add("what is due is told apart to the nanosecond", LinkColumnChecks::dueByTheNanosecond);
        checks.add("when a link was decided is told apart to the nanosecond", LinkColumnChecks::decidedByTheNanosecond);
        checks.add("ids of links that look alike are several links", LinkColumnChecks::idsAlike);
        checks.add("workspaces, events and accounts that look alike are kept apart", LinkColumnChecks::keysAlike);
        checks.add("a link is found by texts of every script, and keeps them", LinkColumnChecks::everyScript);
        checks.add("a link is found by texts of 512 characters, and keeps them", LinkColumnChecks::longIds);
        checks.add("a link that remembers all it may is kept whole", LinkColumnChecks::longLink);
    }

    private static void dueByTheNanosecond(SyncLinkStore store) {
        store.createIfAbsent(birth("a", "a", NOW.plusNanos(2)));
        store.createIfAbsent(birth("b", "b", NOW.plusNanos(1)));
        store.createIfAbsent(birth("c", "c", NOW.plusNanos(1_001)));
        Assertions.same("due a nanosecond before", List.of(), SyncLinkStoreContract.due(store, NOW, 5));
        Assertions.same("due at the first", List.of("b"), SyncLinkStoreContract.due(store, NOW.plusNanos(1), 5));
        Assertions.same(
                "due by the millisecond",
                List.of("b", "a", "c"),
                SyncLinkStoreContract.due(store, NOW.plusMillis(1), 1));
        Assertions.same(
                "due a nanosecond before the last",
                List.of("b", "a"),
                SyncLinkStoreContract.due(store, NOW.plusNanos(1_000), 5));
    }

    private static void decidedByTheNanosecond(SyncLinkStore store) {
        store.createIfAbsent(birth("a", "a", NOW.plusNanos(1)));
        store.createIfAbsent(birth("b", "b", NOW.plusNanos(2)));
        store.createIfAbsent(birth("c", "c", NOW.plusNanos(1_001)));
        Assertions.same("decided later", List.of("c", "b", "a"), SyncLinkStoreContract.ids(store.decidedAfter(NOW, 5)));
        Assertions.same(
                "decided after the first",
                List.of("c", "b"),
                SyncLinkStoreContract.ids(store.decidedAfter(NOW.plusNanos(1), 5)));
        Assertions.same(
                "decided after the last",
                List.of(),
                SyncLinkStoreContract.ids(store.decidedAfter(NOW.plusNanos(1_001), 5)));
    }

    private static void idsAlike(SyncLinkStore store) {
        List<SyncLink> all = new ArrayList<>();
        for (String id : ColumnSamples.ALIKE) {
            all.add(store.createIfAbsent(birth(id, "remote " + all.size(), NOW)));
        }
        all.forEach(link -> {
            Assertions.same("link", Optional.of(link), store.load(link.id()));
            Assertions.same(
                    "entries of its history",
                    1,
                    SyncLinkStoreContract.history(store, link.id().value(), 5).size());
        });
        Assertions.same(
                "links by ids",
                Set.copyOf(all),
                links(store.load(all.stream().map(SyncLink::id).collect(Collectors.toSet()))));
        store.remove(all.get(0).id());
        Assertions.same("links left", Set.copyOf(all.subList(1, all.size())), links(of(store, ACME)));
    }

    private static void keysAlike(SyncLinkStore store) {
        List<String> alike = ColumnSamples.ALIKE;
        for (int i = 0; i < alike.size(); i++) {
            Decision.Moved birth =
                    named("link-" + i, alike.get(i), SyncLinkId.of("link-" + i).value());
            Assertions.same("stored", birth.next(), store.createIfAbsent(birth));
        }
        for (int i = 0; i < alike.size(); i++) {
            Assertions.same("found by what is its own", List.of("link-" + i), found(store, alike.get(i)));
        }
        Decision.Moved sameButSubject = named("another", alike.get(0), "subject");
        Assertions.same("stored of another subject", sameButSubject.next(), store.createIfAbsent(sameButSubject));
    }

    private static void everyScript(SyncLinkStore store) {
        isKept(store, ColumnSamples.EVERY_SCRIPT, ColumnSamples.EVERY_SCRIPT);
    }

    private static void longIds(SyncLinkStore store) {
        isKept(store, ColumnSamples.longId("a"), ColumnSamples.longId("b"));
        isKept(store, ColumnSamples.longId("b"), ColumnSamples.longId("a"));
    }

    private static void isKept(SyncLinkStore store, String id, String text) {
        Decision.Moved birth = named(id, text, text);
        Assertions.same("stored", birth.next(), store.createIfAbsent(birth));
        Decision.Moved move = suspended(birth.next());
        Assertions.same("replaced", true, store.replace(move));
        Assertions.same(
                "loaded", Optional.of(move.next()), store.load(birth.next().id()));
        List<TransitionRecord> records =
                List.of(move.record().orElseThrow(), birth.record().orElseThrow());
        Assertions.same("history", records, SyncLinkStoreContract.history(store, id, 1));
        Assertions.same("found by its parts", List.of(id), found(store, text));
        Assertions.same(
                "found by its subject",
                List.of(id),
                SyncLinkStoreContract.ids(store.of(WorkspaceId.of(text), SyncSubject.event(text))));
    }

    private static void longLink(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(birth("a"));
        Set<AttendeeId> names = IntStream.range(0, 200)
                .mapToObj(i -> AttendeeId.of(ColumnSamples.longId(" " + i).substring(3)))
                .collect(Collectors.toSet());
        Decision.Moved suspended = suspended(born);
        SyncLink remembers = suspended.next().toBuilder(kept -> kept.pendingWork(
                        suspended.next().bookkeeping().pendingWork().withChange(Hints.of(names))))
                .build();
        Assertions.same("replaced", true, store.replace(LinkSamples.stored(suspended, remembers)));
        Assertions.holds(
                "the link with all that it remembers", store.load(born.id()).equals(Optional.of(remembers)), "another");
    }

    /** A link all of whose parts are named by one text. */
    private static Decision.Moved named(String id, String text, String subject) {
        SyncLink.Binding binding = new SyncLink.Binding(IntegrationId.of(text), 1);
        return birth(id, WorkspaceId.of(text), text, SyncSubject.event(subject), binding, NOW);
    }

    /** The ids that each way to find a link by its parts agrees on. */
    private static List<String> found(SyncLinkStore store, String text) {
        IntegrationId integration = IntegrationId.of(text);
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of(text));
        List<String> ofWorkspace = SyncLinkStoreContract.ids(of(store, WorkspaceId.of(text)));
        Assertions.same(
                "links that are bound",
                ofWorkspace,
                SyncLinkStoreContract.ids(Paging.all(5, after -> store.boundTo(integration, 1, after, 5))));
        Assertions.same(
                "links of a remote event",
                ofWorkspace,
                SyncLinkStoreContract.ids(Paging.all(5, after -> store.ofRemote(integration, remote, after, 5))));
        Assertions.same(
                "links to events",
                ofWorkspace,
                SyncLinkStoreContract.ids(
                        Paging.all(5, after -> store.ofKind(integration, SubjectKind.EVENT, after, 5))));
        return ofWorkspace;
    }

    private static List<StoredRow<SyncLinkId, SyncLink>> of(SyncLinkStore store, WorkspaceId workspace) {
        return Paging.all(5, (Cursor after) -> store.of(workspace, after, 5));
    }

    private static Set<SyncLink> links(List<StoredRow<SyncLinkId, SyncLink>> rows) {
        return rows.stream().flatMap(row -> row.value().stream()).collect(Collectors.toSet());
    }
}
