package io.holdfast.presentation;

import static io.holdfast.presentation.Looks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.Lease;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ReadMode;
import io.holdfast.model.ShortList;
import io.holdfast.model.ShortReads;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far an import is said to be. */
final class ProgressTest {
    private static final Instant BEGUN = NOW.minusSeconds(60);

    @Test
    void rateAndExpectedEndAreThoseOfTheReadSoFar() {
        Progress shown = shown(working(3_000, 5_000, 3_000).build());

        assertThat(shown.processed()).isEqualTo(3_000);
        assertThat(shown.total()).hasValue(5_000);
        assertThat(shown.perMinute()).hasValue(3_000);
        assertThat(shown.expectedEnd()).contains(NOW.plusSeconds(40));
        assertThat(shown.text()).isEqualTo(Message.of("progress.of", 3_000, 5_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2_999, 3_000})
    void aTotalThatIsReachedOrPassedReadsUnknown(long stated) {
        Progress shown = shown(working(3_000, stated, 3_000).build());

        assertThat(shown.total()).isEmpty();
        assertThat(shown.expectedEnd()).isEmpty();
        assertThat(shown.text()).isEqualTo(Message.of("progress.some", 3_000));
    }

    @Test
    void aListThatIsReadFromItsStartOnceMoreShowsWhatWasReadBefore() {
        SyncRun lost = working(3_000, 5_000, 3_000).checkpoint(Optional.empty()).build();
        SyncRun anew = working(100, 5_000, 3_000).build();

        assertThat(shown(lost).processed()).isEqualTo(3_000);
        assertThat(shown(anew).processed()).isEqualTo(3_000);
        assertThat(shown(anew).total()).hasValue(5_000);
    }

    @Test
    void aShortListThatIsReadAgainShowsWhatItBroughtUntilMoreComes() {
        ShortReads reads = ShortReads.first(new ShortList(50, 500));
        SyncRun waiting = Looks.run().toBuilder()
                .waitsFor(SyncRun.Wait.SHORT_LIST)
                .shortReads(reads)
                .build();
        SyncRun again = working(20, 500, 20).shortReads(reads).build();

        assertThat(shown(waiting).text()).isEqualTo(Message.of("progress.list-shorter", 50, 500));
        assertThat(shown(again).processed()).isEqualTo(50);
        assertThat(shown(again).text()).isEqualTo(Message.of("progress.of", 50, 500));
    }

    @Test
    void aBackOffThatIsOverWaitsNoLonger() {
        SyncRun over = working(3_000, 5_000, 3_000)
                .lease(Optional.empty())
                .waitsFor(SyncRun.Wait.BACK_OFF)
                .due(NOW.minusSeconds(1))
                .build();

        assertThat(shown(over).waitsUntil()).isEmpty();
    }

    @Test
    void whatTheProviderAskedToWaitIsNoTimeOfTheRead() {
        SyncRun waited = working(3_000, 5_000, 3_000)
                .startedAt(BEGUN.minusSeconds(3_600))
                .askedToWait(Duration.ofSeconds(3_630))
                .build();

        assertThat(shown(waited).perMinute()).hasValue(6_000);
    }

    @Test
    void aReadThatWasTakenUpAgainTellsNoRate() {
        SyncRun taken =
                working(3_000, 5_000, 3_000).startedAt(NOW.minusSeconds(5)).build();

        assertThat(shown(taken).perMinute()).isEmpty();
        assertThat(shown(taken).expectedEnd()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807", "9223372036854775806"})
    void aTotalBeyondAllReasonForetellsNoEnd(long stated) {
        Progress shown = shown(working(1, stated, 1).build());

        assertThat(shown.total()).hasValue(stated);
        assertThat(shown.expectedEnd()).isEmpty();
    }

    @Test
    void whileItWaitsItEndsAfterTheWait() {
        SyncRun waiting = working(3_000, 5_000, 3_000)
                .lease(Optional.empty())
                .waitsFor(SyncRun.Wait.PROVIDER_ASKED)
                .due(NOW.plusSeconds(600))
                .build();

        assertThat(shown(waiting).waitsUntil()).contains(NOW.plusSeconds(600));
        assertThat(shown(waiting).expectedEnd()).contains(NOW.plusSeconds(640));
    }

    @Test
    void aWorkerThatStandsStillDoesNotPutOffTheEnd() {
        Instant lastPage = NOW.minusSeconds(30);
        SyncRun stands = stoodSince(lastPage);
        SyncRun longer = stoodSince(NOW.minusSeconds(41));

        assertThat(shown(stands).expectedEnd()).contains(lastPage.plusSeconds(40));
        assertThat(shown(longer).expectedEnd()).isEmpty();
    }

    @Test
    void whileTheWorkspaceIsNotServedNoEndIsForetold() {
        SyncLink importing = Looks.link(SyncPhase.IMPORTING)
                .run(working(3_000, 5_000, 3_000).build())
                .build();
        Integration bound = Looks.integration(Integration.Status.CONNECTED);
        Explanation told = RecoveryRules.lapsed(Looks.explain(importing, bound), "The plan has ended.");

        Progress shown = StatusView.of(importing, told, List.of(bound), command -> true)
                .progress()
                .orElseThrow();

        assertThat(shown.processed()).isEqualTo(3_000);
        assertThat(shown.expectedEnd()).isEmpty();
        assertThat(shown.waitsUntil()).isEmpty();
    }

    /** A read of a minute whose last page came then. */
    private static SyncRun stoodSince(Instant lastPage) {
        SyncRun run = working(3_000, 5_000, 3_000)
                .startedAt(lastPage.minusSeconds(60))
                .build();
        Checkpoint place = run.checkpoint().orElseThrow().toBuilder()
                .begunAt(lastPage.minusSeconds(60))
                .takenAt(lastPage)
                .build();
        return run.toBuilder().checkpoint(place).build();
    }

    private static Progress shown(SyncRun run) {
        return Looks.view(Looks.link(SyncPhase.IMPORTING).run(run).build())
                .progress()
                .orElseThrow();
    }

    private static SyncRun.Builder working(long read, long stated, long most) {
        return Looks.run().toBuilder()
                .lease(new Lease("worker-1", NOW.plusSeconds(60)))
                .startedAt(BEGUN)
                .progressedAt(NOW)
                .mostRows(most)
                .checkpoint(Checkpoint.builder()
                        .read(ReadMode.FULL)
                        .scan(1)
                        .begunAt(BEGUN)
                        .asOf(BEGUN)
                        .cursor(Cursor.of("next"))
                        .tally(Tally.builder()
                                .added(read)
                                .expected(OptionalLong.of(stated))
                                .build())
                        .guard(PaginationProgress.START.after(false, Cursor.of("next")))
                        .takenAt(NOW)
                        .build());
    }
}
