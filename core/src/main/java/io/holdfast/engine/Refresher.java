package io.holdfast.engine;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshTrouble;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Wordless;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes credentials, one node at a time: claims, naming the drawer that will be filled; asks the provider; fills the
 * drawer; points the integration to it; forgets the old one. Whoever takes over a claim that has run out opens its drawer
 * first. Threads of one node are told apart as nodes are: each claim has an owner of its own.
 */
final class Refresher {
    private static final Logger log = LoggerFactory.getLogger(Refresher.class);

    private final Connectors connectors;
    private final IntegrationMover mover;
    private final Drawers drawers;
    private final IntegrationRules rules;
    private final CredentialPolicy policy;
    private final RetryPolicy retry;
    private final InstantSource time;
    private volatile Executor executor = Runnable::run;
    private final Map<SecretRef, Bought> unstored = new ConcurrentHashMap<>();

    Refresher(
            Connectors connectors,
            IntegrationMover mover,
            Drawers drawers,
            IntegrationRules rules,
            SyncPolicy policy,
            InstantSource time) {
        this.connectors = connectors;
        this.mover = mover;
        this.drawers = drawers;
        this.rules = rules;
        this.policy = policy.credentials();
        this.retry = policy.retry();
        this.time = time;
    }

    /** From now on providers are asked on the executor's threads, which nobody interrupts before they are through. */
    void askOn(Executor threads) {
        executor = threads;
    }

    /** What came of it. */
    record Result(Kind kind, Optional<Instant> until) {
        enum Kind {
            /** Another credential counts now, ours or that of whoever was faster. */
            MOVED,
            /** Somebody is at it, or may have been: look again later. */
            WAIT,
            /** The provider refuses to sell another. */
            REFUSED,
            /** The provider decided nothing. */
            UNANSWERED
        }

        private static final Result MOVED = new Result(Kind.MOVED, Optional.empty());
        private static final Result REFUSED = new Result(Kind.REFUSED, Optional.empty());
        private static final Result UNANSWERED = new Result(Kind.UNANSWERED, Optional.empty());

        private static Result waiting(Instant until) {
            return new Result(Kind.WAIT, Optional.of(until));
        }
    }

    boolean canRefresh(Integration integration, Credential credential) {
        return canRefresh(connectors.of(integration.provider()), credential);
    }

    boolean canRefresh(ProviderConnector connector, Credential credential) {
        return connector.capabilities().refresh()
                && credential.fold(key -> false, tokens -> tokens.refresh().isPresent());
    }

    /** Refreshes the credential that counted when the integration was seen. */
    Result refresh(Integration seen, Credential credential) {
        if (IntegrationRules.isResting(seen, time.instant())) {
            return resting(seen);
        }
        String owner = UUID.randomUUID().toString();
        SecretRef fresh = drawers.fresh();
        Integration now = mover.change(
                        seen.id(),
                        stored -> isSame(stored, seen) && isFree(stored)
                                ? Optional.of(rules.claimed(stored, owner, fresh, time.instant()))
                                : Optional.empty())
                .after();
        Optional<RefreshClaim> mine =
                now.claim().filter(claim -> claim.lease().owner().equals(owner));
        if (!isSame(now, seen)) {
            return Result.MOVED;
        }
        return mine.map(claim -> carryOut(now, claim, credential)).orElseGet(() -> lookAgain(now));
    }

    private Result carryOut(Integration claimed, RefreshClaim claim, Credential credential) {
        if (claim.takenOver()) {
            Optional<Result> left = openDrawer(claimed, claim);
            if (left.isPresent()) {
                return left.get();
            }
            if (claim.refusedAt().isPresent()) {
                return failed(claimed, claim, RefreshTrouble.Kind.TOKEN_LOST, Optional.empty());
            }
        }
        if (unstored.containsKey(claim.next())) {
            return Result.waiting(claim.lease().until());
        }
        Duration left = Duration.between(time.instant(), claim.lease().until());
        return left.compareTo(policy.requestTimeout()) > 0
                ? askApart(claimed, claim, credential)
                : Result.waiting(claim.lease().until());
    }

    /** Points to what the owner of a claim that has run out received; nothing if its drawer is empty. */
    Optional<Result> openLeftClaim(Integration stored) {
        return stored.claim().filter(claim -> isFree(stored)).flatMap(claim -> openDrawer(stored, claim));
    }

    /** What lies there may be a newer release's: then that release has to go on with it. */
    private Optional<Result> openDrawer(Integration claimed, RefreshClaim claim) {
        return drawers.read(claim.next())
                .map(text -> CredentialText.read(text)
                        .map(found -> point(claimed, claim.next(), found))
                        .orElseGet(() -> lookAgain(claimed)));
    }

    /** Apart, so that a thread that is wanted back does not cut short what the provider answers only once. */
    private Result askApart(Integration claimed, RefreshClaim claim, Credential credential) {
        FutureTask<Result> asking = new FutureTask<>(() -> ask(claimed, claim, credential));
        try {
            executor.execute(asking);
            return asking.get();
        } catch (RejectedExecutionException closed) {
            return Result.waiting(claim.lease().until());
        } catch (InterruptedException wantedBack) {
            Thread.currentThread().interrupt();
            return Result.waiting(claim.lease().until());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(failed);
        }
    }

