package io.holdfast.engine;

import io.holdfast.engine.webhook.Deliveries;
import java.util.List;
import java.util.Map;

/** The deliveries of this engine, for a host. */
record LocalWebhooks(Deliveries deliveries) implements Webhooks {
    @Override
    public int receive(String method, String pathSecret, Map<String, List<String>> headers, byte[] body) {
        return deliveries.receive(method, pathSecret, headers, body);
    }

    @Override
    public int maxBytes() {
        return deliveries.maxBytes();
    }
}
