package io.holdfast.engine;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.Lease;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshTrouble;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.Vouch;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an integration becomes. Pure: each function gives the next value of one that it is handed, and leaves the version to
 * whoever writes it.
 */
final class IntegrationRules {
    private final CredentialPolicy policy;

    IntegrationRules(CredentialPolicy policy) {
        this.policy = policy;
    }

    /**
     * Another credential of the same account, given by a person. A severed integration that is authorised again begins a new
     * connection; a healthy one keeps its own. What is left of a fan-out stays.
     */
    Integration authorised(
            Integration stored,
            Account account,
            SecretRef drawer,
            Credential credential,
            boolean refreshes,
            Instant now) {
        boolean severed = !stored.isConnected();
        return credited(stored, drawer, credential, refreshes, now)
                .account(account)
                .status(Integration.Status.CONNECTED)
                .connection(severed ? stored.connection() + 1 : stored.connection())
                .connectedAt(severed ? now : stored.connectedAt())
                .severance(Optional.empty())
                .vouch(Optional.empty())
                .build();
    }

    /** The credential that a refresh bought; the provider vouched for the authorisation by selling it. */
    Integration refreshed(Integration stored, SecretRef drawer, Credential credential, Instant now) {
        return credited(stored, drawer, credential, true, now)
                .vouch(nextVouch(stored, now, now))
                .build();
    }

    private Integration.Builder credited(
            Integration stored, SecretRef drawer, Credential credential, boolean refreshes, Instant now) {
        Integration.Builder next = Integration.builder();
        next.from(stored)
                .credential(drawer)
                .credentialVersion(stored.credentialVersion() + 1)
                .expiresAt(credential.expiresAt())
                .refreshAt(refreshAt(credential, refreshes, now))
                .claim(Optional.empty())
                .refreshTrouble(Optional.empty())
                .suspicion(Optional.empty());
        return next;
    }

    /** A while before its end, but not before half of its time: one that lives for a minute is not refreshed all the time. */
    Optional<Instant> refreshAt(Credential credential, boolean refreshes, Instant now) {
        return credential.expiresAt().filter(end -> refreshes).map(end -> {
            Duration life = Duration.between(now, end);
            Duration ahead = life.minus(policy.refreshAhead());
            Duration half = life.dividedBy(2);
            Duration wait = ahead.compareTo(half) > 0 ? ahead : half;
            return wait.isNegative() ? now : now.plus(wait);
        });
    }

    /** The end of an authorisation: nothing is asked with it any more, and its links are to be told. */
    Integration severed(Integration stored, Severance.Cause cause, Instant now) {
        Integration.Builder next = Integration.builder();
        return next.from(stored)
                .status(Integration.Status.DISCONNECTED)
                .severance(Severance.of(cause, now))
                .credential(Optional.empty())
                .expiresAt(Optional.empty())
                .refreshAt(Optional.empty())
                .claim(Optional.empty())
                .refreshTrouble(Optional.empty())
                .suspicion(Optional.empty())
                .vouch(Optional.empty())
                .quietUntil(Optional.empty())
                .fanOut(FanOut.of(stored.connection(), Cursor.START, now, 0))
                .build();
    }

    /** Whether the wait of an earlier failed refresh is still on. */
    static boolean isResting(Integration stored, Instant now) {
        return stored.refreshTrouble().isPresent()
                && stored.refreshAt().filter(at -> at.isAfter(now)).isPresent();
    }

    /** A claim on the refresh: of one that has run out the drawer is kept, because its owner may have filled it, or will. */
    Integration claimed(Integration stored, String owner, SecretRef fresh, Instant now) {
        Optional<RefreshClaim> before = stored.claim();
        return with(
                stored,
                RefreshClaim.builder()
                        .lease(Lease.of(owner, now.plus(policy.claim())))
                        .next(before.map(RefreshClaim::next).orElse(fresh))
                        .takenOver(before.isPresent())
                        .refusedAt(before.flatMap(RefreshClaim::refusedAt))
                        .build());
    }

    /** A refusal that an earlier owner of the claim may have caused: it counts if the drawer is empty one claim later. */
    Integration refusedForNow(Integration stored, RefreshClaim claim, Instant now) {
        RefreshClaim.Builder waiting = RefreshClaim.builder();
        return with(
                stored,
                waiting.from(claim)
                        .lease(Lease.of(claim.lease().owner(), now.plus(policy.claim())))
                        .refusedAt(now)
                        .build());
    }

