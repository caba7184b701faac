package io.holdfast.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.ProviderId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the secret of a severed credential, decided on one value at one moment. */
final class KeptSecretTransitionsTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final SecretRef SLOT = SecretRef.of("slot-1");
    private static final SecretRef FRESH = SecretRef.of("slot-2");
    private static final Credential KEY = Credential.apiKey("key-that-never-shows");

    private final CredentialPolicy policy = CredentialPolicy.builder().build();
    private final IntegrationTransitions transitions = new IntegrationTransitions(policy);
    private final KeptSecretTransitions rules = new KeptSecretTransitions(policy);
    private final RefreshTransitions claims = new RefreshTransitions(policy);
    private final Integration severed = severed(connected());

    @ParameterizedTest
    @EnumSource(Severance.Cause.class)
    void isKeptForADayUnlessAPersonWishedTheEnd(Severance.Cause cause) {
        Integration ended = transitions.severed(connected(), cause, NOW);

        if (cause == Severance.Cause.DISCONNECTED_IN_SETTINGS) {
            assertThat(ended.bookkeeping().keptSecret()).isEmpty();
            assertThat(orphaned(ended)).containsExactly(SLOT);
        } else {
            assertThat(kept(ended).slot()).isEqualTo(SLOT);
            assertThat(kept(ended).until()).isEqualTo(NOW.plus(Duration.ofHours(24)));
            assertThat(orphaned(ended)).isEmpty();
        }
    }

    @Test
    void isNotKeptWhereThePolicyGivesNoGrace() {
        CredentialPolicy none = CredentialPolicy.builder().grace(Duration.ZERO).build();

        Integration ended = new IntegrationTransitions(none).severed(connected(), Severance.Cause.REFUSED, NOW);

        assertThat(ended.bookkeeping().keptSecret()).isEmpty();
        assertThat(orphaned(ended)).containsExactly(SLOT);
    }

    @Test
    void isAskedAboutAfterAQuarterAnHourThreeHoursAndThenEachThree() {
        List<Duration> asked = new ArrayList<>();
        Integration stored = severed;
        while (kept(stored).askAt().isBefore(kept(stored).until())) {
            Instant at = kept(stored).askAt();
            assertThat(KeptSecretTransitions.isDue(stored, at.minusSeconds(1))).isFalse();
            assertThat(KeptSecretTransitions.isDue(stored, at)).isTrue();
            asked.add(Duration.between(NOW, at));
            stored = rules.asking(stored, at);
        }

        assertThat(asked)
                .containsExactly(
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(3),
                        Duration.ofHours(6),
                        Duration.ofHours(9),
                        Duration.ofHours(12),
                        Duration.ofHours(15),
                        Duration.ofHours(18),
                        Duration.ofHours(21));
        assertThat(KeptSecretTransitions.isDue(stored, kept(stored).until())).isFalse();
        assertThat(severed.due()).contains(NOW);
        assertThat(told(severed).due()).contains(NOW.plus(Duration.ofMinutes(15)));
        assertThat(told(stored).due()).contains(kept(stored).until());
    }

    @Test
    void isRevivedUnderANewNumberWithTheFanOutLeftAsItIs() {
        Integration revived = revived(severed);

        assertThat(revived.isConnected()).isTrue();
        assertThat(revived.connection()).isEqualTo(severed.connection() + 1);
        assertThat(revived.severance()).isEmpty();
        assertThat(revived.connectedAt()).isEqualTo(LATER);
        assertThat(revived.bookkeeping().credential()).contains(SLOT);
        assertThat(revived.bookkeeping().keptSecret()).isEmpty();
        assertThat(revived.bookkeeping().fanOut())
                .isPresent()
                .isEqualTo(severed.bookkeeping().fanOut());
        assertThat(orphaned(revived)).isEmpty();
    }

    @Test
    void isStillOnlyWhileSeveredInTheSameConnectionWithTheSameSlot() {
        Integration again = severed(revived(severed));

        assertThat(KeptSecretTransitions.isStill(severed, severed)).isTrue();
        assertThat(KeptSecretTransitions.isStill(revived(severed), severed))
                .as("connected by now")
                .isFalse();
        assertThat(KeptSecretTransitions.isStill(again, severed))
                .as("another connection, the same slot")
                .isFalse();
        assertThat(KeptSecretTransitions.isStill(KeptSecretTransitions.replaced(severed, FRESH, LATER), severed))
                .as("another slot")
                .isFalse();
        assertThat(KeptSecretTransitions.isStill(KeptSecretTransitions.dropped(severed, LATER), severed))
                .as("kept no more")
                .isFalse();
    }

    @Test
    void isToBeForgottenOnceItIsKeptNoMoreAndANewCredentialCounts() {
        Integration renewed = transitions.authorised(severed, severed.account(), FRESH, KEY, false, LATER);

        assertThat(renewed.bookkeeping().keptSecret()).isEmpty();
        assertThat(orphaned(renewed)).containsExactly(SLOT);
        assertThat(orphaned(KeptSecretTransitions.dropped(severed, LATER))).containsExactly(SLOT);
    }

    @Test
    void isOverAtTheEndOfItsGraceAndNotBefore() {
        Instant end = kept(severed).until();

        assertThat(KeptSecretTransitions.isOver(severed, end.minusNanos(1))).isFalse();
        assertThat(KeptSecretTransitions.isOver(severed, end)).isTrue();
        assertThat(severed.mayBeRevived(end.minusNanos(1))).isTrue();
        assertThat(severed.mayBeRevived(end)).isFalse();
    }

    @Test
    void saysSinceWhenItIsAcceptedUntilItIsRefused() {
        Integration accepted = KeptSecretTransitions.accepted(severed, LATER);

        assertThat(kept(KeptSecretTransitions.accepted(accepted, LATER.plusSeconds(1)))
                        .acceptedAt())
                .contains(LATER);
        assertThat(kept(KeptSecretTransitions.refused(accepted)).acceptedAt()).isEmpty();
    }

    @Test
    void keepsTheSlotThatARefreshMayFillYetAndItsClaimWhenItIsRevived() {
        Integration claimed = claims.claimed(connected(), "owner", FRESH, NOW);
        Integration ended = severed(claimed);

        assertThat(kept(ended).names(SLOT)).isTrue();
        assertThat(kept(ended).names(FRESH)).isTrue();
        assertThat(orphaned(ended)).isEmpty();
        assertThat(revived(ended).bookkeeping().claim())
                .isEqualTo(claimed.bookkeeping().claim());
        assertThat(orphaned(KeptSecretTransitions.dropped(ended, LATER))).containsExactlyInAnyOrder(SLOT, FRESH);
    }

    @Test
    void isReplacedByWhatARefreshOfTheVeryVersionReceivedAndTheOldOneIsToBeForgotten() {
        Integration claimed = claims.claimed(connected(), "owner", FRESH, NOW);
        Integration ended = severed(claimed);

        Integration replaced = KeptSecretTransitions.replaced(ended, FRESH, LATER);

        assertThat(KeptSecretTransitions.countsStill(ended, claimed)).isTrue();
        assertThat(kept(replaced).slot()).isEqualTo(FRESH);
        assertThat(kept(replaced).claim()).isEmpty();
        assertThat(kept(replaced).acceptedAt())
                .as("by giving it the provider accepts it")
                .contains(LATER);
        assertThat(kept(replaced).until())
                .as("no longer than before")
                .isEqualTo(kept(ended).until());
        assertThat(orphaned(replaced)).containsExactly(SLOT);
        assertThat(replaced.isConnected()).isFalse();
        assertThat(KeptSecretTransitions.countsStill(replaced, claimed))
                .as("another credential counts by now")
                .isFalse();
        assertThat(KeptSecretTransitions.countsStill(revived(ended), claimed))
                .as("revived with the credential that it was bought with")
                .isTrue();
        assertThat(KeptSecretTransitions.countsStill(
                        transitions.severed(claimed, Severance.Cause.DISCONNECTED_IN_SETTINGS, LATER), claimed))
                .as("a person's disconnect keeps nothing")
                .isFalse();
        assertThat(KeptSecretTransitions.countsStill(KeptSecretTransitions.dropped(ended, LATER), claimed))
                .as("its grace is over")
                .isFalse();
    }

    private Integration revived(Integration stored) {
        return transitions.revived(stored, stored.account(), KEY, false, LATER);
    }

    private Integration severed(Integration stored) {
        return transitions.severed(stored, Severance.Cause.REFUSED, NOW);
    }

    private static Integration told(Integration stored) {
        return stored.toBuilder(kept -> kept.fanOut(Optional.empty())).build();
    }

    private static KeptSecret kept(Integration stored) {
        return stored.bookkeeping().keptSecret().orElseThrow();
    }

    private static Set<SecretRef> orphaned(Integration stored) {
        return stored.bookkeeping()
                .orphanedSecrets()
                .map(OrphanedSecrets::slots)
                .orElse(Set.of());
    }

    private Integration connected() {
        Account account = new Account("account-1", "Account");
        Integration begun = transitions.begun(
                IntegrationId.of("i-1"), WorkspaceId.of("acme"), ProviderId.of("scripted"), account, SLOT, NOW);
        return transitions.authorised(begun, account, SLOT, KEY, false, NOW);
    }
}
