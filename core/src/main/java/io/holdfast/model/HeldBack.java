package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/**
 * Attendees that a complete walk did not see, and that are not marked as absent yet: a second walk, begun no earlier than
 * {@link #until()}, must miss them too.
 */
@Value.Immutable
public interface HeldBack {
    /** {@return the number of the walk that missed them; their stamps are older} */
    @Value.Parameter
    long walk();

    /** {@return how many it missed, from 1} */
    @Value.Parameter
    long unseen();

    /** {@return how many attendees were present in all, those missed included} */
    @Value.Parameter
    long present();

    /** {@return the settling time after that walk's end: a walk begun from then on may confirm} */
    @Value.Parameter
    Instant until();

    /**
     * Holds removals back.
     *
     * @param walk the number of the walk that missed them
     * @param unseen how many it missed
     * @param present how many were present in all
     * @param until when a second walk may begin
     * @return what is held back
     */
    static HeldBack of(long walk, long unseen, long present, Instant until) {
        return ImmutableHeldBack.of(walk, unseen, present, until);
    }

    /** Refuses a walk without a number, and counts that can't be. */
    @Value.Check
    default void check() {
        Expect.atLeastOne("a walk number", walk());
        Expect.atLeastOne("a count of unseen attendees", unseen());
        Expect.notNegative("a count of attendees that were seen", present() - unseen());
    }
}
