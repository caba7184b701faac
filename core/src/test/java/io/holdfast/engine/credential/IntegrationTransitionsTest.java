package io.holdfast.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an integration becomes, decided on one value at one moment. */
final class IntegrationTransitionsTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final SecretRef FRESH = SecretRef.of("slot-2");

    private final IntegrationTransitions rules =
            new IntegrationTransitions(CredentialPolicy.builder().build());

    private final RefreshTransitions claims =
            new RefreshTransitions(CredentialPolicy.builder().build());

    @Test
    void tokensThatEndAtOnceAreNotRefreshedAtOnce() {
        Credential over = new Credential.OauthTokens(Secret.of("a"), Optional.of(Secret.of("r")), Optional.of(NOW));

        assertThat(rules.refreshAt(over, true, NOW)).contains(NOW.plusSeconds(60));
    }

    @Test
    void aSeveredOneKeepsNothingToAskWithAndNamesWhatIsToBeForgotten() {
        Integration claimed = claims.claimed(connected(), "owner", FRESH, NOW);

        Integration severed = rules.severed(claimed, Severance.Cause.DISCONNECTED_IN_SETTINGS, NOW);

        assertThat(severed.bookkeeping().credential()).isEmpty();
        assertThat(severed.bookkeeping().claim()).isEmpty();
        assertThat(severed.bookkeeping().orphanedSecrets().orElseThrow().slots())
                .containsExactlyInAnyOrder(SecretRef.of("slot-1"), FRESH);
        assertThat(severed.bookkeeping().fanOut().orElseThrow().upToConnection())
                .isEqualTo(1);
        assertThat(severed.due()).contains(NOW);
    }

    @Test
    void aClaimThatIsTakenOverKeepsTheSecretSlotThatItsOwnerMayStillFill() {
        Integration first = claims.claimed(connected(), "one", FRESH, NOW);

        Integration second = claims.claimed(first, "two", SecretRef.of("slot-3"), NOW.plusSeconds(60));

        assertThat(second.bookkeeping().claim().orElseThrow().next()).isEqualTo(FRESH);
        assertThat(second.bookkeeping().claim().orElseThrow().takenOver()).isTrue();
        assertThat(first.bookkeeping().claim().orElseThrow().takenOver()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H, PT55M, a while before its end",
        "PT8M, PT4M, not before half of its time",
        "PT1M, PT1M, and not at once",
        "PT0S, PT1M, even if it has none",
    })
    void aCredentialIsRefreshed(Duration life, Duration after, String because) {
        Credential tokens =
                new Credential.OauthTokens(Secret.of("a"), Optional.of(Secret.of("r")), Optional.of(NOW.plus(life)));

        assertThat(rules.refreshAt(tokens, true, NOW)).as(because).contains(NOW.plus(after));
        assertThat(rules.refreshAt(tokens, false, NOW)).isEmpty();
    }

    @Test
    void whatIsLimitedAgainWithoutAnAnswerWaitsLongerUnlessTheProviderNamesALongerTime() {
        Integration stored = connected();
        Instant now = NOW;
        List<Long> waits = new ArrayList<>();
        for (int limit = 1; limit <= 7; limit++) {
            stored = limited(stored, 0, now);
            Instant until = stored.bookkeeping().rateLimitedUntil().orElseThrow();
            assertThat(limited(stored, 0, now.plusSeconds(1)).bookkeeping().rateLimits())
                    .as("met by another run during the wait")
                    .isEqualTo(limit);
            waits.add(Duration.between(now, until).toSeconds());
            now = until;
        }

        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L);
        assertThat(limited(stored, 1800, now).bookkeeping().rateLimitedUntil()).contains(now.plusSeconds(1800));
        assertThat(limited(stored, 7, now).bookkeeping().rateLimitedUntil()).contains(now.plusSeconds(900));
        assertThat(limited(RateLimit.answered(stored), 7, now).bookkeeping().rateLimitedUntil())
                .contains(now.plusSeconds(7));
    }

    private static Integration limited(Integration stored, int seconds, Instant now) {
        return new RateLimit(Duration.ofSeconds(seconds), RetryPolicy.builder().build()).on(stored, now);
    }

    @Test
    void aRateLimitIsOnlyEverExtended() {
        Integration limited = limited(connected(), 90, NOW);

        assertThat(limited(limited, 60, NOW)).isEqualTo(limited);
        assertThat(limited(limited, 91, NOW).bookkeeping().rateLimitedUntil()).contains(NOW.plusSeconds(91));
        assertThat(rules.unanswered(limited, Optional.empty(), NOW).due())
                .as("nothing is asked before")
                .contains(NOW.plusSeconds(90));
    }

    @Test
    void aRefusedApplicationStaysThatWhileNobodyAnswers() {
        Integration claimed = claims.claimed(connected(), "owner", FRESH, NOW);
        Integration refused = claims.refreshFailed(claimed, RefreshFailure.Kind.MISCONFIGURED, Optional.empty(), NOW);
        Integration silent = claims.refreshFailed(
                claims.claimed(refused, "owner", FRESH, NOW), RefreshFailure.Kind.UNANSWERED, Optional.empty(), NOW);

        assertThat(refused.bookkeeping().claim()).as("nothing was bought").isEmpty();
        assertThat(silent.isMisconfigured()).isTrue();
        assertThat(silent.bookkeeping().claim())
                .as("something may have been bought")
                .isPresent();
        assertThat(silent.bookkeeping().refreshFailure().orElseThrow().failures())
                .isEqualTo(2);
    }

    @Test
    void whatIsLeftOfAFanOutStaysWhenASeveredOneIsAuthorisedAgain() {
        Integration severed = rules.severed(connected(), Severance.Cause.REFUSED, NOW);

        Integration again =
                rules.authorised(severed, severed.account(), FRESH, Credential.apiKey("k"), false, NOW.plusSeconds(5));

        assertThat(again.connection()).isEqualTo(2);
        assertThat(again.bookkeeping().fanOut()).isEqualTo(severed.bookkeeping().fanOut());
        assertThat(again.severance()).isEmpty();
        assertThat(again.connectedAt()).isEqualTo(NOW.plusSeconds(5));
    }

    private static Integration connected() {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot-1"))
                        .build())
                .id(IntegrationId.of("i-1"))
                .workspace(WorkspaceId.of("acme"))
                .provider(ProviderId.of("provider"))
                .account(new Account("account-1", "label"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .connectedAt(NOW)
                .version(1)
                .build();
    }
}
