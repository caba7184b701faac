package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.policy.CredentialPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What becomes of the secret of a credential that was severed by a verdict: it is kept for its grace, asked about, and then either
 * its credential counts again or it is to be forgotten. Pure.
 */
record KeptSecretTransitions(CredentialPolicy policy) {
    /** What is kept of a connection that ends: nothing if a person wished that. A refresh that is under way may bring a better one yet. */
    Optional<KeptSecret> kept(Integration connected, Severance severance) {
        Instant until = severance.at().plus(policy.grace());
        return connected
                .bookkeeping()
                .credential()
                .filter(slot -> severance.isVerdict() && !policy.grace().isZero())
                .map(slot -> KeptSecret.builder()
                        .slot(slot)
                        .claim(connected.bookkeeping().claim())
                        .until(until)
                        .askAt(policy.nextKeptQuestion(until, severance.at()))
                        .build());
    }

    /** Whether a question is due by itself. */
    static boolean isDue(Integration stored, Instant now) {
        return stored.mayBeRevived(now)
                && stored.bookkeeping()
                        .keptSecret()
                        .filter(kept -> !kept.askAt().isAfter(now))
                        .isPresent();
    }

    /** A question is asked now; nobody else asks before the next is due. */
    Integration asking(Integration stored, Instant now) {
        return edited(stored, kept -> kept.askAt(policy.nextKeptQuestion(end(stored), now)));
    }

    /** Whether what was asked about is what counts still: the same kept secret of the same connection, which is severed still. */
    static boolean isStill(Integration stored, Integration asked) {
        return !stored.isConnected()
                && stored.connection() == asked.connection()
                && slot(stored).isPresent()
                && slot(stored).equals(slot(asked));
    }

    /** The provider accepts it again. */
    static Integration accepted(Integration stored, Instant now) {
        boolean known = stored.bookkeeping()
                .keptSecret()
                .flatMap(KeptSecret::acceptedAt)
                .isPresent();
        return known ? stored : edited(stored, kept -> kept.acceptedAt(now));
    }

    /** The provider refuses it, whatever it answered before. */
    static Integration refused(Integration stored) {
        return edited(stored, kept -> kept.acceptedAt(Optional.empty()));
    }

    /** Whether the credential that a refresh began with counts still, or is kept. */
    static boolean countsStill(Integration stored, Integration claimed) {
        return stored.bookkeeping().credentialVersion() == claimed.bookkeeping().credentialVersion()
                && (stored.isConnected() || stored.bookkeeping().keptSecret().isPresent());
    }

    /** What a refresh received too late for its connection; by giving it the provider has confirmed the authorisation. */
    static Integration replaced(Integration stored, SecretRef slot, Instant now) {
        Integration better = edited(stored, kept -> kept.slot(slot).claim(Optional.empty()));
        return accepted(better, now).toBuilder(
                        kept -> kept.credentialVersion(stored.bookkeeping().credentialVersion() + 1)
                                .orphanedSecrets(SecretTransitions.orphanedBut(stored, slot::equals, now)))
                .build();
    }

    /** Whether its grace is over. */
    static boolean isOver(Integration stored, Instant now) {
        return stored.bookkeeping()
                .keptSecret()
                .filter(kept -> !kept.until().isAfter(now))
                .isPresent();
    }

    /** Nothing is kept any more: what was is to be forgotten, and is only once this is written. */
    static Integration dropped(Integration stored, Instant now) {
        return stored.toBuilder(kept -> kept.keptSecret(Optional.empty())
                        .orphanedSecrets(SecretTransitions.orphanedBut(stored, none -> false, now)))
                .build();
    }

    private static Instant end(Integration stored) {
        return stored.bookkeeping().keptSecret().orElseThrow().until();
    }

    private static Optional<SecretRef> slot(Integration one) {
        return one.bookkeeping().keptSecret().map(KeptSecret::slot);
    }

    private static Integration edited(Integration stored, UnaryOperator<KeptSecret.Builder> edit) {
        KeptSecret before = stored.bookkeeping().keptSecret().orElseThrow();
        return stored.toBuilder(
                        kept -> kept.keptSecret(edit.apply(before.toBuilder()).build()))
                .build();
    }
}