    private static Integration with(Integration stored, RefreshClaim claim) {
        Integration.Builder next = Integration.builder();
        return next.from(stored).claim(claim).build();
    }

    /** A refresh that failed. Unless nothing was decided, its claim ends. */
    Integration refreshFailed(Integration stored, RefreshTrouble.Kind kind, Instant now) {
        Optional<RefreshTrouble> before = stored.refreshTrouble();
        int failures = before.map(RefreshTrouble::failures).orElse(0) + 1;
        boolean lost = before.filter(trouble -> trouble.kind() == RefreshTrouble.Kind.TOKEN_LOST)
                .isPresent();
        RefreshTrouble.Kind told = lost && kind == RefreshTrouble.Kind.REFUSED ? RefreshTrouble.Kind.TOKEN_LOST : kind;
        Integration.Builder next = Integration.builder();
        return next.from(stored)
                .refreshTrouble(RefreshTrouble.of(
                        told, before.map(RefreshTrouble::since).orElse(now), failures))
                .refreshAt(now.plus(policy.refreshes().after(failures, stored.seed())))
                .claim(kind == RefreshTrouble.Kind.UNANSWERED ? stored.claim() : Optional.empty())
                .build();
    }

    /** A question is asked from now on; nobody else asks before it must have been answered. */
    Integration questioned(Integration stored, Instant now) {
        Suspicion.Builder asked = Suspicion.builder();
        stored.suspicion().ifPresentOrElse(asked::from, () -> asked.since(now));
        return doubted(stored, asked.askAt(now.plus(policy.claim())).build());
    }

    /** A question that has to wait for somebody else's refresh, or for a person. */
    Integration postponed(Integration stored, Instant askAt) {
        Suspicion.Builder later = Suspicion.builder();
        return doubted(stored, later.from(open(stored, askAt)).askAt(askAt).build());
    }

    /** A question that was answered neither way. */
    Integration unanswered(Integration stored, Instant now) {
        Suspicion before = open(stored, now);
        int times = before.unanswered() + 1;
        Suspicion.Builder later = Suspicion.builder();
        return doubted(
                stored,
                later.from(before)
                        .unanswered(times)
                        .askAt(now.plus(policy.questions().after(times, stored.seed())))
                        .build());
    }

    /** A refusal of the identity: the first is remembered, a second one that was asked for long enough after it severs. */
    Integration refused(Integration stored, Severance.Cause cause, Instant askedAt, Instant now) {
        Suspicion before = open(stored, now);
        Instant first = before.refusedAt().orElse(now);
        Instant secondFrom = first.plus(policy.secondRefusal());
        boolean counts = before.refusedAt().isPresent() && !askedAt.isBefore(secondFrom);
        if (counts && stored.claim().isEmpty()) {
            return severed(stored, cause, now);
        }
        Instant claimEnds = stored.claim().map(claim -> claim.lease().until()).orElse(secondFrom);
        Suspicion.Builder later = Suspicion.builder();
        return doubted(
                stored,
                later.from(before)
                        .unanswered(0)
                        .refusedAt(first)
                        .askAt(claimEnds.isAfter(secondFrom) ? claimEnds : secondFrom)
                        .build());
    }

    /** The provider said who we are. */
    Integration vouched(Integration stored, Instant askedAt, Instant now) {
        Integration.Builder next = Integration.builder();
        return next.from(stored)
                .suspicion(Optional.empty())
                .vouch(nextVouch(stored, askedAt, now))
                .build();
    }

    private Vouch nextVouch(Integration stored, Instant askedAt, Instant now) {
        int times = stored.vouch()
                        .filter(last ->
                                last.calmUntil().plus(policy.questions().cap()).isAfter(now))
                        .map(Vouch::times)
                        .orElse(0)
                + 1;
        return Vouch.of(askedAt, now.plus(policy.questions().after(times, stored.seed())), times);
    }

    /** The provider wants to be left alone; only ever later. */
    Optional<Integration> quiet(Integration stored, Instant until) {
        Integration.Builder next = Integration.builder();
        return stored.quietUntil().filter(known -> !known.isBefore(until)).isPresent()
                ? Optional.empty()
                : Optional.of(next.from(stored).quietUntil(until).build());
    }

    private static Suspicion open(Integration stored, Instant now) {
        return stored.suspicion()
                .orElseGet(() -> Suspicion.builder().since(now).askAt(now).build());
    }

    private static Integration doubted(Integration stored, Suspicion suspicion) {
        Integration.Builder next = Integration.builder();
        return next.from(stored).suspicion(suspicion).build();
    }
}
