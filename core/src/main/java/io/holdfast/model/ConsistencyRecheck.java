package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A read that repeats another a while later, because the provider's answers may lag behind what it signals. Nothing puts
 * it off: what is signalled meanwhile is owed one more after it.
 *
 * @param at not before when
 * @param hints what is read again
 * @param afterwards what is read once more after that
 */
public record ConsistencyRecheck(Instant at, Hints hints, Optional<Hints> afterwards) {
    /**
     * Makes one after which nothing more is owed.
     *
     * @param at not before when
     * @param hints what is read again
     */
    public ConsistencyRecheck(Instant at, Hints hints) {
        this(at, hints, Optional.empty());
    }
}
