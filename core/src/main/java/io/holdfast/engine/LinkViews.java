package io.holdfast.engine;

import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.IntegrationStore;
import io.holdfast.presentation.StatusView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.recovery.RecoveryRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts together what links and their integrations say, for people. */
record LinkViews(IntegrationStore integrations, SyncPolicy policy, InstantSource time) {
    Explanation explain(SyncLink link) {
        return explain(link, integrations.of(link.key().workspace()), time.instant());
    }

    RecoveryPlan plan(SyncLink link) {
        return RecoveryRules.plan(
                link, siblings(link, integrations.of(link.key().workspace())), policy, time.instant());
    }

    StatusView view(SyncLink link) {
        return StatusView.of(link, explain(link));
    }

    /** Views of many links at one instant; one store call, whatever their number. */
    List<StatusView> views(List<SyncLink> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        Map<WorkspaceId, List<Integration>> known =
                integrations
                        .of(links.stream().map(link -> link.key().workspace()).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.groupingBy(Integration::workspace));
        Instant now = time.instant();
        return links.stream()
                .map(link -> StatusView.of(
                        link, explain(link, known.getOrDefault(link.key().workspace(), List.of()), now)))
                .toList();
    }

    private Explanation explain(SyncLink link, List<Integration> ofWorkspace, Instant now) {
        return RecoveryRules.explain(link, siblings(link, ofWorkspace), policy, now);
    }

    /** The integrations of the link's provider. */
    private static List<Integration> siblings(SyncLink link, List<Integration> ofWorkspace) {
        return ofWorkspace.stream()
                .filter(integration -> integration.provider().equals(link.key().provider()))
                .toList();
    }
}
