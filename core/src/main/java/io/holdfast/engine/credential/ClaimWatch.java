package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.Watches;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Suspicion;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Judges what another node may still be at, and how long ago it learned something: by what this node has seen unchanged, and for
 * how long by its own running clock. The stored instants were set by clocks that may differ from ours, or were wrong.
 */
record ClaimWatch(Watches watches, CredentialPolicy policy, InstantSource time) {
    /** Until when, by our clock, somebody holds the refresh at least; empty if nobody does. */
    Optional<Instant> refreshHeldUntil(Integration stored) {
        String name = name("refresh", stored.id());
        return held(
                name,
                stored.bookkeeping()
                        .claim()
                        .map(claim ->
                                new Held(claim.lease().owner(), claim.lease().until())));
    }

    /** Until when, by our clock, the answer of a question that is on is waited for at least; empty if none is on. */
    Optional<Instant> questionHeldUntil(Integration stored) {
        String version = Long.toString(stored.bookkeeping().credentialVersion());
        return held(
                name("question", stored.id()),
                stored.bookkeeping()
                        .suspicion()
                        .filter(Suspicion::beingAsked)
                        .map(suspicion -> new Held(version, suspicion.askAt())));
    }

    /** For how long this node had known of the first refusal when it asked; nothing without one. */
    Duration knownFor(Integration stored, long askedAt) {
        String name = name("refusal", stored.id());
        Optional<Refusal> first = stored.bookkeeping()
                .suspicion()
                .flatMap(suspicion -> suspicion
                        .refusedAt()
                        .map(at -> new Refusal(stored.bookkeeping().credentialVersion(), suspicion.slotEmpty(), at)));
        if (first.isEmpty()) {
            watches.forget(name);
            return Duration.ZERO;
        }
        Duration known = watches.unchanged(name, first.get()).minusNanos(nanos() - askedAt);
        return known.isNegative() ? Duration.ZERO : known;
    }

    /** What the running clock says now. */
    long nanos() {
        return watches.nanos();
    }

    /** How much is left of a claim of our own since an instant of the running clock. */
    Duration leftOfClaim(long since) {
        return policy.claim().minusNanos(nanos() - since);
    }

    private Optional<Instant> held(String name, Optional<Held> claim) {
        if (claim.isEmpty()) {
            watches.forget(name);
            return Optional.empty();
        }
        Instant now = time.instant();
        Instant until = claim.get().until();
        Duration left = policy.claimWatch().minus(watches.unchanged(name, claim.get()));
        boolean watched = left.isNegative() || left.isZero();
        Instant watchEnds = watched ? now : now.plus(left);
        boolean looksPassed = !until.isAfter(now) || until.isAfter(now.plus(policy.claim()));
        if (looksPassed) {
            return watched ? Optional.empty() : Optional.of(watchEnds);
        }
        return Optional.of(until.isAfter(watchEnds) ? until : watchEnds);
    }

    private static String name(String what, IntegrationId id) {
        return what + " of " + LogIds.of(id);
    }

    private record Held(String by, Instant until) {}

    private record Refusal(long credentialVersion, boolean slotEmpty, Instant at) {}
}
