package io.holdfast.model;

import java.time.Instant;

/**
 * A read that repeats another a while later, because the provider's answers may lag behind what it signals.
 *
 * @param at not before when
 * @param hints what is read again
 */
public record ConsistencyRecheck(Instant at, Hints hints) {}
