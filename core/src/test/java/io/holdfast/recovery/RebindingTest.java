package io.holdfast.recovery;

import static io.holdfast.recovery.RecoveryRulesTest.BOUND;
import static io.holdfast.recovery.RecoveryRulesTest.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.WorkspaceId;
import io.holdfast.transition.UserRequest.ReconnectRequested;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pressing Reconnect or Move asks, as far as it is known without asking the provider. */
final class RebindingTest {
    private static final SyncLink LINK = link(SyncPhase.DISCONNECTED).build();
    private static final Integration SEVERED =
            BOUND.toBuilder().status(Integration.Status.DISCONNECTED).build();
    private static final Integration OTHER = BOUND.toBuilder()
            .id(IntegrationId.of("i-2"))
            .account(new Account("another account", "its label"))
            .connection(4)
            .build();
    private static final ProviderId FOREIGN = ProviderId.of("other");

    @Test
    void asksForTheLatestConnectionOfTheIntegrationThatIsNamed() {
        assertThat(asked(OTHER, true, BOUND, OTHER).to()).isEqualTo(new SyncLink.Binding(OTHER.id(), 4));
        assertThat(asked(OTHER, true, BOUND, OTHER).move()).isTrue();
        assertThat(asked(BOUND, false, BOUND).move()).isFalse();
    }

    @Test
    void ofAnotherWorkspacesIntegrationNothingElseIsTold() {
        Integration theirs = SEVERED.toBuilder()
                .workspace(WorkspaceId.of("theirs"))
                .provider(FOREIGN)
                .build();

        assertThat(asked(theirs, false, BOUND).obstacle()).contains(ReconnectObstacle.OTHER_WORKSPACE);
    }

    @Test
    void anotherProviderIsToldBeforeThatNothingIsConnected() {
        assertThat(asked(SEVERED.toBuilder().provider(FOREIGN).build(), false, BOUND)
                        .obstacle())
                .contains(ReconnectObstacle.OTHER_PROVIDER);
    }

    @Test
    void whatIsNotConnectedIsAnObstacleToBoth() {
        assertThat(asked(SEVERED, false, SEVERED).obstacle()).contains(ReconnectObstacle.NOT_CONNECTED);
        assertThat(asked(SEVERED, true, SEVERED).obstacle()).contains(ReconnectObstacle.NOT_CONNECTED);
    }

    @Test
    void anotherAccountIsAnObstacleToReconnectAndNoneToMove() {
        assertThat(asked(OTHER, false, SEVERED, OTHER).obstacle()).contains(ReconnectObstacle.OTHER_ACCOUNT);
        assertThat(asked(OTHER, true, SEVERED, OTHER).obstacle()).isEmpty();
    }

    @Test
    void theBoundAccountIsNoneHoweverItsIntegrationIsCalled() {
        Integration again = BOUND.toBuilder().id(IntegrationId.of("i-3")).build();

        assertThat(asked(BOUND, false, BOUND).obstacle()).isEmpty();
        assertThat(asked(again, false, SEVERED, again).obstacle()).isEmpty();
    }

    @Test
    void whoseTheLinkWasIsNotKnownOnceItsIntegrationIsGone() {
        assertThat(asked(OTHER, false, OTHER).obstacle()).contains(ReconnectObstacle.OTHER_ACCOUNT);
        assertThat(asked(OTHER, false, OTHER).boundSevered()).isTrue();
    }

    @Test
    void itSaysWhetherTheBoundConnectionIsSevered() {
        assertThat(asked(OTHER, true, SEVERED, OTHER).boundSevered()).isTrue();
        assertThat(asked(OTHER, true, BOUND, OTHER).boundSevered()).isFalse();
    }

    private static ReconnectRequested asked(Integration to, boolean move, Integration... known) {
        return Rebinding.request(Actor.HOST, LINK, to, List.of(known), move);
    }
}
