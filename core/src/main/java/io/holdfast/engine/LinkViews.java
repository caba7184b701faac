package io.holdfast.engine;

import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.StatusView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.recovery.RecoveryRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts together what links and their integrations say, for people. */
record LinkViews(
        IntegrationStore integrations,
        ReadableRows readable,
        ServedWorkspaces served,
        Predicate<ProviderId> onePerWorkspace,
        SyncPolicy policy,
        InstantSource time,
        CommandGate gate) {
    Explanation explain(SyncLink link) {
        return explaining().apply(link);
    }

    /** Explains one link after the other; the integrations of each workspace are read once. */
    Function<SyncLink, Explanation> explaining() {
        Map<WorkspaceId, List<StoredRow<IntegrationId, Integration>>> read = new HashMap<>();
        return link -> explain(
                link,
                siblings(link, known(link, read.computeIfAbsent(link.key().workspace(), integrations::of))),
                lapse(link),
                time.instant());
    }

    RecoveryPlan plan(SyncLink link) {
        return plan(link, siblings(link, known(link)), time.instant());
    }

    private RecoveryPlan plan(SyncLink link, List<Integration> siblings, Instant now) {
        boolean allConnected = siblings.stream().allMatch(Integration::isConnected);
        // asked only where there is an account to connect: a list of cards calls no connector for each
        boolean only = !(allConnected && isBoundToOneOf(siblings, link))
                && onePerWorkspace.test(link.key().provider());
        return RecoveryRules.plan(link, siblings, only, policy, now);
    }

    StatusView view(SyncLink link) {
        List<Integration> siblings = siblings(link, known(link));
        return StatusView.of(link, explain(link, siblings, lapse(link), time.instant()), siblings, rights(link));
    }

    ReconnectDialog dialog(SyncLink link) {
        List<Integration> siblings = siblings(link, known(link));
        return ReconnectDialog.of(link, explain(link, siblings, lapse(link), time.instant()), siblings, rights(link));
    }

    /** Views of many links at one instant; one store call, whatever their number. Without those that nobody can tell of. */
    List<StatusView> views(List<SyncLink> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        List<StoredRow<IntegrationId, Integration>> rows = integrations.of(
                links.stream().map(link -> link.key().workspace()).collect(Collectors.toSet()));
        Map<WorkspaceId, List<Integration>> known =
                readable.shown(rows).stream().collect(Collectors.groupingBy(Integration::workspace));
        Set<IntegrationId> unread = rows.stream()
                .filter(row -> row.value().isEmpty())
                .map(StoredRow::id)
                .collect(Collectors.toSet());
        Map<WorkspaceId, Optional<String>> lapsed = links.stream()
                .map(link -> link.key().workspace())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), served::lapsed));
        Map<WorkspaceId, Predicate<Command>> rights = new HashMap<>();
        Instant now = time.instant();
        return links.stream()
                .filter(link -> !unread.contains(link.binding().integration()))
                .map(link -> {
                    WorkspaceId workspace = link.key().workspace();
                    List<Integration> siblings = siblings(link, known.getOrDefault(workspace, List.of()));
                    return StatusView.of(
                            link,
                            explain(link, siblings, lapsed.getOrDefault(workspace, Optional.empty()), now),
                            siblings,
                            rights.computeIfAbsent(workspace, gate::rights));
                })
                .toList();
    }

    private List<Integration> known(SyncLink link) {
        return known(link, integrations.of(link.key().workspace()));
    }

    /** The workspace's integrations. The link's own is loaded if it is missing there, and says what is wrong. */
    private List<Integration> known(SyncLink link, List<StoredRow<IntegrationId, Integration>> rows) {
        rows.stream()
                .filter(row -> row.id().equals(link.binding().integration()))
                .filter(row -> row.value().isEmpty())
                .forEach(row -> integrations.load(row.id()));
        return readable.shown(rows);
    }

    private Optional<String> lapse(SyncLink link) {
        return served.lapsed(link.key().workspace());
    }

    private Predicate<Command> rights(SyncLink link) {
        return gate.rights(link.key().workspace());
    }

    private Explanation explain(SyncLink link, List<Integration> siblings, Optional<String> lapse, Instant now) {
        Explanation told = RecoveryRules.explain(link, plan(link, siblings, now), siblings, policy, now);
        return lapse.map(why -> RecoveryRules.lapsed(told, why)).orElse(told);
    }

    private static boolean isBoundToOneOf(List<Integration> siblings, SyncLink link) {
        return siblings.stream().anyMatch(one -> one.id().equals(link.binding().integration()));
    }

    /** The integrations of the link's provider. */
    private static List<Integration> siblings(SyncLink link, List<Integration> ofWorkspace) {
        return ofWorkspace.stream()
                .filter(integration -> integration.provider().equals(link.key().provider()))
                .toList();
    }
}
