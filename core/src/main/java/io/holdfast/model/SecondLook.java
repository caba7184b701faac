package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** A read that repeats another a while later, because the provider's answers may lag behind what it signals. */
@Value.Immutable
public interface SecondLook {
    /** {@return not before when} */
    @Value.Parameter
    Instant at();

    /** {@return what is read again} */
    @Value.Parameter
    Hints hints();

    /**
     * Owes a second look.
     *
     * @param at not before when
     * @param hints what is read again
     * @return the look
     */
    static SecondLook of(Instant at, Hints hints) {
        return ImmutableSecondLook.of(at, hints);
    }
}
