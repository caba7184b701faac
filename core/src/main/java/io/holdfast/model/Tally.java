package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** How many rows a read has brought so far: totals, never increments. */
@Value.Immutable
public interface Tally {
    /** Nothing read yet. */
    Tally NONE = builder().build();

    /** {@return rows that were new} */
    @Value.Default
    default long added() {
        return 0;
    }

    /** {@return rows that replaced an older record} */
    @Value.Default
    default long updated() {
        return 0;
    }

    /** {@return rows that said what was known; after a crash a repeated page counts here} */
    @Value.Default
    default long unchanged() {
        return 0;
    }

    /** {@return rows older than the record we have} */
    @Value.Default
    default long skipped() {
        return 0;
    }

    /** {@return rows that could not be taken} */
    @Value.Default
    default long rejected() {
        return 0;
    }

    /** {@return how many rows the provider announced, where it tells} */
    OptionalLong expected();

    /** {@return all rows that were looked at} */
    default long processed() {
        return added() + updated() + unchanged() + skipped() + rejected();
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Tally}. */
    final class Builder extends ImmutableTally.Builder {
        Builder() {}
    }

    /** Refuses negative counts. */
    @Value.Check
    default void check() {
        Preconditions.notNegative("a count of added rows", added());
        Preconditions.notNegative("a count of updated rows", updated());
        Preconditions.notNegative("a count of unchanged rows", unchanged());
        Preconditions.notNegative("a count of skipped rows", skipped());
        Preconditions.notNegative("a count of rejected rows", rejected());
    }
}
