package io.holdfast.policy;

import java.time.Duration;
import org.immutables.value.Value;

/** When a complete full scan is believed about those that it missed: a provider that answers half a list must empty no event. */
@Value.Immutable
public interface AbsencePolicy {
    /** {@return how long after a full scan's end a second one may begin and confirm what it missed; default 10 min} */
    @Value.Default
    default Duration settling() {
        return Duration.ofMinutes(10);
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AbsencePolicy}. */
    final class Builder extends ImmutableAbsencePolicy.Builder {
        Builder() {}
    }

    /** Refuses a time below zero. */
    @Value.Check
    default void check() {
        Margins.atLeast("the settling time", settling(), "zero", Duration.ZERO);
    }
}
