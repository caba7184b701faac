package io.holdfast.recovery;

import io.holdfast.message.Message;
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
        Condition condition, Optional<Instant> at, Who who, Message reason, Map<SyncStatus, Long> links) {
    public IntegrationHealth {
        links = Map.copyOf(links);
    }

    /** Of an integration whose links were not counted. */
    IntegrationHealth(Condition condition, Optional<Instant> at, Who who, Message reason) {
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

    /** {@return the word of its condition, for a badge} */
    public Message label() {
        return Message.named("health.*", condition);
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
            return new IntegrationHealth(
                    Condition.DISCONNECTED,
                    cut.map(Severance::at),
                    Who.WORKSPACE_ADMIN,
                    Message.of(
                            integration.isAcceptedAgain(now)
                                    ? "health.disconnected.accepted-again"
                                    : "health.disconnected.connect",
                            ended(integration, now)));
        }
        Optional<RefreshFailure> failure = integration.bookkeeping().refreshFailure();
        if (failure.filter(found -> found.kind() == RefreshFailure.Kind.MISCONFIGURED)
                .isPresent()) {
            return new IntegrationHealth(
                    Condition.MISCONFIGURED,
                    integration.bookkeeping().refreshAt(),
                    Who.OPERATOR,
                    Message.of("health.misconfigured.reason"));
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
                    Message.of(
                            failure.get().kind() == RefreshFailure.Kind.UNANSWERED
                                    ? "health.refresh-failing.unanswered"
                                    : "health.refresh-failing.refused"));
        }
        Optional<Instant> limited = integration.bookkeeping().rateLimitedUntil().filter(until -> until.isAfter(now));
        if (limited.isPresent()) {
            return new IntegrationHealth(
                    Condition.RATE_LIMITED,
                    limited,
                    Who.NOBODY,
                    Message.of("health.rate-limited.reason", limited.get()));
        }
        Optional<Instant> end = integration
                .expiresAt()
                .filter(at -> integration.bookkeeping().refreshAt().isEmpty());
        return end.filter(at -> !at.isAfter(now.plus(policy.warnAhead()))).isPresent()
                ? new IntegrationHealth(
                        Condition.EXPIRING,
                        end,
                        Who.WORKSPACE_ADMIN,
                        Message.of(
                                end.get().isAfter(now) ? "health.expiring.reason" : "health.expired.reason", end.get()))
                : new IntegrationHealth(Condition.HEALTHY, end, Who.NOBODY, Message.of("health.healthy.reason"));
    }

    /**
     * {@return what ended the connection of an integration, for a person: in the past tense of what the provider accepts again, and
     * without a cause of one that is connected by now, or never was}
     *
     * @param integration which one
     * @param now the instant of asking
     */
    public static Message ended(Integration integration, Instant now) {
        return integration
                .severance()
                .map(cut -> Message.named(
                        integration.isAcceptedAgain(now) ? "severance.*.mended" : "severance.*", cut.cause()))
                .orElseGet(() -> Message.of("severance.unknown"));
    }

    private static IntegrationHealth suspected(
            Integration integration, Suspicion suspicion, CredentialPolicy policy, Instant now) {
        Optional<Instant> refusedSince = suspicion.refusedAt();
        if (refusedSince.isEmpty()) {
            return new IntegrationHealth(
                    Condition.VERIFYING,
                    Optional.of(suspicion.askAt()),
                    Who.NOBODY,
                    Message.of("health.verifying.asked"));
        }
        Instant until = policy.confirmedBy(integration, now).orElseThrow();
        if (suspicion.slotEmpty()) {
            return new IntegrationHealth(
                    Condition.VERIFYING,
                    Optional.of(until),
                    Who.OPERATOR,
                    Message.of("health.verifying.slot-empty", refusedSince.get(), until));
        }
        return policy.knowsTrouble(integration, now)
                ? new IntegrationHealth(
                        Condition.PROVIDER_TROUBLE,
                        Optional.of(until),
                        Who.NOBODY,
                        Message.of("health.provider-trouble.reason", refusedSince.get(), until))
                : new IntegrationHealth(
                        Condition.VERIFYING,
                        Optional.of(until),
                        Who.NOBODY,
                        Message.of("health.verifying.refused", refusedSince.get(), until));
    }
}
