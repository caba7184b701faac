package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A link told again from its history or its journal, and what is said where that can't be done. */
final class ReplayTest {
    private static final String NO_BIRTH =
            "expected the birth of a link first, and only there, but found none; pass all of it, oldest first";

    private final List<Decision.Moved> journal = List.of(
            Links.birth(),
            move(Links.born(), new WorkerReport.RunStarted(1, "owner-1")),
            move(Links.importing(), new UserRequest.SuspendRequested(Links.PERSON)),
            move(Links.suspended(Links.importing()), new UserRequest.ResumeRequested(Links.PERSON)),
            move(
                    Links.moved(Links.suspended(Links.importing()), new UserRequest.ResumeRequested(Links.PERSON), NOW),
                    new Fact.CredentialSevered(IntegrationId.of("i-1"), 1)));

    @Test
    void aJournalLeadsToTheLinkAndAHistoryToWhatAPersonSees() {
        SyncLink last = journal.get(journal.size() - 1).next();

        assertThat(Replay.journal(journal, POLICY)).isEqualTo(last);
        assertThat(Replay.history(records(journal))).isEqualTo(VisibleState.of(last));
        assertThat(Replay.journal(List.of(Links.birth()), POLICY)).isEqualTo(Links.born());
    }

    @Test
    void aMoveThatNobodySeesLeavesNoRecord() {
        assertThat(records(journal)).extracting(TransitionRecord::version).containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void withoutABirthThereIsNothingToTell() {
        assertThatThrownBy(() -> Replay.journal(List.of(), POLICY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_BIRTH);
        assertThatThrownBy(() -> Replay.history(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_BIRTH);
    }

    @Test
    void aSecondBirthIsNoMove() {
        assertThatThrownBy(() -> Replay.journal(List.of(Links.birth(), Links.birth()), POLICY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_BIRTH);
    }

    @Test
    void aMissingMoveIsNamedByLinkAndVersion() {
        List<Decision.Moved> holed = new ArrayList<>(journal);
        holed.remove(2);

        assertThatThrownBy(() -> Replay.journal(holed, POLICY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "link link-1, move to version 4: expected what its trigger leads to from version 2 but found"
                                + " another link; a move is missing, out of order, or of another policy");
    }

    @Test
    void aMoveOfAnotherPolicyIsNamed() {
        SyncPolicy longer =
                SyncPolicy.builder().leaseDuration(Duration.ofSeconds(50)).build();

        assertThatThrownBy(() -> Replay.journal(journal, longer))
                .hasMessageStartingWith("link link-1, move to version 2: expected what its trigger leads to");
    }

    @Test
    void aMissingRecordIsNamedByLinkAndVersion() {
        List<TransitionRecord> holed = new ArrayList<>(records(journal));
        holed.remove(1);

        assertThatThrownBy(() -> Replay.history(holed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("link link-1, record of version 4: expected it to begin with Optional[")
                .hasMessageEndingWith("; a record is missing or out of order");
        assertThatThrownBy(() -> Replay.history(holed.subList(1, holed.size())))
                .hasMessageStartingWith("link link-1, record of version 4: expected it to begin with Optional.empty");
    }

    private static List<TransitionRecord> records(List<Decision.Moved> moves) {
        return moves.stream()
                .map(Decision.Moved::record)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Decision.Moved move(SyncLink link, Trigger trigger) {
        return (Decision.Moved) SyncStateMachine.decide(link, trigger, POLICY, NOW);
    }
}
