package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.Suspicion;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an account that its provider refuses has lost its authorisation, or its provider has a bad hour. Decided from what the
 * integrations of one provider hold; there is no row of the provider. Pure.
 *
 * @param policy how often is asked, and what counts as a trouble
 * @param skew how far the clocks of two nodes may differ
 */
record VerdictRules(CredentialPolicy policy, Duration skew) {
    /**
     * Rules on an account whose latest refusal is counted already.
     *
     * @param one with the suspicion that counts the refusal
     * @param refusal the refusal, and what is known of other accounts
     * @param now the instant of the answer
     */
    Ruling rule(Integration one, Refusal refusal, Instant now) {
        Suspicion suspicion = one.bookkeeping().suspicion().orElseThrow();
        Optional<Instant> troubleSeenAt =
                refusal.others().areInTroubleWith(one, policy) ? Optional.of(now) : suspicion.troubleSeenAt();
        Instant next = now.plus(policy.untilQuestion(suspicion.refusals(), one.seed()));
        if (suspicion.refusals() < needed(refusal)) {
            return new Ruling(Ruling.Kind.ASK_AGAIN, next, troubleSeenAt);
        }
        boolean isAtLast = isAtLast(suspicion, now);
        Instant from = notBefore(suspicion, refusal, isAtLast ? Optional.empty() : troubleSeenAt, now);
        if (from.isAfter(now)) {
            return new Ruling(Ruling.Kind.ASK_AGAIN, from.isBefore(next) ? from : next, troubleSeenAt);
        }
        boolean isDecided = isAtLast || refusal.isOfItsOwnEnd() || isDecidedByOthers(one, refusal.others(), now);
        return new Ruling(isDecided ? Ruling.Kind.SEVER : Ruling.Kind.ASK_OTHERS, next, troubleSeenAt);
    }

    /** Refusals of the identity, the first included. */
    private int needed(Refusal refusal) {
        return refusal.isOfItsOwnEnd() ? 2 : policy.questions().size() + 1;
    }

    /** Of too few accounts to compare nobody is a witness, and a revocation is likelier than an outage that answers so for so long. */
    private boolean isDecidedByOthers(Integration one, OtherAccounts others, Instant now) {
        Instant first = one.refusedSince().orElseThrow();
        return others.accountsWith(one) < policy.troubleAccounts()
                || others.haveWitnessFor(one, first.plus(skew), now.plus(skew));
    }

    /**
     * By the questions, by what this node has seen itself, and by the patience after a trouble, which has just begun while there is
     * one.
     */
    private Instant notBefore(Suspicion suspicion, Refusal refusal, Optional<Instant> troubleSeenAt, Instant now) {
        Duration firstWait = policy.questions().get(0);
        Instant byQuestions = suspicion
                .refusedAt()
                .orElseThrow()
                .plus(refusal.isOfItsOwnEnd() ? firstWait : policy.earliestVerdict());
        Instant byWatch = now.plus(firstWait.minus(refusal.knownFor()));
        return Stream.of(
                        Optional.of(byQuestions),
                        Optional.of(byWatch),
                        troubleSeenAt.map(seen -> seen.plus(policy.patience())))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** Refused for so long, and often enough meanwhile: a clock that jumps ages no refusal. */
    private boolean isAtLast(Suspicion suspicion, Instant now) {
        Duration refusedFor = Duration.between(suspicion.refusedAt().orElseThrow(), now);
        return refusedFor.compareTo(policy.atLast()) >= 0 && suspicion.refusals() >= policy.refusalsAtLast();
    }
}
