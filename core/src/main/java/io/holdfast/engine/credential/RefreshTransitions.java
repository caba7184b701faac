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
        Optional<RefreshClaim> before = stored.bookkeeping().claim();
        return with(
                stored,
                RefreshClaim.builder()
                        .lease(new Lease(owner, now.plus(policy.claim())))
                        .next(before.map(RefreshClaim::next).orElse(fresh))
                        .takenOver(before.isPresent())
                        .refusedAt(before.flatMap(RefreshClaim::refusedAt))
                        .build());
    }

    /** A refusal that an earlier owner of the claim may have caused: it is final if the secret slot is empty one claim later. */
    Integration refusedForNow(Integration stored, RefreshClaim claim, Instant now) {
        return with(
                stored,
                claim.toBuilder()
                        .lease(new Lease(claim.lease().owner(), now.plus(policy.claim())))
                        .refusedAt(now)
                        .build());
    }

    private static Integration with(Integration stored, RefreshClaim claim) {
        return stored.toBuilder(kept -> kept.claim(claim)).build();
    }

    /** A refresh that failed. Unless nothing was decided, its claim ends. */
    Integration refreshFailed(Integration stored, RefreshFailure.Kind kind, Optional<RateLimit> limit, Instant now) {
        Optional<RefreshFailure> before = stored.bookkeeping().refreshFailure();
        int failures = before.map(RefreshFailure::failures).orElse(0) + 1;
        Instant since = before.map(RefreshFailure::since).orElse(now);
        Integration next = limit.map(met -> met.on(stored, now)).orElse(stored);
        return next.toBuilder(kept -> {
                    kept.refreshFailure(new RefreshFailure(told(stored, kind), since, failures))
                            .refreshAt(now.plus(policy.refreshes().after(failures, stored.seed())));
                    if (!mayBeTakenOver(stored, kind)) {
                        kept.claim(Optional.empty());
                    }
                })
                .build();
    }

    /**
     * Whether somebody may have received a token by this claim, or by the one that it took over, that is stored late or never: then it
     * is not forgotten, because the next refusal may come of that.
     */
    private static boolean mayBeTakenOver(Integration stored, RefreshFailure.Kind kind) {
        boolean wasTakenOver =
                stored.bookkeeping().claim().filter(RefreshClaim::takenOver).isPresent();
        return kind == RefreshFailure.Kind.UNANSWERED || (kind == RefreshFailure.Kind.MISCONFIGURED && wasTakenOver);
    }

    /** What is known to be worse stays said until something else is known; a token that was lost is, whatever is answered later. */
    private static RefreshFailure.Kind told(Integration stored, RefreshFailure.Kind kind) {
        if (stored.bookkeeping().hasRefreshFailure(RefreshFailure.Kind.TOKEN_LOST)) {
            return RefreshFailure.Kind.TOKEN_LOST;
        }
        return kind == RefreshFailure.Kind.UNANSWERED && stored.isMisconfigured()
                ? RefreshFailure.Kind.MISCONFIGURED
                : kind;
    }
}
