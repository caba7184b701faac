package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.ShortList;
import io.holdfast.model.Shortfall;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A list that is shorter than stated delays what it would prove, and decides nothing. */
final class ShortListsTest {
    private static final Tally SHORT = told(50, 500);

    @Nested
    class OfAFirstImport {
        @Test
        void isReadAgainAfterOneAndTenMinutesAndThreeReadsAlikeAreEnough() {
            SyncLink second = read(Links.born(), SHORT, NOW);
            assertThat(second.phase()).isEqualTo(SyncPhase.IMPORTING);
            assertThat(second.importedAt()).isEmpty();
            assertThat(second.due()).contains(NOW.plusSeconds(60));
            assertThat(second.run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.SHORT_LIST);

            SyncLink third = read(second);
            assertThat(third.due()).contains(NOW.plusSeconds(660));

            SyncLink live = read(third);
            assertThat(live.phase()).isEqualTo(SyncPhase.LIVE);
            assertThat(live.importedAt()).contains(NOW.plusSeconds(660));
            assertThat(live.bookkeeping().absences().shortfall().list()).contains(new ShortList(50, 500));
        }

        @Test
        void showsWhatItsLongestReadBroughtHoweverShortTheNextIs() {
            SyncLink shorter = read(read(Links.born(), SHORT, NOW), told(20, 500), NOW.plusSeconds(60));

            assertThat(shorter.run().orElseThrow().mostRows()).isEqualTo(50);
        }

        @Test
        void ofAnotherLengthEachTimeIsReadSixTimesInAll() {
            SyncLink link = Links.born();
            List<Integer> reads = new ArrayList<>();
            for (int listed = 1; link.phase() == SyncPhase.IMPORTING; listed++) {
                link = read(link, told(listed, 500), link.due().orElseThrow());
                reads.add(listed);
            }

            assertThat(reads).hasSize(6);
            assertThat(link.phase()).isEqualTo(SyncPhase.LIVE);
            assertThat(link.importedAt()).contains(NOW.plus(Duration.ofMinutes(41)));
        }

        @Test
        void thatIsWholeAtLastGoesLiveWithoutAWarning() {
            SyncLink second = read(Links.born(), SHORT, NOW);

            SyncLink live = read(second, told(500, 500), NOW.plusSeconds(60));

            assertThat(live.phase()).isEqualTo(SyncPhase.LIVE);
            assertThat(live.bookkeeping().absences().shortfall()).isEqualTo(Shortfall.NONE);
        }

        @Test
        void costsNoAttempt() {
            SyncLink failed = Links.failed(Links.importing(), FailureKind.UNREACHABLE);

            SyncLink again = read(failed, SHORT, failed.due().orElseThrow());

            assertThat(again.run().orElseThrow().attempt()).isEqualTo(1);
            assertThat(again.run().orElseThrow().failures()).isZero();
            assertThat(again.run().orElseThrow().checkpoint()).isEmpty();
        }

        @Test
        void isReadAtOnceWhenAPersonRetries() {
            SyncLink waiting = read(Links.born(), SHORT, NOW);

            SyncLink retried = Links.moved(waiting, new UserRequest.RetryRequested(Links.PERSON), NOW.plusSeconds(5));

            assertThat(retried.due()).contains(NOW.plusSeconds(5));
            assertThat(retried.run().orElseThrow().shortReads()).isPresent();
        }

        @Test
        void holdsBackNoImportThatIsNotTheFirst() {
            SyncLink again =
                    Links.moved(Links.syncFailed(), new UserRequest.RetryRequested(Links.PERSON), NOW.plusSeconds(5));

            assertThat(read(again, SHORT, NOW.plusSeconds(5)).phase()).isEqualTo(SyncPhase.LIVE);
        }
    }

    @Nested
    class AfterAnImport {
        private static final Tally UNTOLD = Tally.builder().added(50).build();

