package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** When a live link is looked at although nobody asked. Two instants, not one: a poll must not put off a walk. */
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

    /**
     * Sets both instants.
     *
     * @param pollAt when changes are read next
     * @param walkAt when everything is read next
     * @return the looks
     */
    static Looks of(Optional<Instant> pollAt, Optional<Instant> walkAt) {
        return ImmutableLooks.of(pollAt, walkAt);
    }

    /** {@return the earlier of the two} */
    default Optional<Instant> next() {
        return Stream.of(pollAt(), walkAt()).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /**
     * Tells whether a look is due.
     *
     * @param now the instant of asking
     * @return whether the earlier of the two has come
     */
    default boolean isDue(Instant now) {
        return next().filter(at -> !at.isAfter(now)).isPresent();
    }

    /**
     * Tells whether everything is to be read.
     *
     * @param now the instant of asking
     * @return whether the walk's instant has come
     */
    default boolean isWalkDue(Instant now) {
        return walkAt().filter(at -> !at.isAfter(now)).isPresent();
    }
}
