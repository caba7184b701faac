package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.Lease;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.SecretRef;
import io.holdfast.policy.CredentialPolicy;
import java.time.Instant;
import java.util.Optional;

/** What an integration becomes while its credential is being refreshed: claimed, put off, or failed. Pure. */
final class RefreshTransitions {
    private final CredentialPolicy policy;

    RefreshTransitions(CredentialPolicy policy) {
        this.policy = policy;
    }

    /** A claim on the refresh: of one that has run out the secret slot is kept, because its owner may have filled it, or will. */
    Integration claimed(Integration stored, String owner, SecretRef fresh, Instant now) {
        Optional<RefreshClaim> before = stored.claim();
        return with(
                stored,
                RefreshClaim.builder()
                        .lease(new Lease(owner, now.plus(policy.claim())))
                        .next(before.map(RefreshClaim::next).orElse(fresh))
                        .takenOver(before.isPresent())
                        .refusedAt(before.flatMap(RefreshClaim::refusedAt))
                        .build());
    }

    /** A refusal that an earlier owner of the claim may have caused: it counts if the secret slot is empty one claim later. */
    Integration refusedForNow(Integration stored, RefreshClaim claim, Instant now) {
        return with(
                stored,
                claim.toBuilder()
                        .lease(new Lease(claim.lease().owner(), now.plus(policy.claim())))
                        .refusedAt(now)
                        .build());
    }

    private static Integration with(Integration stored, RefreshClaim claim) {
        return stored.toBuilder().claim(claim).build();
    }

    /** A refresh that failed. Unless nothing was decided, its claim ends. */
    Integration refreshFailed(
            Integration stored, RefreshFailure.Kind kind, Optional<Instant> rateLimitedUntil, Instant now) {
        Optional<RefreshFailure> before = stored.refreshFailure();
        int failures = before.map(RefreshFailure::failures).orElse(0) + 1;
        boolean lost = stored.hasRefreshFailure(RefreshFailure.Kind.TOKEN_LOST);
        RefreshFailure.Kind told = kind;
        if (lost && kind == RefreshFailure.Kind.REFUSED) {
            told = RefreshFailure.Kind.TOKEN_LOST;
        } else if (stored.isMisconfigured() && kind == RefreshFailure.Kind.UNANSWERED) {
            told = RefreshFailure.Kind.MISCONFIGURED;
        }
        return IntegrationTransitions.rateLimitedIfAsked(stored, rateLimitedUntil).toBuilder()
                .refreshFailure(new RefreshFailure(
                        told, before.map(RefreshFailure::since).orElse(now), failures))
                .refreshAt(now.plus(policy.refreshes().after(failures, stored.seed())))
                .claim(kind == RefreshFailure.Kind.UNANSWERED ? stored.claim() : Optional.empty())
                .build();
    }
}
