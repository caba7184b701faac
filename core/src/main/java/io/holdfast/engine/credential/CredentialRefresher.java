package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.SecretRef;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes credentials, one node at a time: claims, naming the secret slot that will be filled; asks the provider; fills
 * the secret slot; points the integration to it; forgets the old one. Whoever takes over a claim that has run out opens its
 * secret slot first. Threads of one node differ as nodes do: each claim has an owner of its own.
 */
final class CredentialRefresher {
    private static final Logger log = LoggerFactory.getLogger(CredentialRefresher.class);

    private final ConnectorRegistry connectors;
    private final IntegrationWriter writer;
    private final SecretSlots slots;
    private final IntegrationTransitions rules;
    private final RefreshTransitions claims;
    private final CredentialPolicy policy;
    private final RetryPolicy retry;
    private final ClaimWatch watch;
    private final InstantSource time;
    private final Apart apart;
    private final Map<SecretRef, Received> unstored = new ConcurrentHashMap<>();

    CredentialRefresher(
            ConnectorRegistry connectors,
            IntegrationWriter writer,
            SecretSlots slots,
            IntegrationTransitions rules,
            SyncPolicy policy,
            ClaimWatch watch,
            InstantSource time,
            Executor executor) {
        this.connectors = connectors;
        this.writer = writer;
        this.slots = slots;
        this.rules = rules;
        claims = new RefreshTransitions(policy.credentials());
        this.policy = policy.credentials();
        this.retry = policy.retry();
        this.watch = watch;
        this.time = time;
        apart = new Apart(executor);
    }

    boolean canRefresh(Integration integration, Credential credential) {
        return canRefresh(connectors.of(integration.provider()), credential);
    }

    boolean canRefresh(ProviderConnector connector, Credential credential) {
        return connector.capabilities().refresh()
                && credential.fold(key -> false, tokens -> tokens.refresh().isPresent());
    }

    /** Refreshes the credential that counted when the integration was seen. */
    RefreshResult refresh(Integration seen, Credential credential) {
        if (IntegrationTransitions.isResting(seen, time.instant())) {
            return resting(seen);
        }
        String owner = UUID.randomUUID().toString();
        SecretRef fresh = slots.fresh();
        long began = watch.nanos();
        Integration now = writer.changeIf(
                        seen.id(),
                        stored -> isSame(stored, seen) && isFree(stored),
                        stored -> claims.claimed(stored, owner, fresh, time.instant()))
                .after();
        Optional<RefreshClaim> mine =
                now.bookkeeping().claim().filter(claim -> claim.lease().owner().equals(owner));
        if (!isSame(now, seen)) {
            return RefreshResult.MOVED;
        }
        return mine.map(claim -> carryOut(now, claim, credential, began)).orElseGet(() -> waitForClaim(now));
    }

    private RefreshResult carryOut(Integration claimed, RefreshClaim claim, Credential credential, long began) {
        Optional<Instant> held = watch.refreshHeldUntil(claimed);
        if (claim.takenOver()) {
            Optional<RefreshResult> left = openSlot(claimed, claim);
            if (left.isPresent()) {
                return left.get();
            }
            if (claim.refusedAt().isPresent()) {
                return failed(claimed, claim, RefreshFailure.Kind.TOKEN_LOST, Optional.empty());
            }
        }
        return hasTime(began) && !unstored.containsKey(claim.next())
                ? askApart(claimed, claim, credential, began)
                : RefreshResult.waiting(held.orElseGet(time::instant));
    }

    /** Asked again before the call itself: a thread for it may have come late. */
    private boolean hasTime(long began) {
        return watch.leftOfClaim(began).compareTo(policy.requestTimeout()) > 0;
    }

    /** Points to what the owner of a claim that has run out received; nothing if its secret slot is empty. */
    Optional<RefreshResult> openLeftClaim(Integration stored) {
        return stored.bookkeeping().claim().filter(claim -> isFree(stored)).flatMap(claim -> openSlot(stored, claim));
    }

    /** What lies there may be a newer release's: then that release has to go on with it. */
    private Optional<RefreshResult> openSlot(Integration claimed, RefreshClaim claim) {
        return slots.read(claim.next())
                .map(text -> CredentialText.read(text)
                        .map(found -> point(claimed, claim.next(), found))
                        .orElseGet(() -> waitForClaim(claimed)));
    }

    private RefreshResult askApart(Integration claimed, RefreshClaim claim, Credential credential, long began) {
        return apart.call(policy.claim(), () -> ask(claimed, claim, credential, began))
                .orElseGet(() -> waitForClaim(claimed));
    }

    private RefreshResult ask(Integration claimed, RefreshClaim claim, Credential credential, long began) {
        if (!hasTime(began)) {
            return waitForClaim(claimed);
        }
        ProviderConnector connector = connectors.of(claimed.provider());
        Credential.OauthTokens tokens = credential.fold(
                key -> {
                    throw new IllegalArgumentException("expected tokens to refresh but found a key");
                },
                found -> found);
        Credential next;
        try {
            next = ConnectorRegistry.call(
                    connector, () -> Objects.requireNonNull(connector.refresh(tokens), "no tokens"));
        } catch (ProviderException failed) {
            log.debug("{} refresh failed", LogIds.of(claimed.id()), SanitizedThrowable.copyOf(failed));
            return refused(claimed, claim, failed);
        }
        Received received = new Received(claimed, claim.next(), next);
        unstored.put(claim.next(), received);
        return store(received);
    }

