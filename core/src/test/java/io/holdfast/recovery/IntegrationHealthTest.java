package io.holdfast.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Who;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an integration is, in one word: the worst that holds. */
final class IntegrationHealthTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Suspicion SUSPICION =
            Suspicion.builder().since(NOW).askAt(LATER).build();

    @Test
    void oneThatIsLetInIsHealthy() {
        assertHealth(
                connected(),
                IntegrationHealth.Condition.HEALTHY,
                Optional.empty(),
                Who.NOBODY,
                "accepts the credential");
    }

    @Test
    void aFarEndIsHealthyAndSaysWhenItIs() {
        Instant end = NOW.plus(Duration.ofDays(7)).plusMillis(1);

        assertHealth(
                connected().expiresAt(end),
                IntegrationHealth.Condition.HEALTHY,
                Optional.of(end),
                Who.NOBODY,
                "accepts the credential");
    }

    @Test
    void aNearEndThatCanNotBeRefreshedIsExpiring() {
        Instant end = NOW.plus(Duration.ofDays(7));

        assertHealth(
                connected().expiresAt(end),
                IntegrationHealth.Condition.EXPIRING,
                Optional.of(end),
                Who.WORKSPACE_ADMIN,
                "Connect the account again before then");
    }

    @Test
    void aNearEndThatIsRefreshedIsHealthy() {
        assertHealth(
                connected(kept -> kept.refreshAt(LATER)).expiresAt(LATER),
                IntegrationHealth.Condition.HEALTHY,
                Optional.empty(),
                Who.NOBODY,
                "accepts the credential");
    }

    @Test
    void oneWhoseProviderAskedToWaitIsQuietUntilThen() {
        assertHealth(
                connected(kept -> kept.rateLimitedUntil(LATER)).expiresAt(LATER),
                IntegrationHealth.Condition.RATE_LIMITED,
                Optional.of(LATER),
                Who.NOBODY,
                "wants nothing to be asked until");
        assertHealth(
                connected(kept -> kept.rateLimitedUntil(NOW)),
                IntegrationHealth.Condition.HEALTHY,
                Optional.empty(),
                Who.NOBODY,
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "UNANSWERED, REFRESH_FAILING, NOBODY, tried again by itself",
        "REFUSED, REFRESH_FAILING, WORKSPACE_ADMIN, Connect the account again",
        "TOKEN_LOST, REFRESH_FAILING, WORKSPACE_ADMIN, Connect the account again",
        "MISCONFIGURED, MISCONFIGURED, OPERATOR, client id or secret"
    })
    void refreshesThatFailSayWhoActs(
            RefreshFailure.Kind kind, IntegrationHealth.Condition condition, Who who, String words) {
        assertHealth(
                connected(kept -> kept.refreshFailure(new RefreshFailure(kind, NOW, 1))
                        .refreshAt(LATER)
                        .rateLimitedUntil(LATER)),
                condition,
                Optional.of(LATER),
                who,
                words);
    }

    @Test
    void aSuspicionIsWorseThanAFailingRefreshButNotThanARefusedApplication() {
        assertHealth(
                suspected(RefreshFailure.Kind.REFUSED),
                IntegrationHealth.Condition.VERIFYING,
                Optional.of(LATER),
                Who.NOBODY,
                "asked whether the credential is still valid");
        assertHealth(
                suspected(RefreshFailure.Kind.MISCONFIGURED),
                IntegrationHealth.Condition.MISCONFIGURED,
                Optional.of(NOW),
                Who.OPERATOR,
                "corrects them");
    }

    @Test
    void oneThatIsRefusedSaysSinceWhenAndUntilWhenItIsConfirmed() {
        assertHealth(
                refused(Suspicion.builder()),
                IntegrationHealth.Condition.VERIFYING,
                Optional.of(NOW.plusSeconds(1_260)),
                Who.NOBODY,
                "refused the credential since " + shown(NOW) + ", which is being confirmed until "
                        + shown(NOW.plusSeconds(1_260)));
        assertHealth(
                refused(Suspicion.builder().troubleSeenAt(NOW)),
                IntegrationHealth.Condition.PROVIDER_TROUBLE,
                Optional.of(NOW.plusSeconds(7_200)),
                Who.NOBODY,
                "together with those of other accounts");
    }

    @Test
    void oneWhoseSlotIsEmptyBlamesTheVaultAndNotTheProvider() {
        assertHealth(
                refused(Suspicion.builder().slotEmpty(true).troubleSeenAt(NOW)),
                IntegrationHealth.Condition.VERIFYING,
                Optional.of(NOW.plusSeconds(7_200)),
                Who.OPERATOR,
                "has not been found in the vault since " + shown(NOW));
    }

    @Test
    void countsItsLinksByStatus() {
        IntegrationHealth counted = IntegrationHealth.of(
                        severed().build(), CredentialPolicy.builder().build(), NOW)
                .counting(Map.of(SyncStatus.FAILED, 3L));

        assertThat(counted.links()).containsExactly(Map.entry(SyncStatus.FAILED, 3L));
        assertThat(counted.condition()).isEqualTo(IntegrationHealth.Condition.DISCONNECTED);
    }

    private static Integration.Builder refused(Suspicion.Builder suspicion) {
        Suspicion refused =
                suspicion.since(NOW).askAt(NOW).refusedAt(NOW).refusals(1).build();
        return connected(book -> book.suspicion(refused));
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, The provider refuses the credential",
        "FORBIDDEN, knows the credential but no longer lets it in",
        "EXPIRED, The credential expired and was not refreshed",
        "TOKEN_LOST, lost before it was stored",
        "SECRET_MISSING, no longer in the vault",
        "DISCONNECTED_IN_SETTINGS, A person disconnected the account"
    })
    void aSeveredOneSaysSinceWhenAndWhy(Severance.Cause cause, String words) {
        assertHealth(
                severed().severance(new Severance(cause, NOW)),
                IntegrationHealth.Condition.DISCONNECTED,
                Optional.of(NOW),
                Who.WORKSPACE_ADMIN,
                words);
    }

    @ParameterizedTest
    @CsvSource({"1, accepts the credential again. Check the connection", "0, Connect the provider again in Settings"})
    void oneWhoseKeptSecretIsAcceptedAgainSaysSoForAsLongAsItIsKept(long secondsLeft, String words) {
        KeptSecret kept = KeptSecret.builder()
                .slot(SecretRef.of("slot"))
                .until(NOW.plusSeconds(secondsLeft))
                .askAt(NOW)
                .acceptedAt(NOW)
                .build();

        assertHealth(
                severed().build().toBuilder(book -> book.keptSecret(kept))
                        .severance(new Severance(Severance.Cause.REFUSED, NOW)),
                IntegrationHealth.Condition.DISCONNECTED,
                Optional.of(NOW),
                Who.WORKSPACE_ADMIN,
                words);
    }

    @Test
    void oneThatWasSeveredBeforeCausesWereKeptStillSaysWhatToDo() {
        assertHealth(
                severed(),
                IntegrationHealth.Condition.DISCONNECTED,
                Optional.empty(),
                Who.WORKSPACE_ADMIN,
                "The connection to the provider ended. Connect the provider again");
    }

    private static String shown(Instant instant) {
        return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.UK)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private static void assertHealth(
            Integration.Builder integration,
            IntegrationHealth.Condition condition,
            Optional<Instant> at,
            Who who,
            String words) {
        IntegrationHealth health = IntegrationHealth.of(
                integration.build(), CredentialPolicy.builder().build(), NOW);

        assertThat(health.condition()).isEqualTo(condition);
        assertThat(health.at()).isEqualTo(at);
        assertThat(health.who()).isEqualTo(who);
        assertThat(health.reason().text(Locale.UK)).contains(words);
    }

    private static Integration.Builder severed() {
        return connected(kept -> kept.credential(Optional.empty())).status(Integration.Status.DISCONNECTED);
    }

    private static Integration.Builder suspected(RefreshFailure.Kind kind) {
        return connected(
                kept -> kept.suspicion(SUSPICION).refreshAt(NOW).refreshFailure(new RefreshFailure(kind, NOW, 1)));
    }

    private static Integration.Builder connected(Consumer<IntegrationBookkeeping.Builder> edit) {
        return connected().build().toBuilder(edit);
    }

    private static Integration.Builder connected() {
        return Integration.builder()
                .id(IntegrationId.of("i-1"))
                .workspace(WorkspaceId.of("acme"))
                .provider(ProviderId.of("provider"))
                .account(new Account("account-1", "label"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot"))
                        .build())
                .connectedAt(NOW)
                .version(1);
    }
}
