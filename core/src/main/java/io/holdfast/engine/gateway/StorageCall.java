package io.holdfast.engine.gateway;

import io.holdfast.port.ProviderException;
import java.util.function.Supplier;

/** Does what depends on the host's own storage, and tells its failures from the provider's. */
public final class StorageCall {
    private StorageCall() {}

    /** Does something; the name is of what does it, for whoever has to mend it. */
    public static <T> T call(String name, Supplier<T> act) {
        try {
            return act.get();
        } catch (ProviderException | Failed told) {
            throw told;
        } catch (RuntimeException thrown) {
            throw new Failed(name, thrown);
        }
    }

    /** Something that the host gave the engine failed. Its own message is kept out: it may quote a row. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String name, Throwable cause) {
            super(
                    "expected the " + name + " to answer but it threw "
                            + cause.getClass().getName() + "; mend it, nothing is lost",
                    cause);
        }
    }
}
