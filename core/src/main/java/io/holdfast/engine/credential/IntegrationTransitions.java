package io.holdfast.engine.credential;

import io.holdfast.model.Account;
import io.holdfast.model.AwaitedSecrets;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.ProviderId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.Verification;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an integration becomes. Pure: each function gives the next value of one that it is handed, and leaves the version to
 * whoever writes it.
 */
final class IntegrationTransitions {
    private final CredentialPolicy policy;
    private final KeptSecretTransitions keptSecrets;

    IntegrationTransitions(CredentialPolicy policy) {
        this.policy = policy;
        keptSecrets = new KeptSecretTransitions(policy);
    }

    /** An account that is going to be connected for the first time: it names the slot that is to be filled, and shows nowhere yet. */
    Integration begun(
            IntegrationId id,
            WorkspaceId workspace,
            ProviderId provider,
            Account account,
            SecretRef slot,
            Instant now) {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .decidedAt(now)
                        .awaitedSecrets(new AwaitedSecrets(Set.of(slot), now.plus(policy.claim())))
                        .build())
                .id(id)
                .workspace(workspace)
                .provider(provider)
                .account(account)
                .status(Integration.Status.DISCONNECTED)
                .connection(1)
                .connectedAt(now)
                .version(1)
                .build();
    }

    /**
     * A credential that a person gave: the first, or another of the same account. A severed integration that is authorised again begins a new
     * connection; a healthy one keeps its own. What is left of a fan-out stays.
     */
    Integration authorised(
            Integration stored,
            Account account,
            SecretRef slot,
            Credential credential,
            boolean refreshes,
            Instant now) {
        boolean severed = !stored.isConnected() && !stored.isPending();
        return credited(checkedSoon(stored, now), slot, credential, refreshes, now, Optional.empty())
                .account(account)
                .status(Integration.Status.CONNECTED)
                .connection(severed ? stored.connection() + 1 : stored.connection())
                .connectedAt(stored.isConnected() ? stored.connectedAt() : now)
                .severance(Optional.empty())
                .build();
    }

    /**
     * The provider accepts the kept secret of a severed integration again: a new connection begins with the credential that counted
     * before. What is left of a fan-out stays, and so does the claim of a refresh whose owner may answer yet.
     */
    Integration revived(Integration stored, Account account, Credential credential, boolean refreshes, Instant now) {
        KeptSecret accepted = stored.bookkeeping().keptSecret().orElseThrow();
        return checkedSoon(stored, now).toBuilder(kept -> kept.credential(accepted.slot())
                        .claim(accepted.claim())
                        .keptSecret(Optional.empty())
                        .provenAt(now)
                        .refreshAt(refreshAt(credential, refreshes, now)))
                .account(account)
                .status(Integration.Status.CONNECTED)
                .connection(stored.connection() + 1)
                .connectedAt(now)
                .severance(Optional.empty())
                .expiresAt(credential.expiresAt())
                .build();
    }

    /** What has deliveries sent may have ended with the credential before. */
    private static Integration checkedSoon(Integration stored, Instant now) {
        return stored.toBuilder(kept -> kept.route(stored.bookkeeping()
                        .route()
                        .map(route -> route.toBuilder()
                                .checkAt(now)
                                .listAt(Instant.EPOCH)
                                .failures(0)
                                .build())))
                .build();
    }

    /** The credential that a refresh received; by giving it the provider has confirmed the authorisation. */
    Integration refreshed(Integration stored, SecretRef slot, Credential credential, boolean refreshes, Instant now) {
        Verification verification = nextVerification(stored, now, now, true);
        return credited(stored, slot, credential, refreshes, now, Optional.of(verification))
                .build();
    }

    private Integration.Builder credited(
            Integration stored,
            SecretRef slot,
            Credential credential,
            boolean refreshes,
            Instant now,
            Optional<Verification> verification) {
        return stored.toBuilder(kept -> kept.credential(slot)
                        .credentialVersion(
                                stored.isPending() ? 1 : stored.bookkeeping().credentialVersion() + 1)
                        .refreshAt(refreshAt(credential, refreshes, now))
                        .claim(Optional.empty())
                        .refreshFailure(Optional.empty())
                        .suspicion(Optional.empty())
                        .verification(verification)
                        .provenAt(now)
                        .awaitedSecrets(SecretTransitions.awaitedWithout(stored, slot))
                        .keptSecret(Optional.empty())
                        .orphanedSecrets(SecretTransitions.orphanedBut(stored, slot::equals, now)))
                .expiresAt(credential.expiresAt());
    }

    /**
     * A while before its end, but not before half of its time, nor at once: one that lives for seconds is not refreshed all the
     * time.
     */
    Optional<Instant> refreshAt(Credential credential, boolean refreshes, Instant now) {
        return credential.expiresAt().filter(end -> refreshes).map(end -> {
            Duration life = Duration.between(now, end);
            Duration wait = longer(life.minus(policy.refreshAhead()), life.dividedBy(2));
            return now.plus(longer(wait, policy.refreshes().first()));
        });
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A credential that can't be refreshed after all. */
    Integration notRefreshed(Integration stored) {
        return stored.toBuilder(kept -> kept.refreshAt(Optional.empty()).refreshFailure(Optional.empty()))
                .build();
    }

    /**
     * The end of an authorisation: its links are to be told, and nothing is asked with it any more but whether the provider accepts
     * what a verdict keeps of it again.
     */
    Integration severed(Integration stored, Severance.Cause cause, Instant now) {
        Severance severance = new Severance(cause, now);
        Optional<KeptSecret> rest = keptSecrets.kept(stored, severance);
        return stored.toBuilder(kept -> kept.credential(Optional.empty())
                        .refreshAt(Optional.empty())
                        .claim(Optional.empty())
                        .refreshFailure(Optional.empty())
                        .suspicion(Optional.empty())
                        .verification(Optional.empty())
                        .rateLimitedUntil(Optional.empty())
                        .rateLimits(0)
                        .fanOut(new FanOut(stored.connection(), Cursor.START, now, false, 0))
                        .keptSecret(rest)
                        .orphanedSecrets(SecretTransitions.orphanedBut(
                                stored,
                                slot -> rest.filter(secret -> secret.names(slot))
                                        .isPresent(),
                                now)))
                .status(Integration.Status.DISCONNECTED)
                .severance(severance)
                .expiresAt(Optional.empty())
                .build();
    }

    /** Whether the wait of an earlier failed refresh is still on. */
    static boolean isResting(Integration stored, Instant now) {
        return stored.bookkeeping().refreshFailure().isPresent()
                && stored.bookkeeping()
                        .refreshAt()
                        .filter(at -> at.isAfter(now))
                        .isPresent();
    }

    /** A question is asked from now on; nobody else asks before it must have been answered. */
    Integration verifying(Integration stored, Instant now) {
        Suspicion.Builder asked = Suspicion.builder();
        stored.bookkeeping().suspicion().ifPresentOrElse(asked::from, () -> asked.since(now));
        return suspected(
                stored, asked.beingAsked(true).askAt(now.plus(policy.claim())).build());
    }

    /** A question that has to wait for somebody else's refresh, or for a person. */
    Integration postponed(Integration stored, Instant askAt) {
        return suspected(
                stored,
                open(stored, askAt).toBuilder().beingAsked(false).askAt(askAt).build());
    }

    /** A question that was inconclusive. */
    Integration unanswered(Integration stored, Optional<RateLimit> limit, Instant now) {
        Suspicion before = open(stored, now);
        int times = before.unanswered() + 1;
        return suspected(
                limit.map(met -> met.on(stored, now)).orElse(stored),
                before.toBuilder()
                        .beingAsked(false)
                        .unanswered(times)
                        .askAt(now.plus(policy.verificationBackOff().after(times, stored.seed())))
                        .build());
    }

    /** The provider answered with the credential. */
    static Integration proven(Integration stored, Instant now) {
        return stored.toBuilder(kept -> kept.provenAt(now)).build();
    }

    /** The provider said who we are. */
    Integration verified(Integration stored, Instant askedAt, Instant now) {
        return stored.toBuilder(kept -> kept.suspicion(Optional.empty())
                        .provenAt(now)
                        .verification(nextVerification(stored, askedAt, now, false)))
                .build();
    }

    private Verification nextVerification(Integration stored, Instant askedAt, Instant now, boolean byRefresh) {
        int times = stored.bookkeeping()
                        .verification()
                        .filter(last -> last.validUntil()
                                .plus(policy.verificationBackOff().cap())
                                .isAfter(now))
                        .map(Verification::times)
                        .orElse(0)
                + 1;
        return new Verification(
                askedAt, now.plus(policy.verificationBackOff().after(times, stored.seed())), times, byRefresh);
    }

    static Suspicion open(Integration stored, Instant now) {
        return stored.bookkeeping()
                .suspicion()
                .orElseGet(() -> Suspicion.builder().since(now).askAt(now).build());
    }

    static Integration suspected(Integration stored, Suspicion suspicion) {
        return stored.toBuilder(kept -> kept.suspicion(suspicion)).build();
    }
}
