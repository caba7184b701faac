package io.holdfast.engine;

import java.util.function.Supplier;

/** Calls the host's attendee store, and tells its failures from the provider's. */
final class Storage {
    private Storage() {}

    static <T> T call(Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException thrown) {
            throw new Failed(thrown);
        }
    }

    /** The host's attendee store failed. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(RuntimeException cause) {
            super("the attendee store failed", cause);
        }
    }
}
