package io.holdfast.postgres;

import io.holdfast.model.Account;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RouteId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.WebhookRoute;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls of a store of integrations. */
final class IntegrationChain extends Chain {
    private final IntegrationStore memory;
    private final IntegrationStore postgres;
    private final List<Integration> versions = new ArrayList<>();

    IntegrationChain(Random random, IntegrationStore memory, IntegrationStore postgres) {
        super(random);
        this.memory = memory;
        this.postgres = postgres;
    }

    @Override
    Answers next() {
        int kind = random.nextInt(12);
        return versions.isEmpty() || kind < 3 ? created() : kind < 7 ? replaced() : kind < 8 ? removed() : found();
    }

    private Answers created() {
        Integration first = Integration.builder()
                .id(IntegrationId.of("integration " + id()))
                .workspace(workspace())
                .provider(provider())
                .account(new Account(id(), "label " + id()))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("secret"))
                        .provenAt(instant())
                        .build())
                .connectedAt(instant())
                .version(1)
                .build();
        if (memory.load(first.id()).isPresent()) {
            return both("load", memory, postgres, store -> store.load(first.id()));
        }
        // an id that is used again is another integration's
        versions.removeIf(one -> one.id().equals(first.id()));
        versions.add(first);
        return both("createIfAbsent", memory, postgres, store -> store.createIfAbsent(first));
    }

    private Answers replaced() {
        Integration any = any();
        Integration stored =
                random.nextInt(4) == 0 ? any : memory.load(any.id()).orElse(any);
        boolean connected = random.nextInt(3) > 0;
        Optional<WebhookRoute> route = random.nextBoolean() ? Optional.of(route(stored)) : Optional.empty();
        Integration next = stored.toBuilder(kept -> kept.provenAt(instant())
                        .decidedAt(instant())
                        .refreshAt(connected && random.nextBoolean() ? Optional.of(instant()) : Optional.empty())
                        .route(route))
                .status(connected ? Integration.Status.CONNECTED : Integration.Status.DISCONNECTED)
                .version(stored.version() + 1)
                .build();
        versions.add(next);
        return both("replace", memory, postgres, store -> store.replace(next));
    }

    private static WebhookRoute route(Integration of) {
        return WebhookRoute.builder()
                .id(RouteId.ofPath(of.id().value()))
                .path(SecretRef.of("path"))
                .expectedSilence(Duration.ofDays(1))
                .build();
    }

    private Answers removed() {
        Integration any = any();
        return both("remove", memory, postgres, store -> store.remove(any));
    }

    private Answers found() {
        int limit = limit();
        Instant at = instant().plusSeconds(random.nextInt(60));
        WorkspaceId workspace = workspace();
        Integration any = any();
        return switch (random.nextInt(6)) {
            case 0 -> both("due", memory, postgres, store -> all(after -> store.due(at, after, limit)));
            case 1 -> both("decidedAfter", memory, postgres, store -> set(store.decidedAfter(at, 1_000)));
            case 2 ->
                both(
                        "ofRoute",
                        memory,
                        postgres,
                        store -> store.ofRoute(RouteId.ofPath(any.id().value())));
            case 3 ->
                both("of", memory, postgres, store -> set(store.of(Set.of(workspace, WorkspaceId.of("nobody's")))));
            case 4 ->
                both("accountsOf", memory, postgres, store -> {
                    IntegrationStore.ProviderAccounts found = store.accountsOf(any.provider(), at, 1_000);
                    return List.of(found.refused(), set(found.proven()));
                });
            default -> both("load", memory, postgres, store -> store.load(any.id()));
        };
    }

    private static Set<StoredRow<IntegrationId, Integration>> set(List<StoredRow<IntegrationId, Integration>> rows) {
        return rows.stream().collect(Collectors.toCollection(HashSet::new));
    }

    private Integration any() {
        return versions.get(random.nextInt(versions.size()));
    }

    private ProviderId provider() {
        return ProviderId.of(random.nextBoolean() ? "one" : "other");
    }

    private WorkspaceId workspace() {
        return WorkspaceId.of(random.nextBoolean() ? "acme" : "Acme");
    }
}