    private Result ask(Integration claimed, RefreshClaim claim, Credential credential) {
        ProviderConnector connector = connectors.of(claimed.provider());
        Credential.OauthTokens tokens = credential.fold(
                key -> {
                    throw new IllegalArgumentException("expected tokens to refresh but found a key");
                },
                found -> found);
        Credential next;
        try {
            next = Outside.call(connector, () -> Objects.requireNonNull(connector.refresh(tokens), "no tokens"));
        } catch (ProviderException failed) {
            log.debug("{} refresh failed", Named.of(claimed.id()), Wordless.copyOf(failed));
            return refused(claimed, claim, failed);
        }
        Bought bought = new Bought(claimed, claim.next(), next);
        unstored.put(claim.next(), bought);
        return store(bought);
    }

    /** Stores what the vault would not take before: the provider gave it once and gives it to nobody again. */
    void storeWhatIsLeft() {
        for (Bought bought : List.copyOf(unstored.values())) {
            try {
                storeLate(bought);
            } catch (RuntimeException thrown) {
                log.warn(
                        "{} a token could not be stored and is kept in memory",
                        Named.of(bought.claimed().id()),
                        Wordless.copyOf(thrown));
            }
        }
    }

    /** Kept in memory until the integration points to it, or it is seen to be forgotten. */
    private Result store(Bought bought) {
        Credential stored = drawers.fill(bought.drawer(), bought.credential());
        Result result = point(bought.claimed(), bought.drawer(), stored);
        unstored.remove(bought.drawer());
        return result;
    }

    /** Stores it late, unless another credential counts by now. */
    private void storeLate(Bought bought) {
        Integration claimed = bought.claimed();
        if (mover.find(claimed.id()).filter(now -> isSame(now, claimed)).isPresent()) {
            store(bought);
        } else if (drawers.forgetLate(claimed.id(), bought.drawer())) {
            unstored.remove(bought.drawer());
        }
    }

    /** What a refresh bought, for the integration as it was claimed. */
    private record Bought(Integration claimed, SecretRef drawer, Credential credential) {}

    private Result refused(Integration claimed, RefreshClaim claim, ProviderException failed) {
        if (failed.suspectsCredential()) {
            return claim.takenOver()
                    ? refusedForNow(claimed, claim)
                    : failed(claimed, claim, RefreshTrouble.Kind.REFUSED, Optional.empty());
        }
        return failed(
                claimed,
                claim,
                failed.kind() == FailureKind.CONFIGURATION
                        ? RefreshTrouble.Kind.MISCONFIGURED
                        : RefreshTrouble.Kind.UNANSWERED,
                failed.retryAfter());
    }

    private Result refusedForNow(Integration claimed, RefreshClaim claim) {
        Integration now = mover.change(
                        claimed.id(),
                        stored -> isMine(stored, claimed, claim)
                                ? Optional.of(rules.refusedForNow(stored, claim, time.instant()))
                                : Optional.empty())
                .after();
        return isSame(now, claimed) ? lookAgain(now) : Result.MOVED;
    }

    private Result failed(
            Integration claimed, RefreshClaim claim, RefreshTrouble.Kind kind, Optional<Duration> askedToWait) {
        Optional<Instant> quietUntil = askedToWait.map(retry::providerWait).map(time.instant()::plus);
        IntegrationMover.Change change = mover.change(
                claimed.id(),
                stored -> isMine(stored, claimed, claim)
                        ? Optional.of(rules.refreshFailed(stored, kind, quietUntil, time.instant()))
                        : Optional.empty());
        if (!isSame(change.after(), claimed)) {
            return Result.MOVED;
        }
        if (change.isMade() && kind == RefreshTrouble.Kind.UNANSWERED) {
            return Result.UNANSWERED;
        }
        return change.isMade() ? resting(change.after()) : lookAgain(change.after());
    }

    /** What the last failed refresh means until the next one. */
    private static Result resting(Integration now) {
        return switch (now.refreshTrouble().orElseThrow().kind()) {
            case REFUSED, TOKEN_LOST -> Result.REFUSED;
            case MISCONFIGURED, UNANSWERED ->
                Result.waiting(Stream.concat(
                                now.refreshAt().stream(),
                                now.claim().map(claim -> claim.lease().until()).stream())
                        .max(Instant::compareTo)
                        .orElseThrow());
        };
    }

    /** Points the integration to a filled drawer: holds if it is connected and its version the one that was claimed. */
    private Result point(Integration claimed, SecretRef drawer, Credential next) {
        boolean refreshes = canRefresh(claimed, next);
        IntegrationMover.Rule rule = stored -> isSame(stored, claimed)
                ? Optional.of(rules.refreshed(stored, drawer, next, refreshes, time.instant()))
                : Optional.empty();
        try {
            mover.change(claimed.id(), rule);
        } catch (UnknownIdException removed) {
            log.debug("{} was removed while its credential was refreshed", Named.of(claimed.id()));
        }
        drawers.forgetLate(claimed.id(), drawer);
        drawers.tidyOrLater(claimed.id());
        return Result.MOVED;
    }

    private Result lookAgain(Integration now) {
        return Result.waiting(now.claim().map(claim -> claim.lease().until()).orElseGet(time::instant));
    }

    private boolean isFree(Integration stored) {
        return !stored.isClaimed(time.instant());
    }

    private static boolean isMine(Integration stored, Integration claimed, RefreshClaim claim) {
        return isSame(stored, claimed)
                && stored.claim()
                        .filter(now -> now.lease().owner().equals(claim.lease().owner()))
                        .isPresent();
    }

    /** Whether the credential that counted then still does. */
    static boolean isSame(Integration stored, Integration seen) {
        return stored.isConnected() && stored.credentialVersion() == seen.credentialVersion();
    }
}
