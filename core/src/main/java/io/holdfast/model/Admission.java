package io.holdfast.model;

import io.holdfast.internal.Text;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One ticket of an attendee. */
@Value.Immutable
public interface Admission {
    /** {@return the provider's id of the ticket} */
    String id();

    /** {@return its class, as sold} */
    Optional<String> ticketClass();

    /** {@return what is scanned at the door; it admits its bearer, so it is left out of {@code toString}} */
    @Value.Redacted
    Optional<String> barcode();

    /** {@return whether it has been used; goes back to false when it is checked out} */
    boolean checkedIn();

    /** {@return when it was used, where the provider tells} */
    Optional<Instant> checkedInAt();

    /** {@return a builder; a ticket is unused unless it says otherwise} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link Admission}. */
    final class Builder extends ImmutableAdmission.Builder {
        Builder() {
            checkedIn(false);
        }
    }

    /** {@return this ticket with texts that every store can take} */
    @Value.Check
    default Admission cleaned() {
        if (Text.isStorable(id()) && Text.isStorable(ticketClass()) && Text.isStorable(barcode())) {
            return this;
        }
        return new Builder()
                .from(this)
                .id(Text.storable(id()))
                .ticketClass(ticketClass().map(Text::storable))
                .barcode(barcode().map(Text::storable))
                .build();
    }
}
