package io.holdfast.policy;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * When full scans are believed about those whom they missed: a provider that answers half a list, for an hour or for a day, must
 * empty no event.
 */
@Value.Immutable
public interface AbsencePolicy {
    /**
     * {@return how long after the end of a full scan a second one may begin and confirm what it missed; longer than an outage that
     * must harm nobody; default 2 h 15 min}
     */
    @Value.Default
    default Duration settling() {
        return Duration.ofMinutes(135);
    }

    /** {@return how long after a full scan that first missed somebody everything is read again, which ends most alarms; default 10 min} */
    @Value.Default
    default Duration secondLook() {
        return Duration.ofMinutes(10);
    }

    /** {@return how many attendees at most are few, so that two full scans remove them unasked; default 20} */
    @Value.Default
    default int few() {
        return 20;
    }

    /** {@return which share of those present is at most few, from 0 to 1; one attendee of several always is; default 0.2} */
    @Value.Default
    default double fewShare() {
        return 0.2;
    }

    /** {@return how long at least three full scans must have missed many of an event before they are removed unasked; default 6 h} */
    @Value.Default
    default Duration proof() {
        return Duration.ofHours(6);
    }

    /** {@return the same for more than half of an event, or all of it; default 24 h} */
    @Value.Default
    default Duration proofOfMost() {
        return Duration.ofHours(24);
    }

    /** {@return how long a person's word that attendees are to be removed holds while no full scan carries it out; default 24 h} */
    @Value.Default
    default Duration wordHolds() {
        return Duration.ofHours(24);
    }

    /**
     * {@return whether two full scans are enough for that many: they are few, and not everybody}
     *
     * @param missing how many are missing
     * @param present how many are present in all, those missing included
     */
    default boolean isFew(long missing, long present) {
        return missing <= few() && missing < present && (missing <= 1 || missing <= fewShare() * present);
    }

    /**
     * {@return how long that many must have been missing before they are removed unasked, where they are many}
     *
     * @param missing how many are missing
     * @param present how many are present in all, those missing included
     */
    default Duration proofFor(long missing, long present) {
        return missing <= present - missing ? proof() : proofOfMost();
    }

    /**
     * {@return whether a person's word still holds}
     *
     * @param given when it was given
     * @param now the instant of asking
     */
    default boolean holds(Instant given, Instant now) {
        return now.isBefore(given.plus(wordHolds()));
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link AbsencePolicy}. */
    final class Builder extends ImmutableAbsencePolicy.Builder {
        Builder() {}
    }

    /** Refuses times of nothing, and numbers that can't hold together. */
    @Value.Check
    default void check() {
        Margins.positive("the time until the second look", secondLook());
        Margins.atLeast("the settling time", settling(), "the time until the second look", secondLook());
        Margins.atLeast("the longer proof", proof(), "the settling time, after which a person is asked", settling());
        Margins.atLeast("the proof of most", proofOfMost(), "the longer proof", proof());
        Margins.positive("the time for which a person's word holds", wordHolds());
        Preconditions.that(few() >= 0, "expected the number that is few to be 0 or more but found " + few());
        Preconditions.that(
                fewShare() >= 0 && fewShare() < 1,
                "expected the share that is few to be from 0 to less than 1 but found " + fewShare());
    }
}
