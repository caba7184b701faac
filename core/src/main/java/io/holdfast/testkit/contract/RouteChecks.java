package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.LinkSamples.INTEGRATION;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RouteId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.WebhookRoute;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How stores find whom a delivery concerns. */
final class RouteChecks {
    private static final RouteId FIRST = RouteId.ofPath("first");
    private static final RouteId SECOND = RouteId.ofPath("second");
    private static final SyncLink.Binding BINDING = new SyncLink.Binding(INTEGRATION, 1);
    private static final SyncLink.Binding ELSEWHERE = new SyncLink.Binding(IntegrationId.of("i-2"), 1);

    private RouteChecks() {}

    /** Adds the checks of integrations; one without an address is made of an id. */
    static void addToIntegrations(Checks<IntegrationStore> checks, Function<String, Integration> bare) {
        checks.add("an integration is found by the address of its deliveries, and by no other", store -> {
            store.createIfAbsent(bare.apply("none"));
            store.createIfAbsent(bare.apply("another"));
            Integration born = store.createIfAbsent(routed(bare.apply("a"), FIRST));
            Assertions.same("of its address", Optional.of(born), store.ofRoute(FIRST));
            Assertions.same("of another", Optional.empty(), store.ofRoute(SECOND));
            Integration moved = next(routed(born, SECOND));
            store.replace(moved);
            Assertions.same("of the address before", Optional.empty(), store.ofRoute(FIRST));
            Assertions.same("of its new address", Optional.of(moved), store.ofRoute(SECOND));
            Integration without =
                    next(moved.toBuilder(kept -> kept.route(Optional.empty())).build());
            store.replace(without);
            Assertions.same("once it has none", Optional.empty(), store.ofRoute(SECOND));
            Integration again = next(routed(without, FIRST));
            store.replace(again);
            Assertions.same("of its first address again", Optional.of(again), store.ofRoute(FIRST));
            store.remove(again);
            Assertions.same("once it is removed", Optional.empty(), store.ofRoute(FIRST));
        });
    }

    /** Adds the checks of links. */
    static void addToLinks(Checks<SyncLinkStore> checks) {
        checks.add(
                "the links of an event of an integration come by id, page by page, and no others",
                RouteChecks::ofRemoteInOrder);
        checks.add("where the links of an event are bound follows each move", RouteChecks::ofRemoteFollows);
        checks.add(
                "the channels of an integration come by id, page by page, without its events",
                RouteChecks::ofKindInOrder);
    }

    private static void ofRemoteInOrder(SyncLinkStore store) {
        for (String id : List.of("d", "b", "e", "a", "c")) {
            store.createIfAbsent(LinkSamples.bound(id, event("wanted"), BINDING));
        }
        store.createIfAbsent(LinkSamples.bound("other", event("other"), BINDING));
        store.createIfAbsent(LinkSamples.bound("case", event("WANTED"), BINDING));
        store.createIfAbsent(LinkSamples.bound("elsewhere", event("wanted"), ELSEWHERE));
        store.createIfAbsent(LinkSamples.bound("channel", channel("wanted"), BINDING));
        for (int limit = 1; limit <= 6; limit++) {
            Assertions.same(
                    "links of one event by pages of " + limit,
                    List.of("a", "b", "c", "d", "e"),
                    ofRemote(store, INTEGRATION, limit));
        }
    }

    private static void ofRemoteFollows(SyncLinkStore store) {
        SyncLink born = store.createIfAbsent(LinkSamples.bound("a", event("wanted"), BINDING));
        store.replace(LinkSamples.reconnected(born, new SyncLink.Binding(IntegrationId.of("i-2"), 2)));
        Assertions.same("links of the integration before", List.of(), ofRemote(store, INTEGRATION, 5));
        Assertions.same("links of the one it went to", List.of("a"), ofRemote(store, ELSEWHERE.integration(), 5));
        store.remove(born.id());
        Assertions.same("once it is removed", List.of(), ofRemote(store, ELSEWHERE.integration(), 5));
    }

    private static void ofKindInOrder(SyncLinkStore store) {
        for (String id : List.of("c", "a", "b")) {
            store.createIfAbsent(LinkSamples.bound(id, channel("channel-" + id), BINDING));
        }
        store.createIfAbsent(LinkSamples.bound("event", event("wanted"), BINDING));
        store.createIfAbsent(LinkSamples.bound("elsewhere", channel("wanted"), ELSEWHERE));
        for (int limit = 1; limit <= 4; limit++) {
            int rows = limit;
            Assertions.same(
                    "channels by pages of " + limit,
                    List.of("a", "b", "c"),
                    SyncLinkStoreContract.ids(Paging.all(
                            limit, (Cursor after) -> store.ofKind(INTEGRATION, SubjectKind.CHANNEL, after, rows))));
        }
    }

    private static List<String> ofRemote(SyncLinkStore store, IntegrationId integration, int limit) {
        return SyncLinkStoreContract.ids(
                Paging.all(limit, (Cursor after) -> store.ofRemote(integration, event("wanted"), after, limit)));
    }

    private static RemoteRef event(String id) {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of(id));
    }

    private static RemoteRef channel(String id) {
        return new RemoteRef(SubjectKind.CHANNEL, RemoteId.of(id));
    }

    private static Integration routed(Integration one, RouteId id) {
        WebhookRoute route = WebhookRoute.builder()
                .id(id)
                .path(SecretRef.of("path of " + id.value()))
                .expectedSilence(Duration.ofDays(1))
                .build();
        return one.toBuilder(kept -> kept.route(route)).build();
    }

    private static Integration next(Integration edited) {
        return edited.toBuilder().version(edited.version() + 1).build();
    }
}
