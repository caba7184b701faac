package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * When a live link is looked at although nobody asked. Three instants, not one: a poll must not put off a walk, nor a
 * second look.
 */
@Value.Immutable
public interface Looks {
    /** None: nothing of this link changes any more, or nothing tells. */
    Looks NONE = of(Optional.empty(), Optional.empty());

    /** {@return when changes are read next} */
    @Value.Parameter
    Optional<Instant> pollAt();

    /** {@return when everything is read next} */
    @Value.Parameter
    Optional<Instant> walkAt();

    /** {@return what is read a second time, and when} */
    @Value.Parameter
    Optional<SecondLook> second();

    /**
     * Sets when changes and everything are read next.
     *
     * @param pollAt when changes are read next
     * @param walkAt when everything is read next
     * @return the looks, without a second one
     */
    static Looks of(Optional<Instant> pollAt, Optional<Instant> walkAt) {
        return of(pollAt, walkAt, Optional.empty());
    }

    /**
     * Sets all three.
     *
     * @param pollAt when changes are read next
     * @param walkAt when everything is read next
     * @param second what is read a second time, and when
     * @return the looks
     */
    static Looks of(Optional<Instant> pollAt, Optional<Instant> walkAt, Optional<SecondLook> second) {
        return ImmutableLooks.of(pollAt, walkAt, second);
    }

    /** {@return the earliest of the three} */
    default Optional<Instant> next() {
        return earlier(earlier(pollAt(), walkAt()), second().map(SecondLook::at));
    }

    /**
     * Tells whether a look is due.
     *
     * @param now the instant of asking
     * @return whether the earliest of the three has come
     */
    default boolean isDue(Instant now) {
        return hasCome(next(), now);
    }

    /**
     * Tells whether changes are to be read.
     *
     * @param now the instant of asking
     * @return whether the poll's instant has come
     */
    default boolean isPollDue(Instant now) {
        return hasCome(pollAt(), now);
    }

    /**
     * Tells whether everything is to be read.
     *
     * @param now the instant of asking
     * @return whether the walk's instant has come
     */
    default boolean isWalkDue(Instant now) {
        return hasCome(walkAt(), now);
    }

    private static boolean hasCome(Optional<Instant> at, Instant now) {
        return at.isPresent() && !at.get().isAfter(now);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isAfter(other.get()) ? other : one;
    }
}
