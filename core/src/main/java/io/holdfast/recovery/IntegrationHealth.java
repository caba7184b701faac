package io.holdfast.recovery;

import io.holdfast.model.Integration;
import io.holdfast.model.RefreshTrouble;
import io.holdfast.model.Severance;
import io.holdfast.model.Who;
import io.holdfast.policy.CredentialPolicy;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** How an integration is, told for a person. Derived: nothing stores it. */
@Value.Immutable
public interface IntegrationHealth {
    /** The one word, the worst that holds. */
    enum Condition {
        /** The provider lets us in. */
        HEALTHY,
        /** Its credential ends soon and can't be refreshed: connect it again before. */
        EXPIRING,
        /** The provider wants nothing to be asked of it for a while. */
        QUIET,
        /** Refreshing its credential fails; the one that counts may still work. */
        REFRESH_FAILING,
        /** The provider refused something, and is asked whether the credential counts. */
        BEING_QUESTIONED,
        /** The provider refuses this application itself. */
        MISCONFIGURED,
        /** The authorisation is severed. */
        DISCONNECTED
    }

    /** {@return the word} */
    @Value.Parameter
    Condition condition();

    /** {@return when it expires, is asked or refreshed again, ends its quiet time, or was severed} */
    @Value.Parameter
    Optional<Instant> at();

    /** {@return who is expected to act} */
    @Value.Parameter
    Who who();

    /** {@return what is so and what to do, for a person; without personal data} */
    @Value.Parameter
    String reason();

    /**
     * Derives the health of an integration.
     *
     * @param integration which one
     * @param policy when an end counts as near
     * @param now the instant of asking
     * @return its health
     */
    static IntegrationHealth of(Integration integration, CredentialPolicy policy, Instant now) {
        if (!integration.isConnected()) {
            return of(
                    Condition.DISCONNECTED,
                    integration.severance().map(Severance::at),
                    Who.WORKSPACE_ADMIN,
                    integration
                                    .severance()
                                    .map(severance -> words(severance.cause()))
                                    .orElse("it is severed")
                            + "; connect the provider again in Settings, Integrations");
        }
        Optional<RefreshTrouble> trouble = integration.refreshTrouble();
        if (trouble.filter(found -> found.kind() == RefreshTrouble.Kind.MISCONFIGURED)
                .isPresent()) {
            return of(
                    Condition.MISCONFIGURED,
                    integration.refreshAt(),
                    Who.OPERATOR,
                    "the provider refuses this application's client id or secret; correct them");
        }
        if (integration.suspicion().isPresent()) {
            return of(
                    Condition.BEING_QUESTIONED,
                    integration.suspicion().map(doubt -> doubt.askAt()),
                    Who.NOBODY,
                    "the provider refused a request and is asked whether the credential still counts");
        }
        if (trouble.isPresent()) {
            return of(
                    Condition.REFRESH_FAILING,
                    integration.refreshAt(),
                    trouble.get().kind() == RefreshTrouble.Kind.UNANSWERED ? Who.NOBODY : Who.WORKSPACE_ADMIN,
                    trouble.get().kind() == RefreshTrouble.Kind.UNANSWERED
                            ? "the provider does not answer when its credential is to be refreshed; it is tried again"
                            : "the provider no longer refreshes its credential; connect it again before that ends");
        }
        Optional<Instant> quiet = integration.quietUntil().filter(until -> until.isAfter(now));
        if (quiet.isPresent()) {
            return of(Condition.QUIET, quiet, Who.NOBODY, "the provider asked to wait");
        }
        Optional<Instant> end =
                integration.expiresAt().filter(at -> integration.refreshAt().isEmpty());
        return end.filter(at -> !at.isAfter(now.plus(policy.warnAhead()))).isPresent()
                ? of(
                        Condition.EXPIRING,
                        end,
                        Who.WORKSPACE_ADMIN,
                        "its credential ends and can't be refreshed; connect it again before")
                : of(Condition.HEALTHY, end, Who.NOBODY, "the provider lets us in");
    }

    private static IntegrationHealth of(Condition condition, Optional<Instant> at, Who who, String reason) {
        return ImmutableIntegrationHealth.of(condition, at, who, reason);
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
