package io.holdfast.policy;

import java.time.Duration;
import org.immutables.value.Value;

/** How often and how long one run tries before it gives up. */
@Value.Immutable
public interface RetryPolicy {
    /** {@return attempts without progress, the first included; a page beyond all before starts the count again} */
    @Value.Default
    default int maxAttempts() {
        return 5;
    }

    /** {@return failures of one run in all, with and without progress} */
    @Value.Default
    default int maxFailures() {
        return 50;
    }

    /**
     * {@return how long one run may take from its first claim, in time of its own: what the provider asked it to wait does
     * not count; checked when an attempt ends; default 6 h}
     */
    @Value.Default
    default Duration maxRunDuration() {
        return Duration.ofHours(6);
    }

    /**
     * {@return how long one run may go on without a new page, the provider's waits included, so that one which is always
     * asked to wait ends; checked when an attempt ends; default 24 h}
     */
    @Value.Default
    default Duration maxPageless() {
        return Duration.ofHours(24);
    }

    /** {@return the waits between attempts: any part of 10 s, then 20 s, doubling up to 10 min} */
    @Value.Default
    default BackOff backOff() {
        return BackOff.builder()
                .first(Duration.ofSeconds(10))
                .cap(Duration.ofMinutes(10))
                .firstJitter(1)
                .build();
    }

    /**
     * {@return the waits for a provider that limits the rate of an account again and again, or names no time: 30 s, doubling
     * up to 15 min}
     */
    @Value.Default
    default BackOff rateLimits() {
        return BackOff.builder()
                .first(Duration.ofSeconds(30))
                .cap(Duration.ofMinutes(15))
                .jitter(0)
                .build();
    }

    /** {@return over how long the links that wait for one account's provider come back at least; default 90 s} */
    @Value.Default
    default Duration spread() {
        return Duration.ofSeconds(90);
    }

    /** {@return how long is waited at least for a provider that asks to wait, even if it names no time; default 1 s} */
    @Value.Default
    default Duration shortestProviderWait() {
        return Duration.ofSeconds(1);
    }

    /** {@return the longest wait that a provider may ask for; default 1 h} */
    @Value.Default
    default Duration longestProviderWait() {
        return Duration.ofHours(1);
    }

    /**
     * {@return how long to wait for a provider} Its wait is held between the shortest, without which one that says
     * "now" would be asked without a pause, and the longest.
     *
     * @param asked what the provider asked for
     */
    default Duration providerWait(Duration asked) {
        if (asked.compareTo(shortestProviderWait()) < 0) {
            return shortestProviderWait();
        }
        return asked.compareTo(longestProviderWait()) > 0 ? longestProviderWait() : asked;
    }

    /**
     * {@return how long to wait for a provider that limits an account's rate} The first time as long as it asked, if it
     * named a time; else no shorter than grows with the limits since an answer.
     *
     * @param asked what the provider asked for; zero or less if it named no time
     * @param limits how many limits in a row, this one included
     */
    default Duration rateLimitWait(Duration asked, int limits) {
        boolean named = !asked.isNegative() && !asked.isZero();
        Duration grown = providerWait(rateLimits().after(limits, 0));
        Duration told = providerWait(asked);
        return (named && limits <= 1) || told.compareTo(grown) > 0 ? told : grown;
    }

    /**
     * {@return over how long after a provider's wait the links of its account come back, so that no second has them all}
     *
     * @param wait how long the wait is
     */
    default Duration spreadOf(Duration wait) {
        Duration share = wait.dividedBy(10);
        return share.compareTo(spread()) > 0 ? share : spread();
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RetryPolicy}. */
    final class Builder extends ImmutableRetryPolicy.Builder {
        Builder() {}
    }

    /** Refuses budgets of nothing. */
    @Value.Check
    default void check() {
        Margins.positive("the number of attempts", maxAttempts());
        Margins.positive("the number of failures in all", maxFailures());
        Margins.positive("the longest run", maxRunDuration());
        Margins.atLeast(
                "the longest run",
                maxRunDuration(),
                "the longest wait between its attempts",
                backOff().cap());
        Margins.longer(
                "the longest time without a page",
                maxPageless(),
                "the longest provider's wait, which would end each run that waits for it",
                longestProviderWait());
        Margins.atLeast("the spread after a provider's wait", spread(), "zero", Duration.ZERO);
        Margins.positive("the shortest provider's wait", shortestProviderWait());
        Margins.atLeast(
                "the longest provider's wait", longestProviderWait(), "the shortest one", shortestProviderWait());
    }
}
