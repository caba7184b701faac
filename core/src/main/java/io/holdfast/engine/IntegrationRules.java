package io.holdfast.engine;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Lease;
import io.holdfast.model.Leftovers;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshTrouble;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.Vouch;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an integration becomes. Pure: each function gives the next value of one that it is handed, and leaves the version to
 * whoever writes it.
 */
final class IntegrationRules {
    private final CredentialPolicy policy;

    IntegrationRules(CredentialPolicy policy) {
        this.policy = policy;
    }

    /** An account that is connected for the first time. */
    Integration first(
            IntegrationId id,
            WorkspaceId workspace,
            ProviderId provider,
            Account account,
            SecretRef drawer,
            Credential credential,
            boolean refreshes,
            Instant now) {
        return Integration.builder()
                .id(id)
                .workspace(workspace)
                .provider(provider)
                .account(account)
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .credentialVersion(1)
                .credential(drawer)
                .connectedAt(now)
                .expiresAt(credential.expiresAt())
                .refreshAt(refreshAt(credential, refreshes, now))
                .version(1)
                .build();
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
    Integration refreshed(Integration stored, SecretRef drawer, Credential credential, boolean refreshes, Instant now) {
        return credited(stored, drawer, credential, refreshes, now)
                .vouch(nextVouch(stored, now, now, true))
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
                .suspicion(Optional.empty())
                .leftovers(leftovers(stored, Optional.of(drawer), now));
        return next;
    }

    /** What was to be forgotten, and what the integration named and names no more. */
    private static Optional<Leftovers> leftovers(Integration stored, Optional<SecretRef> kept, Instant now) {
        Set<SecretRef> drawers = new LinkedHashSet<>();
        stored.leftovers().map(Leftovers::drawers).ifPresent(drawers::addAll);
        stored.credential().ifPresent(drawers::add);
        stored.claim().map(RefreshClaim::next).ifPresent(drawers::add);
        kept.ifPresent(drawers::remove);
        return drawers.isEmpty() ? Optional.empty() : Optional.of(Leftovers.of(drawers, now));
    }

    /** One more drawer to forget: filled too late to count. */
    Integration leaving(Integration stored, SecretRef drawer, Instant now) {
        Set<SecretRef> drawers = new LinkedHashSet<>();
        stored.leftovers().map(Leftovers::drawers).ifPresent(drawers::addAll);
        drawers.add(drawer);
        return tidied(stored, drawers, now);
    }

    /** What is left to forget after some was. */
    Integration tidied(Integration stored, Set<SecretRef> left, Instant due) {
        Integration.Builder next = Integration.builder();
        return next.from(stored)
                .leftovers(left.isEmpty() ? Optional.empty() : Optional.of(Leftovers.of(left, due)))
                .build();
    }

    Instant tidyAgainAt(Integration stored, Instant now) {
        return now.plus(policy.refreshes().after(1, stored.seed()));
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
        Integration.Builder next = Integration.builder();
        return next.from(stored)
                .refreshAt(Optional.empty())
                .refreshTrouble(Optional.empty())
                .build();
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
                .fanOut(FanOut.of(stored.connection(), Cursor.START, now, false, 0))
                .leftovers(leftovers(stored, Optional.empty(), now))
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
    Integration refreshFailed(Integration stored, RefreshTrouble.Kind kind, Optional<Instant> quietUntil, Instant now) {
        Optional<RefreshTrouble> before = stored.refreshTrouble();
        int failures = before.map(RefreshTrouble::failures).orElse(0) + 1;
        boolean lost = stored.isRefreshTroubled(RefreshTrouble.Kind.TOKEN_LOST);
        RefreshTrouble.Kind told = kind;
        if (lost && kind == RefreshTrouble.Kind.REFUSED) {
            told = RefreshTrouble.Kind.TOKEN_LOST;
        } else if (stored.isMisconfigured() && kind == RefreshTrouble.Kind.UNANSWERED) {
            told = RefreshTrouble.Kind.MISCONFIGURED;
        }
        Integration.Builder next = Integration.builder();
        return next.from(quieted(stored, quietUntil))
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
        return doubted(
                stored, asked.beingAsked(true).askAt(now.plus(policy.claim())).build());
    }

    /** A question that has to wait for somebody else's refresh, or for a person. */
    Integration postponed(Integration stored, Instant askAt) {
        Suspicion.Builder later = Suspicion.builder();
        return doubted(
                stored,
                later.from(open(stored, askAt)).beingAsked(false).askAt(askAt).build());
    }

    /** A question that was answered neither way. */
    Integration unanswered(Integration stored, Optional<Instant> quietUntil, Instant now) {
        Suspicion before = open(stored, now);
        int times = before.unanswered() + 1;
        Suspicion.Builder later = Suspicion.builder();
        return doubted(
                quieted(stored, quietUntil),
                later.from(before)
                        .beingAsked(false)
                        .unanswered(times)
                        .askAt(now.plus(policy.questions().after(times, stored.seed())))
                        .build());
    }

    /** A refusal of the identity: the first is remembered, a second one that was asked for long enough after it severs. */
    Integration refused(Integration stored, Severance.Cause cause, Instant askedAt, Instant now) {
        Suspicion before = open(stored, now);
        boolean drawerEmpty = cause == Severance.Cause.SECRET_MISSING;
        Optional<Instant> alike = before.refusedAt().filter(at -> before.drawerEmpty() == drawerEmpty);
        Instant first = alike.orElse(now);
        Instant secondFrom = first.plus(policy.secondRefusal());
        boolean counts = alike.isPresent() && !askedAt.isBefore(secondFrom);
        if (counts && !stored.isClaimed(now)) {
            return severed(stored, cause, now);
        }
        Instant claimEnds = stored.claim().map(claim -> claim.lease().until()).orElse(secondFrom);
        Suspicion.Builder later = Suspicion.builder();
        return doubted(
                stored,
                later.from(before)
                        .beingAsked(false)
                        .unanswered(0)
                        .refusedAt(first)
                        .drawerEmpty(drawerEmpty)
                        .askAt(claimEnds.isAfter(secondFrom) ? claimEnds : secondFrom)
                        .build());
    }

    /** The provider said who we are. */
    Integration vouched(Integration stored, Instant askedAt, Instant now) {
        Integration.Builder next = Integration.builder();
        return next.from(stored)
                .suspicion(Optional.empty())
                .vouch(nextVouch(stored, askedAt, now, false))
                .build();
    }

    private Vouch nextVouch(Integration stored, Instant askedAt, Instant now, boolean sold) {
        int times = stored.vouch()
                        .filter(last ->
                                last.calmUntil().plus(policy.questions().cap()).isAfter(now))
                        .map(Vouch::times)
                        .orElse(0)
                + 1;
        return Vouch.of(askedAt, now.plus(policy.questions().after(times, stored.seed())), times, sold);
    }

    /** The same, its provider left alone until then if it wants that; only ever later. */
    Integration quieted(Integration stored, Optional<Instant> until) {
        return until.flatMap(end -> quiet(stored, end)).orElse(stored);
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
