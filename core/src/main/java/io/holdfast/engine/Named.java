package io.holdfast.engine;

import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.Text;

/** What links and integrations are called in logs, and wherever either may be meant. */
final class Named {
    private Named() {}

    static String of(SyncLinkId link) {
        return "link=" + Text.shown(link.value());
    }

    static String of(IntegrationId integration) {
        return "integration=" + Text.shown(integration.value());
    }
}
