package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;

/**
 * A provider's word that it limits the rate of an account. What it limits again, without an answer between, waits longer: a
 * provider that names no time, or zero, is not asked each second. Pure.
 *
 * @param asked how long it asked to wait; zero or less if it named no time
 * @param policy by what numbers that is judged
 */
record RateLimit(Duration asked, RetryPolicy policy) {
    /** The account as it is then; only ever later, and what several runs meet during one wait counts once. */
    Integration on(Integration stored, Instant now) {
        boolean waits = stored.bookkeeping().isRateLimited(now);
        int limits = stored.bookkeeping().rateLimits() + (waits ? 0 : 1);
        Instant until = now.plus(policy.rateLimitWait(asked, limits));
        boolean known = stored.bookkeeping()
                .rateLimitedUntil()
                .filter(at -> !at.isBefore(until))
                .isPresent();
        return known
                ? stored
                : stored.toBuilder(kept -> kept.rateLimitedUntil(until).rateLimits(limits))
                        .build();
    }

    /** The account once the provider answered: a limit that comes now is the first again. */
    static Integration answered(Integration stored) {
        return stored.toBuilder(kept -> kept.rateLimits(0)).build();
    }
}
