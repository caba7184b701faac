package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncStatus;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the matrix says, told as it happens at the provider: the sheet's rows F41 to F46, of an event that is live. */
final class SeveranceStoriesTest {
    private static final Duration A_WHILE = Duration.ofMinutes(11);
    private static final Duration CONFIRMED = Duration.ofMinutes(25);
    private static final String WHO = "/users/me/";

    @ParameterizedTest
    @ValueSource(ints = {401, 400})
    void aRevokedTokenIsAskedFourTimesInTwentyOneMinutesThenTheEventIsDisconnected(int revokedAs) {
        try (SeveranceWorld world = live(EventbriteSandbox.builder().revokedAs(revokedAs))) {
            world.sandbox.revoke(world.sandbox.token());
            world.pass(Duration.ofMinutes(21).minusSeconds(1));
            assertThat(world.ending()).isEqualTo(syncing());

            world.pass(CONFIRMED);
            assertThat(world.ending()).isEqualTo(disconnected());
            assertThat(world.askedAt).hasSize(4);
        }
    }

    @Test
    void anOutageThatRefusesTheOnlyAccountForTwentyMinutesDisconnectsNobody() {
        try (SeveranceWorld world = live(EventbriteSandbox.builder())) {
            world.sandbox.revoke(world.sandbox.token());
            world.pass(Duration.ofMinutes(20));
            world.sandbox.restore(world.sandbox.token());

            world.pass(A_WHILE);
            assertThat(world.ending()).isEqualTo(syncing());
        }
    }

    @Test
    void aRefusalOfTheEventAloneFailsBecauseTheProviderAcceptsTheToken() {
        try (SeveranceWorld world = live(EventbriteSandbox.builder())) {
            world.sandbox.inject("/v3/events/", 1_000, Fault.error(401, "INVALID_AUTH"));

            world.pass(A_WHILE);
            assertThat(world.ending()).isEqualTo(failed(FailureKind.UNREACHABLE));
            assertThat(world.askedAt).isNotEmpty();
        }
    }

    @Test
    void aLostOrganizationIsAMatterOfPermissionAndTheAccountStaysConnected() {
        try (SeveranceWorld world = live(EventbriteSandbox.builder())) {
            world.sandbox.loseOrganization(world.sandbox.token());

            world.pass(A_WHILE);
            assertThat(world.ending()).isEqualTo(failed(FailureKind.PERMISSION));
            assertThat(world.askedAt).hasSize(1);
        }
    }

    @Test
    void aTokenThatIsNoUsersIsUnusableSoTheEventIsDisconnected() {
        try (SeveranceWorld world = live(EventbriteSandbox.builder())) {
            world.sandbox.loseOrganization(world.sandbox.token());
            world.sandbox.inject(WHO, 1_000, Fault.error(403, "NOT_AUTHORIZED"));

            world.pass(CONFIRMED);
            assertThat(world.ending()).isEqualTo(disconnected(Severance.Cause.FORBIDDEN));
        }
    }

    @Test
    void aBlockAtTheEdgeFailsAndTheTokenIsNotSuspected() {
        try (SeveranceWorld world = live(EventbriteSandbox.builder())) {
            world.sandbox.edgeBlock(true);

            world.pass(A_WHILE);
            assertThat(world.ending()).isEqualTo(failed(FailureKind.UNREACHABLE));
            assertThat(world.askedAt).isEmpty();
        }
    }

    private static SeveranceWorld live(EventbriteSandbox.Builder provider) {
        return new SeveranceWorld(provider).at(Stage.LIVE);
    }

    private static Ending syncing() {
        return ending(SyncStatus.ACTIVE, RecoveryAction.NONE, Optional.empty());
    }

    private static Ending failed(FailureKind kind) {
        return ending(SyncStatus.FAILED, RecoveryAction.RETRY, Optional.of(kind));
    }

    private static Ending disconnected() {
        return disconnected(Severance.Cause.REFUSED);
    }

    private static Ending disconnected(Severance.Cause cause) {
        return new Ending(
                SyncStatus.DISCONNECTED,
                RecoveryAction.RECONNECT_INTEGRATION,
                Optional.empty(),
                Optional.of(cause),
                1,
                Stage.ALL_ROWS);
    }

    private static Ending ending(SyncStatus status, RecoveryAction advice, Optional<FailureKind> failure) {
        return new Ending(status, advice, failure, Optional.empty(), 0, Stage.ALL_ROWS);
    }
}
