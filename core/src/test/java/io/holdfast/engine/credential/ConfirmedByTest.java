package io.holdfast.engine.credential;

import static io.holdfast.engine.credential.RefusedAccounts.inTroubleAt;
import static io.holdfast.engine.credential.RefusedAccounts.minute;
import static io.holdfast.engine.credential.RefusedAccounts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Integration;
import io.holdfast.policy.CredentialPolicy;
import org.junit.jupiter.api.Test;

/** The instant that a page names while a refused credential is being confirmed: no verdict comes after it says so. */
final class ConfirmedByTest {
    private static final CredentialPolicy POLICY = CredentialPolicy.builder().build();
    private static final int DAY = 24 * 60;

    @Test
    void onAQuietDayItIsTheEarliestVerdict() {
        assertThat(POLICY.confirmedBy(refused("one", 0, 2), minute(3))).contains(minute(21));
    }

    @Test
    void ofACredentialThatHasEndedItIsTheSecondRefusal() {
        Integration over =
                refused("one", 0, 1).toBuilder().expiresAt(minute(-5)).build();

        assertThat(POLICY.confirmedBy(over, minute(0.5))).contains(minute(1));
    }

    @Test
    void inATroubleThatGoesOnItIsNeverLaterThanTheVerdictAtLast() {
        Integration troubled = inTroubleAt(refused("one", 0, 90), DAY - 10);

        assertThat(POLICY.confirmedBy(inTroubleAt(refused("one", 0, 9), 100), minute(101)))
                .contains(minute(220));
        assertThat(POLICY.confirmedBy(troubled, minute(DAY - 5))).contains(minute(DAY));
    }

    @Test
    void onceThatHasPassedItIsTheNextQuestion() {
        Integration late = refused("one", 0, 9);

        assertThat(POLICY.confirmedBy(late, minute(DAY + 30)))
                .isEqualTo(late.bookkeeping().suspicion().map(asked -> asked.askAt()));
    }
}
