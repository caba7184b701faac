package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.holdfast.model.FailureKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What makes no sense at all is refused where it comes in, by name. */
final class BoundariesTest {
    @Test
    @SuppressWarnings("NullAway") // what a host without null checks can pass
    void aNullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> SyncStateMachine.decide(null, new Fact.PollDue(), Links.POLICY, Links.NOW))
                .withMessageContaining("link");
        assertThatNullPointerException()
                .isThrownBy(() -> SyncStateMachine.decide(Links.born(), null, Links.POLICY, Links.NOW))
                .withMessageContaining("trigger");
        assertThatNullPointerException()
                .isThrownBy(() -> SyncStateMachine.decide(Links.born(), new Fact.PollDue(), null, Links.NOW))
                .withMessageContaining("policy");
        assertThatNullPointerException()
                .isThrownBy(() -> SyncStateMachine.decide(Links.born(), new Fact.PollDue(), Links.POLICY, null))
                .withMessageContaining("instant");
    }

    @Test
    void aNegativeWaitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Links.failure(Links.importing(), FailureKind.RATE_LIMITED, Optional.of(Duration.ofSeconds(-1))))
                .withMessageContaining("run 1")
                .withMessageContaining("PT-1S");
    }

    @Test
    void anotherLinksRecordsAndMovesAreNotReplayed() {
        SyncLink other = Links.born().toBuilder().id(SyncLinkId.of("link-2")).build();
        Decision.Moved foreign = (Decision.Moved)
                SyncStateMachine.decide(other, new UserRequest.SuspendRequested(Links.PERSON), Links.POLICY, Links.NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replay.journal(List.of(Links.birth(), foreign), Links.POLICY))
                .withMessageContaining("link-2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replay.history(List.of(
                        Links.birth().record().orElseThrow(), foreign.record().orElseThrow())))
                .withMessageContaining("link-2");
    }
}
