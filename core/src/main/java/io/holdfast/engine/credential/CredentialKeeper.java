package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.pace.Pacer;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps credentials: gives runs and commands the one that is valid, and finds out what is wrong with it. The
 * integration, changed by compare-and-set alone, says which one that is.
 */
public record CredentialKeeper(
        ConnectorRegistry connectors,
        IntegrationWriter writer,
        SecretSlots slots,
        CredentialVerifier verifier,
        SeveranceFanOut fanOut,
        Pacer pacer,
        SyncPolicy policy,
        InstantSource time) {
    /** Closed while the provider limits the rate, and while the credential of the link is probably dead. */
    public Access enter(SyncLink link) {
        Optional<Integration> bound = writer.find(link.binding().integration())
                .filter(stored -> !stored.isSevered(link.binding().connection()));
        return bound.isPresent() ? enter(link, bound.get()) : new Access.Severed();
    }

    private Access enter(SyncLink link, Integration seen) {
        Instant now = time.instant();
        Instant paced = now.plus(pacer.closedFor(link));
        Optional<Instant> limited = Stream.concat(seen.bookkeeping().rateLimitedUntil().stream(), Stream.of(paced))
                .filter(until -> until.isAfter(now))
                .max(Comparator.naturalOrder());
        return limited.isPresent()
                ? Access.Closed.until(spread(link, limited.get(), now), SyncRun.Wait.PROVIDER_ASKED)
                : enter(seen);
    }

    /** Does something with the credential of an integration; what it fails with is verified before it comes through. */
    public <T> T with(Integration integration, Function<Grant, T> call) {
        return with(openFor(integration), call);
    }

    /** Does something with a credential that was entered; what it fails with is verified before it comes through. */
    public <T> T with(Access.Open open, Function<Grant, T> call) {
        Instant sentAt = time.instant();
        Integration integration = open.integration();
        ProviderConnector connector = connectors.of(integration.provider());
        try {
            return ConnectorRegistry.call(connector, () -> call.apply(open.grant()));
        } catch (ProviderException failed) {
            if (failed.suspectsCredential()) {
                verifyAfterFailure(open.integration(), sentAt, failed);
            }
            failed.retryAfter().ifPresent(wait -> rateLimited(integration.id(), failed.kind(), wait));
            throw failed;
        }
    }

    /** Finds out what a request failed with that a dead credential may have caused. */
    public Verdict verifyAfterFailure(Integration seen, Instant sentAt, ProviderException failed) {
        return verifier.verifyAfterFailure(seen, sentAt, !failed.kind().retryable());
    }

    /** Asks who we are now. */
    public Verdict verifyNow(Integration seen) {
        return verifier.verifyNow(seen);
    }

    /**
     * Remembers that the provider wants nothing to be asked of it, so that other links of the account wait as well, and all of the
     * application where it is its budget that is spent; the wait that comes of it.
     */
    public Duration rateLimited(IntegrationId id, FailureKind why, Duration asked) {
        Instant now = time.instant();
        RateLimit limit = new RateLimit(asked, policy.retry());
        writer.change(id, stored -> Optional.of(limit.on(stored, now)).filter(next -> !next.equals(stored)));
        Integration limited = writer.load(id);
        if (why == FailureKind.RATE_LIMITED) {
            pacer.refused(limited, asked);
        }
        return limited.bookkeeping()
                .rateLimitedUntil()
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(asked);
    }

    /** Whether something else of its integration is tried in the stead of a link whose turn to be tried again has come. */
    public boolean turnPasses(SyncLink link) {
        return new RecoveryTurns(writer, policy, time).passes(link);
    }

    /**
     * Remembers that the provider answered: what it limits from now on it limits for the first time, it accepts the credential, and a
     * page was read, which is written down each few minutes only; the integration as it is then.
     */
    public Integration answered(Integration seen) {
        Instant now = time.instant();
        return isNews(seen, now)
                ? writer.changeIf(
                                seen.id(),
                                stored -> CredentialRefresher.isSame(stored, seen) && isNews(stored, now),
                                stored -> readAt(stored, now))
                        .after()
                : seen;
    }

    private boolean isNews(Integration stored, Instant now) {
        return stored.bookkeeping().rateLimits() > 0 || isProofOld(stored, now) || isReadLongAgo(stored, now);
    }

    private static Integration readAt(Integration stored, Instant now) {
        return IntegrationTransitions.proven(RateLimit.answered(stored), now).toBuilder(kept -> kept.readAt(now))
                .build();
    }

    private boolean isReadLongAgo(Integration stored, Instant now) {
        return !stored.bookkeeping().readAt().plus(policy.pollInterval()).isAfter(now);
    }

    private boolean isProofOld(Integration stored, Instant now) {
        return stored.bookkeeping()
                .provenAt()
                .plus(policy.credentials().provenEach())
                .isBefore(now);
    }

    /** Tells one link that what it is bound to is severed; the link as it is then. */
    public SyncLink disconnect(SyncLink link) {
        return fanOut.tell(link);
    }

    /** What a link is bound to may have been severed while the link was being stored. */
    public SyncLink disconnectIfSevered(SyncLink stored) {
        return disconnectIfSevered(List.of(stored)).get(0);
    }

    /** The same of several links; all as they are then, in the same order. */
    public List<SyncLink> disconnectIfSevered(Collection<SyncLink> stored) {
        return stored.isEmpty() ? List.of() : fanOut.tellSevered(stored);
    }

    /** What a command calls with; a credential that is known to be over is verified first. */
    private Access.Open openFor(Integration integration) {
        Access access = integration.isConnected() ? enter(integration) : new Access.Severed();
        return access.fold(
                open -> open,
                closed -> {
                    throw CredentialUnavailable.undecided(integration.id());
                },
                severed -> {
                    throw CredentialUnavailable.unusable(integration.id(), "is severed");
                });
    }

    private Access enter(Integration seen) {
        Instant now = time.instant();
        if (seen.isMisconfigured() && IntegrationTransitions.isResting(seen, now) && seen.isOver(now)) {
            return Access.Closed.until(seen.bookkeeping().refreshAt().orElseThrow(), SyncRun.Wait.NOW);
        }
        return isSuspected(seen, now) ? enterAfter(verifier.verifyAfterFailure(seen, now, false), seen) : open(seen);
    }

    /** It was refused once, or its time is over although it can be refreshed: no call can do any good. */
    private static boolean isSuspected(Integration seen, Instant now) {
        boolean refused = seen.bookkeeping()
                .suspicion()
                .filter(suspicion -> suspicion.refusedAt().isPresent())
                .isPresent();
        return refused || (seen.bookkeeping().refreshAt().isPresent() && seen.isOver(now));
    }

    private Access enterAfter(Verdict verdict, Integration seen) {
        return switch (verdict.kind()) {
            case SEVERED -> new Access.Severed();
            case ASKED -> doubted(seen, verdict.until().orElseThrow());
            case MOVED, STANDS, UNANSWERED -> open(writer.load(seen.id()));
        };
    }

    private Access open(Integration integration) {
        Optional<Grant> grant = slots.grant(integration);
        return grant.isPresent()
                ? new Access.Open(grant.get(), integration)
                : enterWithoutSecret(integration, verifier.verifyAfterFailure(integration, time.instant(), true));
    }

    /** An empty secret slot is a suspicion like any other; meanwhile there is nothing to call with. */
    private Access enterWithoutSecret(Integration seen, Verdict verdict) {
        return switch (verdict.kind()) {
            case SEVERED -> new Access.Severed();
            case MOVED, STANDS, UNANSWERED ->
                doubted(
                        seen,
                        time.instant().plus(policy.credentials().questions().get(0)));
            case ASKED -> doubted(seen, verdict.until().orElseThrow());
        };
    }

    private static Access doubted(Integration seen, Instant until) {
        return new Access.Closed(until, SyncRun.Wait.NOW, seen.refusedSince());
    }

    /** A while later, another for each link, so that hundreds don't return in one second. */
    private Instant spread(SyncLink link, Instant limited, Instant now) {
        long over = policy.retry().spreadOf(Duration.between(now, limited)).toMillis();
        return over == 0 ? limited : limited.plusMillis(Math.floorMod(link.seed(), over));
    }
}
