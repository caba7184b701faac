package io.holdfast.engine;

import io.holdfast.model.ProviderId;
import io.holdfast.model.Text;
import io.holdfast.port.ProviderConnector;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The connectors this engine was built with, by provider. */
final class Connectors {
    private final Map<ProviderId, ProviderConnector> byProvider;

    Connectors(Map<ProviderId, ProviderConnector> byProvider) {
        this.byProvider = Map.copyOf(byProvider);
    }

    ProviderConnector of(ProviderId provider) {
        ProviderConnector connector = byProvider.get(provider);
        if (connector == null) {
            throw new IllegalArgumentException(Text.shown("expected a provider that has a connector ("
                    + byProvider.keySet().stream().map(ProviderId::value).collect(Collectors.toCollection(TreeSet::new))
                    + ") but found " + provider.value() + "; give its connector to the engine's builder"));
        }
        return connector;
    }
}
