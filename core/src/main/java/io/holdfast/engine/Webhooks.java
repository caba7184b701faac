package io.holdfast.engine;

import java.util.List;
import java.util.Map;

/**
 * Where the deliveries of providers come in. A host's controller hands over each POST below the address that it gave to
 * {@link SyncEngineBuilder#webhooksAt}, and answers with what it gets. Safe for use by several threads; nothing here asks a
 * provider, and reads go on in the engine's own threads.
 */
public interface Webhooks {
    /**
     * {@return the HTTP status to answer with} 2xx if there is nothing to send again, 503 if our own storage failed, 4xx
     * otherwise; no body belongs to it. It never throws for what a provider, or anybody else, sends. What it tells of each link is
     * stored when it returns, so a controller's method is not {@code @Transactional}.
     *
     * @param method the request's method, such as {@code POST}
     * @param pathSecret what stands in the request's path behind that address; a secret, so it is not to be logged
     * @param headers all headers of the request, by names in any case
     * @param body the raw bytes; reading more than {@link #maxBytes()} and one is of no use
     * @throws RefusedException if a transaction of the host's is open on this thread
     */
    int receive(String method, String pathSecret, Map<String, List<String>> headers, byte[] body);

    /** {@return how many bytes of a body are read; a controller that reads one more knows that it is too long and may stop} */
    int maxBytes();
}
