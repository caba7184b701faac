package io.holdfast.policy;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.immutables.value.Value;

/** How credentials are refreshed and verified. */
@Value.Immutable
public interface CredentialPolicy {
    /** {@return how long before its end a credential is refreshed, but never before half of its time; default 5 min} */
    @Value.Default
    default Duration refreshAhead() {
        return Duration.ofMinutes(5);
    }

    /** {@return how long a claim on a refresh, or on a verification, holds; default 60 s} */
    @Value.Default
    default Duration claim() {
        return Duration.ofSeconds(60);
    }

    /**
     * {@return how long a node must have seen somebody else's claim unchanged, by its own running clock, before it takes it over;
     * no shorter than the claim, so that its owner asks no more by then; default 60 s}
     */
    @Value.Default
    default Duration claimWatch() {
        return Duration.ofSeconds(60);
    }

    /**
     * {@return how long a connector's request may take; with less left of a claim the provider is not asked; default 35 s,
     * a little more than the deadline of our connectors}
     */
    @Value.Default
    default Duration requestTimeout() {
        return Duration.ofSeconds(35);
    }

    /** {@return how long a node must have known of the first refusal of the identity before a second one severs; default 1 min} */
    @Value.Default
    default Duration secondRefusal() {
        return Duration.ofMinutes(1);
    }

    /** {@return the waits after a verification: 1 min, doubling up to 10 min} */
    @Value.Default
    default BackOff verificationBackOff() {
        return BackOff.builder()
                .first(Duration.ofMinutes(1))
                .cap(Duration.ofMinutes(10))
                .build();
    }

    /** {@return the waits after a refresh that failed, and after a fan-out that left links out: 1 min up to 30 min} */
    @Value.Default
    default BackOff refreshes() {
        return BackOff.builder()
                .first(Duration.ofMinutes(1))
                .cap(Duration.ofMinutes(30))
                .build();
    }

    /**
     * {@return how long the secret of a credential that was severed by a verdict is kept, so that it can be revived if the provider
     * accepts it again; zero keeps nothing; default 24 h}
     */
    @Value.Default
    default Duration grace() {
        return Duration.ofHours(24);
    }

    /**
     * {@return how long after a severance by a verdict the provider is asked whether it accepts the kept secret again, ever later; after
     * the last as often as the last says; default 15 min, 1 h, 3 h}
     */
    @Value.Default
    default List<Duration> keptQuestions() {
        return List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(3));
    }

    /**
     * {@return when a kept secret is asked about next, while its end is left alone}
     *
     * @param until the end of its grace
     * @param now the instant of asking
     */
    default Instant nextKeptQuestion(Instant until, Instant now) {
        Duration last = keptQuestions().get(keptQuestions().size() - 1);
        Duration kept = grace().minus(Duration.between(now, until));
        Duration next = keptQuestions().stream()
                .filter(after -> after.compareTo(kept) > 0)
                .findFirst()
                .orElseGet(() -> last.multipliedBy(kept.dividedBy(last) + 1));
        return now.plus(next.minus(kept));
    }

    /** {@return how long before its end a credential that can't be refreshed shows as expiring; default 7 days} */
    @Value.Default
    default Duration warnAhead() {
        return Duration.ofDays(7);
    }

    /** {@return the longest that a question about a credential may have to wait from now, unless the provider asked for more} */
    default Duration longestWait() {
        return Margins.longest(
                secondRefusal(), refreshes().cap(), verificationBackOff().cap(), claim().plus(claimWatch()));
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CredentialPolicy}. */
    final class Builder extends ImmutableCredentialPolicy.Builder {
        Builder() {}
    }

    /** Refuses intervals of nothing, and a claim that a request may outlast. */
    @Value.Check
    default void check() {
        Margins.positive("the time of refresh before the end", refreshAhead());
        Margins.positive("the request's time-out", requestTimeout());
        Preconditions.that(
                claim().compareTo(requestTimeout()) > 0,
                "expected the claim on a refresh to be longer than the request's time-out (" + requestTimeout()
                        + ") but found " + claim());
        Margins.atLeast("the watch of a claim", claimWatch(), "the claim", claim());
        Margins.positive("the wait for the second refusal", secondRefusal());
        Margins.atLeast("the grace of a severed credential", grace(), "zero", Duration.ZERO);
        Preconditions.that(!keptQuestions().isEmpty(), "expected a question about a kept secret but found none");
        Duration before = Duration.ZERO;
        for (Duration after : keptQuestions()) {
            Margins.longer("each wait for a question about a kept secret", after, "the one before", before);
            before = after;
        }
        Margins.positive("the time of warning before the end", warnAhead());
    }
}
