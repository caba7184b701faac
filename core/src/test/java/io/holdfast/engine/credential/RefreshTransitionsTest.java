package io.holdfast.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.SecretRef;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a refresh that failed leaves for the next one to know. */
final class RefreshTransitionsTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");

    private final CredentialPolicy policy = CredentialPolicy.builder().build();
    private final RefreshTransitions rules = new RefreshTransitions(policy);
    private final Instant later = NOW.plus(policy.claim());
    private final Integration claimed = rules.claimed(connected(), "first", SecretRef.of("next"), NOW);
    private final Integration takenOver = rules.claimed(claimed, "second", SecretRef.of("another"), later);

    @ParameterizedTest
    @EnumSource(RefreshFailure.Kind.class)
    void aTokenThatWasLostStaysLostWhateverIsAnsweredLater(RefreshFailure.Kind kind) {
        Integration lost = failed(takenOver, RefreshFailure.Kind.TOKEN_LOST);

        assertThat(failed(lost, kind).bookkeeping().refreshFailure().map(RefreshFailure::kind))
                .contains(RefreshFailure.Kind.TOKEN_LOST);
    }

    @Test
    void aRefusedApplicationEndsAClaimUnlessAnEarlierOwnerMayHaveReceivedAToken() {
        assertThat(failed(claimed, RefreshFailure.Kind.MISCONFIGURED)
                        .bookkeeping()
                        .claim())
                .isEmpty();
        assertThat(failed(takenOver, RefreshFailure.Kind.MISCONFIGURED)
                        .bookkeeping()
                        .claim()
                        .map(RefreshClaim::next))
                .contains(SecretRef.of("next"));
    }

    private Integration failed(Integration stored, RefreshFailure.Kind kind) {
        return rules.refreshFailed(stored, kind, Optional.empty(), later);
    }

    private Integration connected() {
        IntegrationTransitions transitions = new IntegrationTransitions(policy);
        SecretRef slot = SecretRef.of("slot");
        Account account = new Account("account-1", "Account");
        Integration begun = transitions.begun(
                IntegrationId.of("i-1"), WorkspaceId.of("acme"), ProviderId.of("scripted"), account, slot, NOW);
        return transitions.authorised(begun, account, slot, Credential.apiKey("key-that-never-shows"), true, NOW);
    }
}
