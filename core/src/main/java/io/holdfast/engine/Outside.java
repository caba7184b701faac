package io.holdfast.engine;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.util.function.Supplier;

/** Calls a connector; whatever it throws comes out as a {@link ProviderException}. */
final class Outside {
    private Outside() {}

    static <T> T call(ProviderConnector connector, Supplier<T> call) {
        try {
            return call.get();
        } catch (ProviderException told) {
            throw told;
        } catch (RuntimeException thrown) {
            // its message may hold what the provider sent, so only the class is named
            throw ProviderException.of(
                            FailureKind.INTERNAL,
                            "expected the connector of " + connector.provider().value()
                                    + " to answer or to throw a ProviderException but it threw "
                                    + thrown.getClass().getName() + "; report this to the connector's author")
                    .because(thrown);
        }
    }
}