    /** Stores what the vault would not take before: the provider gave it once and gives it to nobody again. */
    void storeWhatIsLeft() {
        for (Received received : List.copyOf(unstored.values())) {
            try {
                storeLate(received);
            } catch (RuntimeException thrown) {
                log.warn(
                        "{} a token could not be stored and is kept in memory",
                        LogIds.of(received.claimed().id()),
                        SanitizedThrowable.copyOf(thrown));
            }
        }
    }

    /** Kept in memory until the integration points to it, or it is seen to be forgotten. */
    private RefreshResult store(Received received) {
        Credential stored = slots.fill(received.slot(), received.credential());
        RefreshResult result = point(received.claimed(), received.slot(), stored);
        unstored.remove(received.slot());
        return result;
    }

    /** Stores it late, unless another credential is valid by now. */
    private void storeLate(Received received) {
        Integration claimed = received.claimed();
        if (writer.find(claimed.id())
                .filter(now -> KeptSecretTransitions.countsStill(now, claimed))
                .isPresent()) {
            store(received);
        } else if (slots.forgetLate(claimed.id(), received.slot())) {
            unstored.remove(received.slot());
        }
    }

    /** What a refresh received, for the integration as it was claimed. */
    private record Received(Integration claimed, SecretRef slot, Credential credential) {}

    private RefreshResult refused(Integration claimed, RefreshClaim claim, ProviderException failed) {
        if (failed.suspectsCredential()) {
            return claim.takenOver()
                    ? refusedForNow(claimed, claim)
                    : failed(claimed, claim, RefreshFailure.Kind.REFUSED, Optional.empty());
        }
        return failed(
                claimed,
                claim,
                failed.kind() == FailureKind.CONFIGURATION
                        ? RefreshFailure.Kind.MISCONFIGURED
                        : RefreshFailure.Kind.UNANSWERED,
                failed.retryAfter());
    }

    private RefreshResult refusedForNow(Integration claimed, RefreshClaim claim) {
        Integration now = writer.changeIf(
                        claimed.id(),
                        stored -> isMine(stored, claimed, claim),
                        stored -> claims.refusedForNow(stored, claim, time.instant()))
                .after();
        return isSame(now, claimed) ? waitForClaim(now) : RefreshResult.MOVED;
    }

    private RefreshResult failed(
            Integration claimed, RefreshClaim claim, RefreshFailure.Kind kind, Optional<Duration> askedToWait) {
        Optional<RateLimit> limit = askedToWait.map(wait -> new RateLimit(wait, retry));
        IntegrationWriter.Change change = writer.changeIf(
                claimed.id(),
                stored -> isMine(stored, claimed, claim),
                stored -> claims.refreshFailed(stored, kind, limit, time.instant()));
        if (!isSame(change.after(), claimed)) {
            return RefreshResult.MOVED;
        }
        if (change.isMade() && kind == RefreshFailure.Kind.UNANSWERED) {
            return RefreshResult.UNANSWERED;
        }
        return change.isMade() ? resting(change.after()) : waitForClaim(change.after());
    }

    /** What the last failed refresh means until the next one. */
    private static RefreshResult resting(Integration now) {
        return switch (now.bookkeeping().refreshFailure().orElseThrow().kind()) {
            case REFUSED, TOKEN_LOST -> RefreshResult.REFUSED;
            case MISCONFIGURED, UNANSWERED ->
                RefreshResult.waiting(now.bookkeeping().refreshAt().orElseThrow());
        };
    }

    /**
     * Points the integration to a filled secret slot: holds if it is still of the claimed version, and connected or severed by a verdict
     * meanwhile. Then what is kept is the newer credential.
     */
    private RefreshResult point(Integration claimed, SecretRef slot, Credential next) {
        boolean refreshes = canRefresh(claimed, next);
        try {
            writer.changeIf(
                    claimed.id(),
                    stored -> KeptSecretTransitions.countsStill(stored, claimed),
                    stored -> stored.isConnected()
                            ? rules.refreshed(stored, slot, next, refreshes, time.instant())
                            : KeptSecretTransitions.replaced(stored, slot, time.instant()));
        } catch (UnknownIdException removed) {
            log.debug("{} was removed while its credential was refreshed", LogIds.of(claimed.id()));
        }
        slots.forgetLate(claimed.id(), slot);
        slots.tidyOrLater(claimed.id());
        return RefreshResult.MOVED;
    }

    private RefreshResult waitForClaim(Integration now) {
        return RefreshResult.waiting(watch.refreshHeldUntil(now).orElseGet(time::instant));
    }

    private boolean isFree(Integration stored) {
        return watch.refreshHeldUntil(stored).isEmpty();
    }

    private static boolean isMine(Integration stored, Integration claimed, RefreshClaim claim) {
        return isSame(stored, claimed)
                && stored.bookkeeping()
                        .claim()
                        .filter(now -> now.lease().owner().equals(claim.lease().owner()))
                        .isPresent();
    }

    /** Whether the credential that counted then still does, in the same connection. */
    static boolean isSame(Integration stored, Integration seen) {
        return stored.isConnected()
                && stored.connection() == seen.connection()
                && stored.bookkeeping().credentialVersion()
                        == seen.bookkeeping().credentialVersion();
    }
}
