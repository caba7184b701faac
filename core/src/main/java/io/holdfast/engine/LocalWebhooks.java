package io.holdfast.engine;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.webhook.Deliveries;
import java.util.List;
import java.util.Map;

/** The deliveries of this engine, for a host. */
record LocalWebhooks(Deliveries deliveries, AfterCommit commits) implements Webhooks {
    @Override
    public int receive(String method, String pathSecret, Map<String, List<String>> headers, byte[] body) {
        if (commits.isAwaited()) {
            throw new RefusedException(Refusals.deliveryInTransaction());
        }
        return deliveries.receive(method, pathSecret, headers, body);
    }

    @Override
    public int maxBytes() {
        return deliveries.maxBytes();
    }
}
