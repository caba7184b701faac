package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** Refreshes of a credential that failed, one after the other. */
@Value.Immutable
public interface RefreshTrouble {
    /** How they failed. */
    enum Kind {
        /** The provider gave no answer that decides. */
        UNANSWERED,
        /** The provider refuses what buys the next token. */
        REFUSED,
        /** The provider refuses it because it was used, but what it bought was lost before it could be stored. */
        TOKEN_LOST,
        /** The provider refuses this application itself, so the operator must act. */
        MISCONFIGURED
    }

    /** {@return how the last one failed} */
    @Value.Parameter
    Kind kind();

    /** {@return since when} */
    @Value.Parameter
    Instant since();

    /** {@return how many in a row, from 1} */
    @Value.Parameter
    int failures();

    /**
     * Tells of refreshes that failed.
     *
     * @param kind how the last one failed
     * @param since since when
     * @param failures how many in a row
     * @return the trouble
     * @throws IllegalArgumentException if the number is below 1
     */
    static RefreshTrouble of(Kind kind, Instant since, int failures) {
        return ImmutableRefreshTrouble.of(kind, since, failures);
    }

    /** Refuses trouble of no failure. */
    @Value.Check
    default void check() {
        Expect.atLeastOne("a number of failures", failures());
    }
}
