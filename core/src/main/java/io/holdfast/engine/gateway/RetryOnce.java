package io.holdfast.engine.gateway;

import java.util.function.Supplier;

/** For acts that may be repeated: one that failed may have happened, so it is asked for once more. */
public final class RetryOnce {
    private RetryOnce() {}

    public static <T> T onceAfterFailure(Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException unknown) {
            try {
                return act.get();
            } catch (RuntimeException again) {
                again.addSuppressed(unknown);
                throw again;
            }
        }
    }
}
