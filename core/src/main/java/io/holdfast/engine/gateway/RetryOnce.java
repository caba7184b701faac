package io.holdfast.engine.gateway;

import java.util.function.Supplier;

/** For acts that may be repeated: one that failed may have happened, so it is asked for once more. */
public final class RetryOnce {
    private RetryOnce() {}

    /**
     * What an act answered.
     *
     * @param value the answer
     * @param isRepeated whether it is that of the second time, so that the first may have done already what was asked for
     */
    public record Answer<T>(T value, boolean isRepeated) {}

    public static <T> T onceAfterFailure(Supplier<T> act) {
        return answer(act).value();
    }

    /** The same, and whether it was asked for again. */
    public static <T> Answer<T> answer(Supplier<T> act) {
        try {
            return new Answer<>(act.get(), false);
        } catch (RuntimeException unknown) {
            return new Answer<>(orThrow(unknown, act), true);
        }
    }

    /** Does something because of a failure; if that fails too, the first is thrown: the second often says only that there was one. */
    public static <T> T orThrow(RuntimeException failure, Supplier<T> act) {
        try {
            return act.get();
        } catch (RuntimeException again) {
            if (!again.equals(failure)) {
                failure.addSuppressed(again);
            }
            throw failure;
        }
    }
}
