package io.holdfast.quickstart;

import io.holdfast.model.Credential;
import io.holdfast.port.ProviderConnector;
import io.holdfast.sandbox.ProviderEvent;
import io.holdfast.sandbox.ProviderSandbox;

/**
 * Where an event is imported from. The host's program is the same for each provider; this is all in which they differ.
 *
 * @param connector what the host puts into its engine
 * @param credential what a person connects with
 * @param sandbox the provider's side
 * @param event the event there
 */
record Source(ProviderConnector connector, Credential credential, ProviderSandbox sandbox, ProviderEvent<?> event)
        implements AutoCloseable {
    @Override
    public void close() {
        sandbox.close();
    }
}
