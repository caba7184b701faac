package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Instant;

/**
 * Refreshes of a credential that failed, one after the other.
 *
 * @param kind how the last one failed
 * @param since since when
 * @param failures how many in a row, from 1
 */
public record RefreshFailure(Kind kind, Instant since, int failures) {
    /** How they failed. */
    public enum Kind {
        /** The provider gave no answer that decides. */
        UNANSWERED,
        /** The provider refuses what buys the next token. */
        REFUSED,
        /** The provider refuses it because it was used, but what it gave was lost before it could be stored. */
        TOKEN_LOST,
        /** The provider refuses this application itself, so the operator must act. */
        MISCONFIGURED
    }

    public RefreshFailure {
        Preconditions.atLeastOne("a number of failures", failures);
    }
}
