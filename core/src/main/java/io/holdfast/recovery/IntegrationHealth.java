package io.holdfast.recovery;

import io.holdfast.model.Integration;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Who;
import io.holdfast.policy.CredentialPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The health of an integration, for a page. Derived: nothing stores it.
 *
 * @param condition the word
 * @param at when it expires, is known to be refused for good or not, is asked or refreshed again, is no longer rate limited, or was
 *     severed
 * @param who who is expected to act
 * @param reason what is so and what to do, for a person; without personal data
 * @param links how many of its links have which status, as a person sees them; a status that none has is left out
 */
public record IntegrationHealth(
        Condition condition, Optional<Instant> at, Who who, String reason, Map<SyncStatus, Long> links) {
    public IntegrationHealth {
        links = Map.copyOf(links);
    }

    /** Of an integration whose links were not counted. */
    IntegrationHealth(Condition condition, Optional<Instant> at, Who who, String reason) {
        this(condition, at, who, reason, Map.of());
    }

    /**
     * {@return the same, with its links counted}
     *
     * @param byStatus how many have which status
     */
    public IntegrationHealth counting(Map<SyncStatus, Long> byStatus) {
        return new IntegrationHealth(condition, at, who, reason, byStatus);
    }

    /** The one word, the worst that holds. */
    public enum Condition {
        /** The provider accepts the credential. */
        HEALTHY,
        /** Its credential ends soon and can't be refreshed: connect it again before. */
        EXPIRING,
        /** The provider limits the rate for a while. */
        RATE_LIMITED,
        /** Refreshing its credential fails; the one that is valid may still work. */
        REFRESH_FAILING,
        /** The provider refused something, and is asked whether the credential is valid. */
        VERIFYING,
        /** The provider refuses several accounts at once: most likely it is in trouble, and the credential is good. */
        PROVIDER_TROUBLE,
        /** The provider refuses this application itself. */
        MISCONFIGURED,
        /** The authorisation is severed. */
        DISCONNECTED
    }

    /**
     * {@return the health of an integration}
     *
     * @param integration which one
     * @param policy says when an end is near
     * @param now the instant of asking
     */
    public static IntegrationHealth of(Integration integration, CredentialPolicy policy, Instant now) {
        if (!integration.isConnected()) {
            Optional<Severance> cut = integration.severance();
            String why = cut.map(severance -> words(severance.cause())).orElse("it is severed");
            String helps = integration.isAcceptedAgain(now)
                    ? "accepted again: check the connection, then reconnect its links"
                    : "connect the provider again in Settings, Integrations";
            return new IntegrationHealth(
                    Condition.DISCONNECTED, cut.map(Severance::at), Who.WORKSPACE_ADMIN, why + "; " + helps);
        }
        Optional<RefreshFailure> failure = integration.bookkeeping().refreshFailure();
        if (failure.filter(found -> found.kind() == RefreshFailure.Kind.MISCONFIGURED)
                .isPresent()) {
            return new IntegrationHealth(
                    Condition.MISCONFIGURED,
                    integration.bookkeeping().refreshAt(),
                    Who.OPERATOR,
                    "the provider refuses this application's client id or secret; correct them");
        }
        Optional<Suspicion> suspicion = integration.bookkeeping().suspicion();
        if (suspicion.isPresent()) {
            return suspected(integration, suspicion.get(), policy, now);
        }
        if (failure.isPresent()) {
            return new IntegrationHealth(
                    Condition.REFRESH_FAILING,
                    integration.bookkeeping().refreshAt(),
                    failure.get().kind() == RefreshFailure.Kind.UNANSWERED ? Who.NOBODY : Who.WORKSPACE_ADMIN,
                    failure.get().kind() == RefreshFailure.Kind.UNANSWERED
                            ? "the provider does not answer when its credential is to be refreshed; it is tried again"
                            : "the provider no longer refreshes its credential; connect it again before that ends");
        }
        Optional<Instant> limited = integration.bookkeeping().rateLimitedUntil().filter(until -> until.isAfter(now));
        if (limited.isPresent()) {
            return new IntegrationHealth(Condition.RATE_LIMITED, limited, Who.NOBODY, "the provider asked to wait");
        }
        Optional<Instant> end = integration
                .expiresAt()
                .filter(at -> integration.bookkeeping().refreshAt().isEmpty());
        return end.filter(at -> !at.isAfter(now.plus(policy.warnAhead()))).isPresent()
                ? new IntegrationHealth(
                        Condition.EXPIRING,
                        end,
                        Who.WORKSPACE_ADMIN,
                        "its credential ends and can't be refreshed; connect it again before")
                : new IntegrationHealth(Condition.HEALTHY, end, Who.NOBODY, "the provider accepts the credential");
    }

    private static IntegrationHealth suspected(
            Integration integration, Suspicion suspicion, CredentialPolicy policy, Instant now) {
        Optional<Instant> refusedSince = suspicion.refusedAt();
        if (refusedSince.isEmpty()) {
            return new IntegrationHealth(
                    Condition.VERIFYING,
                    Optional.of(suspicion.askAt()),
                    Who.NOBODY,
                    "the provider refused a request and is asked whether the credential is still valid");
        }
        Instant until = policy.confirmedBy(integration, now).orElseThrow();
        if (suspicion.slotEmpty()) {
            return new IntegrationHealth(
                    Condition.VERIFYING,
                    Optional.of(until),
                    Who.OPERATOR,
                    "its credential has not been found in the vault since " + refusedSince.get()
                            + ", being confirmed until " + until
                            + "; see that the vault answers, or connect the provider again");
        }
        return policy.knowsTrouble(integration, now)
                ? new IntegrationHealth(
                        Condition.PROVIDER_TROUBLE,
                        Optional.of(until),
                        Who.NOBODY,
                        "refused since " + refusedSince.get() + " together with other accounts, so the provider is most"
                                + " likely in trouble; nothing is disconnected for that before " + until
                                + ", and all goes on by itself once it accepts the credential")
                : new IntegrationHealth(
                        Condition.VERIFYING,
                        Optional.of(until),
                        Who.NOBODY,
                        "refused since " + refusedSince.get() + ", being confirmed until " + until
                                + "; whoever knows that it was revoked can connect the provider again already");
    }

    private static String words(Severance.Cause cause) {
        return switch (cause) {
            case REFUSED -> "the provider refuses its credential";
            case EXPIRED -> "its credential expired and was not refreshed";
            case TOKEN_LOST -> "the provider may have given a new token that was lost before it could be stored";
            case SECRET_MISSING -> "its credential is no longer in the vault";
            case DISCONNECTED_IN_SETTINGS -> "a person disconnected it in settings";
        };
    }
}
