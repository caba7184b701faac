package io.holdfast.engine.gateway;

import io.holdfast.internal.Text;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLinkId;

/** What links and integrations are called in logs, and wherever either may be meant. */
public final class LogIds {
    private LogIds() {}

    public static String of(SyncLinkId link) {
        return "link=" + Text.escaped(link.value());
    }

    public static String of(IntegrationId integration) {
        return "integration=" + Text.escaped(integration.value());
    }
}
