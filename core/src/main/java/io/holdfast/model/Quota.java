package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.util.Objects;

/**
 * What an answer of a provider tells of one of its budgets. The provider keeps it for all who call; so each answer counts the
 * calls of other nodes, and of other programs, as well.
 *
 * @param bucket whose budget it is
 * @param limit how many calls there are in a window
 * @param used how many of them are spent; more than there are where the provider counts what it refused
 * @param resetsIn how long until the window ends and all of them are there again
 */
public record Quota(Bucket bucket, long limit, long used, Duration resetsIn) {
    /** Whose budget it is. */
    public enum Bucket {
        /** That of one credential. */
        TOKEN,
        /** That of the application, which all accounts share that were authorised for it. */
        APPLICATION
    }

    public Quota {
        Objects.requireNonNull(bucket, "bucket");
        Preconditions.atLeastOne("a limit of calls", limit);
        Preconditions.notNegative("a number of calls", used);
        Preconditions.that(!resetsIn.isNegative(), "expected a window that ends in zero or more but found " + resetsIn);
    }

    /** {@return how many calls are left} */
    public long remaining() {
        return Math.max(0, limit - used);
    }
}
