package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.util.Objects;

/**
 * How many calls a provider is known to grant, where its answers do not tell what is left of them.
 *
 * @param bucket whose budget it is
 * @param calls how many calls there are in a window
 * @param window how long it is
 */
public record CallBudget(Quota.Bucket bucket, long calls, Duration window) {
    public CallBudget {
        Objects.requireNonNull(bucket, "bucket");
        Preconditions.atLeastOne("a number of calls", calls);
        Preconditions.that(
                !window.isNegative() && !window.isZero(),
                "expected a window of calls longer than zero but found " + window);
    }
}
