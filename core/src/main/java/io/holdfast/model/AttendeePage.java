package io.holdfast.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** One answer of a provider's attendee list. */
@Value.Immutable
public interface AttendeePage {
    /** {@return the rows that were understood, in the provider's order; one id may come twice} */
    List<Attendee> attendees();

    /** {@return the rows that were not} */
    List<Rejected> rejected();

    /** {@return the provider's clock at this answer} */
    Instant asOf();

    /** {@return where the next page begins; empty only if the list provably ended} */
    Optional<Cursor> next();

    /** {@return how many rows the whole list has, where the provider tells} */
    OptionalLong expected();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link AttendeePage}. */
    final class Builder extends ImmutableAttendeePage.Builder {
        Builder() {}
    }
}
