package io.holdfast.model;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * What is known of attendees whom full scans did not see: who is missing since which scan, what a person is asked about them,
 * what a person has answered, and what is being carried out.
 */
@Value.Immutable
public interface Absences {
    /** Nobody is missing, and nobody was kept. */
    Absences NONE = builder().build();

    /** {@return the one full scan that is remembered: those who are older than it have been missing since} */
    Optional<MissingSince> remembered();

    /** {@return what a person is asked} */
    Optional<RemovalQuestion> question();

    /** {@return that a person wants them removed, to be carried out at the end of a full scan} */
    Optional<RemovalWord> word();

    /** {@return whom a person keeps although the provider no longer lists them} */
    Optional<KeptAttendees> kept();

    /** {@return who is being marked as absent by the run that is on} */
    Optional<Removing> removing();

    /** {@return how far the provider's lists fall short of the totals that it states} */
    Shortfall shortfall();

    /** {@return the full scan number from which on attendees can count as missing: those of older stamps are kept; 0 if nobody is} */
    default long keptFrom() {
        return kept().map(KeptAttendees::scan).orElse(0L);
    }

    /** {@return the same, but that nobody is being marked any more} */
    default Absences withoutRemoving() {
        return removing().isEmpty()
                ? this
                : toBuilder().removing(Optional.empty()).build();
    }

    /** {@return the same, but that no person's word is left to be carried out} */
    default Absences withoutWord() {
        return word().isEmpty() ? this : toBuilder().word(Optional.empty()).build();
    }

    /** {@return a builder; what is left out is nothing} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link Absences}. */
    final class Builder extends ImmutableAbsences.Builder {
        Builder() {
            shortfall(Shortfall.NONE);
        }
    }
}
