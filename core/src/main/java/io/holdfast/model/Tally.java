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
    long added();

    /** {@return rows that replaced an older record} */
    long updated();

    /** {@return rows that said what was known; after a crash a repeated page counts here} */
    long unchanged();

    /** {@return rows older than the record we have} */
    long skipped();

    /** {@return rows that could not be taken} */
    long rejected();

    /** {@return those of the rows that could not be taken which name no attendee, so that any might be theirs} */
    long nameless();

    /** {@return rows of persons whom the host has erased, of which nothing is kept} */
    long withheld();

    /** {@return how many rows the provider announced, where it tells} */
    OptionalLong expected();

    /** {@return all rows that were read} */
    default long processed() {
        return added() + updated() + unchanged() + skipped() + rejected() + withheld();
    }

    /** {@return a builder; what is left out is 0, or not announced} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Tally}. */
    final class Builder extends ImmutableTally.Builder {
        Builder() {
            added(0).updated(0).unchanged(0).skipped(0).rejected(0).nameless(0).withheld(0);
        }
    }

    /** Refuses negative counts. */
    @Value.Check
    default void check() {
        Preconditions.notNegative("a count of added rows", added());
        Preconditions.notNegative("a count of updated rows", updated());
        Preconditions.notNegative("a count of unchanged rows", unchanged());
        Preconditions.notNegative("a count of skipped rows", skipped());
        Preconditions.notNegative("a count of rejected rows", rejected());
        Preconditions.notNegative("a count of rejected rows that name nobody", nameless());
        Preconditions.notNegative("a count of rows of erased persons", withheld());
    }
}