        @Test
        void thatToldNoTotalEverythingIsReadAgainAtTenMinutesOneThreeAndSixHoursThenDaily() {
            SyncLink live = read(Links.born(), UNTOLD, NOW);

            assertThat(scans(live, UNTOLD, 5))
                    .containsExactly(
                            Duration.ofMinutes(10),
                            Duration.ofHours(1),
                            Duration.ofHours(3),
                            Duration.ofHours(6),
                            Duration.ofHours(30));
        }

        @Test
        void thatWasEmptyTheNextFullScanThatLeavesNoDoubtIsTheLastEarlyOne() {
            SyncLink empty = read(Links.born(), told(0, 0), NOW);
            assertThat(scans(empty, told(0, 0), 1)).containsExactly(Duration.ofMinutes(10));

            assertThat(scans(empty, told(3, 3), 2)).containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(1450));
        }

        @Test
        void thatWasAsLongAsStatedNothingIsReadEarly() {
            assertThat(scans(read(Links.born(), told(5, 5), NOW), told(5, 5), 1))
                    .containsExactly(Duration.ofHours(24));
        }

        @Test
        void ofWhatIsNotPolledOrLongOverTheEarlyScansComeAndNoMore() {
            RemoteSubject subject = Links.facts().subject();
            RemoteSubject cancelled =
                    RemoteSubject.builder().from(subject).cancelled(true).build();
            RemoteSubject over = RemoteSubject.builder()
                    .from(subject)
                    .endsAt(NOW.minus(Duration.ofDays(300)))
                    .build();
            for (RemoteFacts facts : List.of(
                    new RemoteFacts(subject, Feed.NONE, NOW),
                    new RemoteFacts(cancelled, Feed.POLL, NOW, Optional.of(NOW.minus(Duration.ofDays(300)))),
                    new RemoteFacts(over, Feed.POLL, NOW))) {
                SyncLink live = read(Links.born().toBuilder().remote(facts).build(), UNTOLD, NOW);

                assertThat(scans(live, UNTOLD, 9))
                        .containsExactly(
                                Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6));
            }
        }

        @Test
        void aReadOfChangesInBetweenPutsNoEarlyScanOff() {
            SyncLink live = read(
                    Links.born().toBuilder()
                            .remote(new RemoteFacts(Links.facts().subject(), Feed.NONE, NOW))
                            .build(),
                    UNTOLD,
                    NOW);
            SyncLink catchUp = Links.moved(live, new Fact.ChangeSignalled(Hints.ALL), NOW.plusSeconds(30));

            SyncLink after = changesRead(catchUp, NOW.plusSeconds(30));

            assertThat(after.bookkeeping().polls().fullScanAt()).contains(NOW.plus(Duration.ofMinutes(10)));
        }
    }

    @Nested
    class OfALiveLink {
        @Test
        void isReadAgainAfterTenMinutesThreeTimesThenHourlyUntilItsShortfallIsBelieved() {
            SyncLink live = read(Links.born(), told(50, 50), NOW);
            List<Duration> scans = scans(resynced(live), told(48, 50), 11);

            assertThat(scans.subList(0, 4))
                    .containsExactly(
                            Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(30));
            assertThat(scans.subList(4, 10)).startsWith(Duration.ofMinutes(90)).endsWith(Duration.ofMinutes(390));
            assertThat(scans.get(10)).isEqualTo(Duration.ofMinutes(390).plusHours(24));
        }

        @Test
        void provesAbsenceAgainOnceItsShortfallIsRememberedAndNoSooner() {
            Shortfall once = after(Shortfall.NONE, told(48, 50), NOW);
            Shortfall twice = after(once, told(48, 50), NOW.plus(Duration.ofMinutes(10)));
            Shortfall early = after(twice, told(48, 50), NOW.plus(Duration.ofMinutes(359)));
            Shortfall late = after(twice, told(48, 50), NOW.plus(Duration.ofHours(6)));
            Shortfall seldom = after(once, told(48, 50), NOW.plus(Duration.ofHours(7)));

            assertThat(List.of(Shortfall.NONE, once, twice, early, seldom))
                    .allMatch(shortfall -> shortfall.isShort(told(48, 50)));
            assertThat(late.isShort(told(48, 50))).isFalse();
            assertThat(late.isShort(told(47, 50))).isTrue();
            assertThat(late.remembered()).isEqualTo(2);
        }

        @Test
        void isForgottenWithAnyScanThatLacksFewer() {
            Shortfall believed = new Shortfall(9, 0, Optional.empty(), Optional.empty());

            assertThat(after(believed, told(49, 50), NOW).remembered()).isEqualTo(1);
            assertThat(after(believed, told(50, 50), NOW)).isEqualTo(Shortfall.NONE);
            assertThat(after(believed, Tally.builder().added(3).build(), NOW)).isEqualTo(believed);
        }

        @Test
        void isNotReadForEverOnceItsEventIsOver() {
            RemoteSubject over = RemoteSubject.builder()
                    .from(Links.facts().subject())
                    .endsAt(NOW.minus(Duration.ofDays(14)))
                    .build();
            SyncLink live = read(Links.born(), told(50, 50), NOW).toBuilder()
                    .remote(new RemoteFacts(over, Feed.POLL, NOW))
                    .build();

            assertThat(scans(resynced(live), told(48, 50), 5)).containsExactly(Duration.ZERO);
        }

        private Shortfall after(Shortfall before, Tally tally, Instant at) {
            SyncLink live = read(Links.born(), told(50, 50), NOW);
            SyncLink link = resynced(live).toBuilder(kept -> kept.absences(live.bookkeeping().absences().toBuilder()
                            .shortfall(before)
                            .build()))
                    .build();
            return read(link, tally, at).bookkeeping().absences().shortfall();
        }

        private SyncLink resynced(SyncLink live) {
            return Links.moved(live, new UserRequest.ResyncRequested(Links.PERSON), NOW);
        }
    }

    private static Tally told(long listed, long stated) {
        return Tally.builder().added(listed).expected(stated).build();
    }

    /** The next read of a first import, as short as the one before. */
    private static SyncLink read(SyncLink waiting) {
        return read(waiting, SHORT, waiting.due().orElseThrow());
    }

    /** What a run that waits comes to if it reads such a list, all within an instant. */
    private static SyncLink read(SyncLink waiting, Tally tally, Instant at) {
        SyncLink claimed = Links.claimed(waiting, at);
        Checkpoint last = Links.checkpoint(claimed, 2, at, Optional.empty()).toBuilder()
                .tally(tally)
                .build();
        return Links.moved(claimed, Links.completion(claimed, Links.report(last)), at);
    }

    private static SyncLink changesRead(SyncLink waiting, Instant at) {
        SyncLink claimed = Links.claimed(waiting, at);
        Checkpoint last = Links.checkpoint(claimed, 2, at, Optional.empty()).toBuilder()
                .read(ReadMode.changesSince(NOW))
                .build();
        return Links.moved(claimed, Links.completion(claimed, Links.report(last)), at);
    }

    /** When full scans come, counted from the first instant, each with such a list; polls are left out. */
    private static List<Duration> scans(SyncLink begin, Tally tally, int most) {
        List<Duration> scans = new ArrayList<>();
        SyncLink link = begin;
        while (scans.size() < most) {
            Optional<Instant> at = link.run().isPresent()
                    ? link.due()
                    : link.bookkeeping().polls().fullScanAt();
            if (at.isEmpty()) {
                return scans;
            }
            SyncLink waiting = link.run().isPresent() ? link : Links.moved(link, new Fact.PollDue(), at.orElseThrow());
            link = read(waiting, tally, at.orElseThrow());
            scans.add(Duration.between(NOW, at.orElseThrow()));
        }
        return scans;
    }
}
