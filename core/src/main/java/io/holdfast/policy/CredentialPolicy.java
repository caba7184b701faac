package io.holdfast.policy;

import io.holdfast.internal.Preconditions;
import io.holdfast.model.Integration;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /**
     * {@return the waits between the questions that confirm a refusal, the first for the first; the last is repeated for as long as it is
     * refused. A verdict needs the refusal of one more question than there are waits; default 1, 5 and 15 min}
     */
    @Value.Default
    default List<Duration> questions() {
        return List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));
    }

    /** {@return how close together first refusals of several accounts are the provider's trouble; default 30 min} */
    @Value.Default
    default Duration troubleWindow() {
        return Duration.ofMinutes(30);
    }

    /** {@return of how many accounts of a provider, so that fewer can't be compared either; default 3} */
    @Value.Default
    default int troubleAccounts() {
        return 3;
    }

    /** {@return for how long an account is not severed after a trouble of its provider that it was in; default 2 h} */
    @Value.Default
    default Duration patience() {
        return Duration.ofHours(2);
    }

    /** {@return after how long an account is severed though no other account shows that it is its own trouble; default 24 h} */
    @Value.Default
    default Duration atLast() {
        return Duration.ofHours(24);
    }

    /** {@return for how long a run waits to know whether a refused credential is dead, before it fails; default 1 h} */
    @Value.Default
    default Duration longestDoubt() {
        return Duration.ofHours(1);
    }

    /** {@return how old the last proof of a credential is before a page that was read is written down as another; default 5 min} */
    @Value.Default
    default Duration provenEach() {
        return Duration.ofMinutes(5);
    }

    /** {@return the waits after a verification: 1 min, doubling up to 10 min} */
    @Value.Default
    default BackOff verificationBackOff() {
        return BackOff.builder()
                .first(Duration.ofMinutes(1))
                .cap(Duration.ofMinutes(10))
                .build();
    }

    /** {@return the waits after a refresh that failed, and after a fan-out that left links out: 1 min up to 15 min, no longer than a question waits} */
    @Value.Default
    default BackOff refreshes() {
        return BackOff.builder()
                .first(Duration.ofMinutes(1))
                .cap(Duration.ofMinutes(15))
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
        Duration last = longestUntilKeptQuestion();
        Duration kept = grace().minus(Duration.between(now, until));
        Duration next = keptQuestions().stream()
                .filter(after -> after.compareTo(kept) > 0)
                .findFirst()
                .orElseGet(() -> last.multipliedBy(kept.dividedBy(last) + 1));
        return now.plus(next.minus(kept));
    }

    /** {@return the longest between two questions about a kept secret} */
    default Duration longestUntilKeptQuestion() {
        return keptQuestions().get(keptQuestions().size() - 1);
    }

    /** {@return how long before its end a credential that can't be refreshed shows as expiring; default 7 days} */
    @Value.Default
    default Duration warnAhead() {
        return Duration.ofDays(7);
    }

    /** {@return the longest that a question about a credential may have to wait from now, unless the provider asked for more} */
    default Duration longestWait() {
        Duration question = questions().stream().max(Duration::compareTo).orElseThrow();
        return Margins.longest(
                question.plus(spreadOf(question)),
                refreshes().cap(),
                verificationBackOff().cap(),
                claim().plus(claimWatch()));
    }

    /**
     * {@return how long to wait for the next question}
     *
     * @param refusals how many times it was refused, from 1
     * @param seed spreads accounts that were refused together, by a few hundredths of the wait
     */
    default Duration untilQuestion(int refusals, long seed) {
        Duration wait = questions().get(Math.min(refusals, questions().size()) - 1);
        return wait.plus(Spread.within(spreadOf(wait), seed));
    }

    private static Duration spreadOf(Duration wait) {
        return wait.multipliedBy(3).dividedBy(100);
    }

    /** {@return how long it takes from the first refusal to the last question that a verdict needs, which is its earliest} */
    default Duration earliestVerdict() {
        return questions().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * {@return until when it is found out whether an account has lost its authorisation, at the earliest, or once that has passed at last;
     * empty while it is not refused}
     *
     * @param integration the account
     * @param now the instant of asking
     */
    default Optional<Instant> confirmedBy(Integration integration, Instant now) {
        Optional<Instant> afterTrouble = integration
                .bookkeeping()
                .suspicion()
                .flatMap(Suspicion::troubleSeenAt)
                .map(seen -> seen.plus(patience()));
        return integration.refusedSince().map(since -> {
            Instant byQuestions =
                    since.plus(isOfItsOwnEnd(integration, now) ? questions().get(0) : earliestVerdict());
            Instant earliest = afterTrouble.filter(byQuestions::isBefore).orElse(byQuestions);
            Instant last = since.plus(atLast());
            Suspicion asked = integration.bookkeeping().suspicion().orElseThrow();
            int needed = isOfItsOwnEnd(integration, now) ? 1 : questions().size();
            boolean isAsked = afterTrouble.isEmpty() && !earliest.isAfter(now) && asked.refusals() <= needed;
            if (isAsked && asked.askAt().isAfter(now) && asked.askAt().isBefore(last)) {
                return asked.askAt();
            }
            return Stream.of(earliest.isBefore(last) ? earliest : last, last)
                    .filter(now::isBefore)
                    .findFirst()
                    .orElseGet(() ->
                            integration.bookkeeping().suspicion().orElseThrow().askAt());
        });
    }

    /** Whether it needs no witness: its time is over, or the token that would go on with it was lost. */
    private static boolean isOfItsOwnEnd(Integration refused, Instant now) {
        boolean slotEmpty =
                refused.bookkeeping().suspicion().filter(Suspicion::slotEmpty).isPresent();
        return !slotEmpty
                && (refused.isOver(now) || refused.bookkeeping().hasRefreshFailure(RefreshFailure.Kind.TOKEN_LOST));
    }

    /**
     * {@return how many refusals it takes until an account is severed at last: half of those that questions bring in that time, so
     * that neither a clock that jumps nor a node that was away makes up for them}
     */
    default int refusalsAtLast() {
        Duration lastWait = questions().get(questions().size() - 1);
        long half = atLast().dividedBy(lastWait.multipliedBy(2));
        return (int) Math.max(questions().size() + 1L, half);
    }

    /**
     * {@return whether an account is refused among others that are, so that it is most likely its provider's trouble}
     *
     * @param integration the account
     * @param now the instant of asking
     */
    default boolean knowsTrouble(Integration integration, Instant now) {
        return integration
                .bookkeeping()
                .suspicion()
                .flatMap(Suspicion::troubleSeenAt)
                .filter(seen -> seen.plus(troubleWindow()).isAfter(now))
                .isPresent();
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
        Margins.atLeast("the grace of a severed credential", grace(), "zero", Duration.ZERO);
        Preconditions.that(!keptQuestions().isEmpty(), "expected a question about a kept secret but found none");
        Duration before = Duration.ZERO;
        for (Duration after : keptQuestions()) {
            Margins.longer("each wait for a question about a kept secret", after, "the one before", before);
            before = after;
        }
        Preconditions.that(!questions().isEmpty(), "expected at least one wait between questions but found none");
        questions().forEach(wait -> Margins.positive("each wait between questions", wait));
        Margins.positive("the time within which first refusals are the provider's trouble", troubleWindow());
        Preconditions.that(
                troubleAccounts() >= 2,
                "expected two accounts or more to be the provider's trouble but found " + troubleAccounts());
        Margins.positive("the patience after a trouble", patience());
        Margins.atLeast(
                "the time after which an account is severed at last",
                atLast(),
                "the earliest verdict",
                earliestVerdict());
        Margins.positive("the longest doubt", longestDoubt());
        Margins.positive("the time between two proofs", provenEach());
        Margins.positive("the time of warning before the end", warnAhead());
    }
}
