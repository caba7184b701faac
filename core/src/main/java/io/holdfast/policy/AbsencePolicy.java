package io.holdfast.policy;

import java.time.Duration;
import org.immutables.value.Value;

/** How much a complete full scan may miss before it is believed: a provider that answers half a list must empty no event. */
@Value.Immutable
public interface AbsencePolicy {
    /** {@return up to which share of those present the missing ones may be asked for one by one; default 0.2} */
    @Value.Default
    default double shareAtMost() {
        return 0.2;
    }

    /** {@return up to how many may be asked for one by one; default 20} */
    @Value.Default
    default int oneByOneAtMost() {
        return 20;
    }

    /** {@return how long after a full scan's end a second one may begin and confirm what it missed; default 10 min} */
    @Value.Default
    default Duration settling() {
        return Duration.ofMinutes(10);
    }

    /**
     * Tells whether so few are missing that they can be asked for by name.
     *
     * @param unseen how many a complete full scan missed
     * @param present how many were present in all
     * @return whether to ask; if not, their removal is held back until a second full scan
     */
    default boolean isFew(long unseen, long present) {
        return unseen <= oneByOneAtMost() && unseen <= shareAtMost() * present;
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AbsencePolicy}. */
    final class Builder extends ImmutableAbsencePolicy.Builder {
        Builder() {}
    }

    /** Refuses a share beyond the whole, and counts and times below zero. */
    @Value.Check
    default void check() {
        Margins.that(
                shareAtMost() >= 0 && shareAtMost() <= 1,
                "expected a share of absent attendees from 0 to 1 but found " + shareAtMost());
        Margins.that(
                oneByOneAtMost() >= 0,
                "expected 0 or more attendees to be asked for one by one but found " + oneByOneAtMost());
        Margins.atLeast("the settling time", settling(), "zero", Duration.ZERO);
    }
}
