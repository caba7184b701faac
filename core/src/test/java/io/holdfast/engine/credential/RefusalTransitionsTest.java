package io.holdfast.engine.credential;

import static io.holdfast.engine.credential.RefusedAccounts.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Integration;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an integration becomes when its provider refuses it. */
final class RefusalTransitionsTest {
    private static final OtherAccounts NO_OTHERS = new OtherAccounts(List.of(), List.of());
    private static final CredentialPolicy POLICY = CredentialPolicy.builder().build();

    private final RefusalTransitions rules =
            new RefusalTransitions(new IntegrationTransitions(POLICY), new VerdictRules(POLICY, Duration.ZERO));

    private Integration refused(Integration stored, double minute, Severance.Cause cause) {
        Instant at = minute(minute);
        Optional<Instant> heldUntil =
                stored.bookkeeping().claim().map(claim -> claim.lease().until()).filter(at::isBefore);
        return rules.refused(stored, new Refusal(cause, Duration.ofHours(1), heldUntil, NO_OTHERS), at);
    }

    private static Suspicion suspicion(Integration one) {
        return one.bookkeeping().suspicion().orElseThrow();
    }

    @Test
    void refusalsAreCountedFromTheFirstOneOnUntilTheVerdict() {
        Integration stored = proven("a", -1);
        for (double minute : new double[] {0, 1, 6}) {
            stored = refused(stored, minute, Severance.Cause.REFUSED);
            assertThat(stored.isConnected()).isTrue();
        }

        assertThat(stored.refusedSince()).contains(minute(0));
        assertThat(suspicion(stored).refusals()).isEqualTo(3);
        assertThat(refused(stored, 21, Severance.Cause.REFUSED).severance())
                .contains(new Severance(Severance.Cause.REFUSED, minute(21)));
    }

    @Test
    void anEmptySlotAndARefusalDoNotAddUp() {
        Integration refusedOnce = refused(proven("a", -1), 0, Severance.Cause.REFUSED);

        Integration emptyThen = refused(refusedOnce, 1, Severance.Cause.SECRET_MISSING);

        assertThat(emptyThen.refusedSince()).contains(minute(1));
        assertThat(suspicion(emptyThen).refusals()).isEqualTo(1);
    }

    @Test
    void aRefreshThatSomebodyIsAtHoldsTheVerdictBackUntilItsClaimEnds() {
        Integration due = RefusedAccounts.refused("a", 0, 3);
        Integration claimed =
                new RefreshTransitions(POLICY).claimed(due, "owner", SecretRef.of("slot-2"), minute(20.5));

        Integration held = refused(claimed, 21, Severance.Cause.REFUSED);
        Integration later = refused(claimed, 21.5, Severance.Cause.REFUSED);

        assertThat(held.isConnected()).isTrue();
        assertThat(held.due()).contains(minute(21.5));
        assertThat(later.isConnected()).as("the claim has run out").isFalse();
    }

    @Test
    void whatWasSeenOfATroubleIsRemembered() {
        OtherAccounts trouble =
                others(List.of(RefusedAccounts.refused("b", 0, 1), RefusedAccounts.refused("c", 0, 1)), List.of());

        Integration one = rules.refused(
                proven("a", -1),
                new Refusal(Severance.Cause.REFUSED, Duration.ZERO, Optional.empty(), trouble),
                minute(2));
        Integration alone = refused(one, 3, Severance.Cause.REFUSED);

        assertThat(suspicion(one).troubleSeenAt()).contains(minute(2));
        assertThat(suspicion(alone).troubleSeenAt()).contains(minute(2));
        assertThat(POLICY.knowsTrouble(alone, minute(31.9))).isTrue();
        assertThat(POLICY.knowsTrouble(alone, minute(32))).isFalse();
    }

    @Test
    void whoSeesATroubleKnowsWhoOfItDoesNotSeeItYet() {
        Integration first = RefusedAccounts.refused("first", 0, 3);
        Integration second = RefusedAccounts.refused("second", 4, 2);
        Integration aware = inTroubleAt(RefusedAccounts.refused("aware", 5, 2), 6);
        Integration longAgo = RefusedAccounts.refused("long ago", -40, 4);
        Integration last = RefusedAccounts.refused("last", 8, 1);
        OtherAccounts known = others(List.of(longAgo, first, second, aware), List.of());

        assertThat(rules.unawareOfTrouble(last, known)).containsExactly(first, second);
        assertThat(rules.unawareOfTrouble(last, others(List.of(longAgo, first), List.of())))
                .as("two are no trouble")
                .isEmpty();
    }

    @Test
    void onlyAWitnessIsMissingOnceAllElseIsKnown() {
        OtherAccounts silent = others(List.of(), List.of(proven("b", -60), proven("c", -60)));
        Refusal refusal = refusal(Severance.Cause.REFUSED, silent);

        assertThat(rules.lacksWitness(RefusedAccounts.refused("a", 0, 4), refusal, minute(21)))
                .isTrue();
        assertThat(rules.lacksWitness(RefusedAccounts.refused("a", 0, 3), refusal, minute(21)))
                .isFalse();
    }
}
