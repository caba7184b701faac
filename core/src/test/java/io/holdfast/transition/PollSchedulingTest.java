package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ProviderId;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a link is polled next. */
final class PollSchedulingTest {
    private static final Instant BEGUN = Instant.parse("2027-03-14T09:00:00Z");
    private static final Instant FULL_SCAN_AT = BEGUN.plus(Duration.ofHours(3));
    private static final Instant LOOK_AT = BEGUN.plus(Duration.ofMinutes(20));
    private static final RemoteRef REMOTE = new RemoteRef(SubjectKind.EVENT, RemoteId.of("1"));

    @Test
    void aFullScanSetsBothInstantsFromItsStart() {
        PollSchedule next = after(ReadMode.FULL, event());

        assertThat(next.pollAt()).contains(BEGUN.plus(Duration.ofMinutes(5)));
        assertThat(next.fullScanAt()).contains(BEGUN.plus(Duration.ofHours(24)));
    }

    @Test
    void aReadOfChangesLeavesTheFullScanWhereItWas() {
        PollSchedule next = after(ReadMode.changesSince(BEGUN), event());

        assertThat(next.fullScanAt()).contains(FULL_SCAN_AT);
        assertThat(next.pollAt()).contains(BEGUN.plus(Duration.ofMinutes(5)));
    }

    @Test
    void anEventThatIsOverIsPolledDailyForTwoWeeksAndThenLookedAtWeekly() {
        Instant yesterday = BEGUN.minus(Duration.ofDays(1));
        Instant longAgo = BEGUN.minus(Duration.ofDays(14));

        assertThat(after(ReadMode.FULL, event().endsAt(yesterday)))
                .isEqualTo(polls(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)));
        assertThat(after(ReadMode.FULL, event().endsAt(BEGUN)))
                .isEqualTo(polls(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)));
        assertThat(after(ReadMode.FULL, event().endsAt(longAgo))).isEqualTo(looks(Duration.ofDays(7)));
    }

    @Test
    void aCancelledEventIsFollowedAsIfItHadEndedWhenThatWasFirstRead() {
        RemoteSubject cancelled = event().cancelled(true).build();
        RemoteFacts now = new RemoteFacts(cancelled, Feed.POLL, BEGUN);
        RemoteFacts since = new RemoteFacts(cancelled, Feed.POLL, BEGUN.minus(Duration.ofDays(14)));

        assertThat(after(ReadMode.FULL, now))
                .isEqualTo(polls(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)));
        assertThat(after(ReadMode.FULL, now.following(since))).isEqualTo(looks(Duration.ofDays(7)));
    }

    @Test
    void aProviderThatNeverTellsIsNotAsked() {
        assertThat(after(ReadMode.FULL, new RemoteFacts(event().build(), Feed.NONE, BEGUN)))
                .isEqualTo(PollSchedule.NONE);
    }

    @Test
    void aFullScanLooksAsWellAndAReadOfChangesLeavesTheLookWhereItWas() {
        Instant scanned = after(ReadMode.FULL, event()).lookAt().orElseThrow();

        assertThat(scanned).isBetween(BEGUN.plus(Duration.ofMinutes(50)), BEGUN.plus(Duration.ofHours(1)));
        assertThat(after(ReadMode.changesSince(BEGUN), event()).lookAt()).contains(LOOK_AT);
    }

    @Test
    void whatAReadMovesLiesAheadHoweverLongItTook() {
        Instant end = BEGUN.plus(Duration.ofHours(30));
        PollSchedule next = PollScheduling.after(
                link(new RemoteFacts(event().build(), Feed.POLL, BEGUN)),
                ReadMode.FULL,
                BEGUN,
                end,
                Optional.empty(),
                SyncPolicy.defaults());

        assertThat(next.pollAt()).contains(end.plusSeconds(30));
        assertThat(next.fullScanAt()).contains(end.plusSeconds(30));
    }

    @Test
    void anEventWithoutAnEndIsPolledForEver() {
        assertThat(after(ReadMode.FULL, event().endsAt(Optional.empty())).pollAt())
                .isPresent();
    }

    @Nested
    class TheRecheck {
        private static final Instant NOW = BEGUN.plusSeconds(30);
        private static final Hints EVA = Hints.of(Set.of(AttendeeId.of("a1")));
        private static final Hints NOOR = Hints.of(Set.of(AttendeeId.of("a2")));

        @Test
        void isDueAMinuteAfterTheReadCompleted() {
            assertThat(second(Optional.empty(), Optional.of(EVA)))
                    .contains(new ConsistencyRecheck(NOW.plusSeconds(60), EVA));
            assertThat(second(Optional.empty(), Optional.empty())).isEmpty();
        }

        @Test
        void isDoneByAReadThatBeganNoEarlierThanItWasDue() {
            ConsistencyRecheck done = new ConsistencyRecheck(BEGUN, EVA);
            ConsistencyRecheck owed = new ConsistencyRecheck(BEGUN.plusMillis(1), EVA);

            assertThat(second(Optional.of(done), Optional.empty())).isEmpty();
            assertThat(second(Optional.of(owed), Optional.empty())).contains(owed);
        }

        @Test
        void keepsItsInstantHoweverManyJoinItAndOwesThoseOneMore() {
            ConsistencyRecheck owed = new ConsistencyRecheck(BEGUN.plusMillis(1), EVA);
            ConsistencyRecheck joined = new ConsistencyRecheck(owed.at(), EVA, Optional.of(NOOR));

            assertThat(second(Optional.of(owed), Optional.of(NOOR))).contains(joined);
            assertThat(second(Optional.of(joined), Optional.of(EVA)))
                    .contains(new ConsistencyRecheck(
                            owed.at(), EVA, Optional.of(Hints.of(Set.of(AttendeeId.of("a1"), AttendeeId.of("a2"))))));
        }

        @Test
        void onceDoneIsFollowedByTheOneMoreThatIsOwed() {
            ConsistencyRecheck done = new ConsistencyRecheck(BEGUN, EVA, Optional.of(NOOR));

            assertThat(second(Optional.of(done), Optional.empty()))
                    .contains(new ConsistencyRecheck(NOW.plusSeconds(60), NOOR));
        }

        private Optional<ConsistencyRecheck> second(Optional<ConsistencyRecheck> owed, Optional<Hints> again) {
            return PollScheduling.recheck(owed, BEGUN, again, NOW, SyncPolicy.defaults());
        }
    }

    private static PollSchedule after(ReadMode read, RemoteSubject.Builder remote) {
        return after(read, new RemoteFacts(remote.build(), Feed.POLL, BEGUN));
    }

    private static PollSchedule after(ReadMode read, RemoteFacts facts) {
        return PollScheduling.after(link(facts), read, BEGUN, BEGUN, Optional.empty(), SyncPolicy.defaults());
    }

    private static RemoteSubject.Builder event() {
        return RemoteSubject.builder().ref(REMOTE).title("Harbour Data Night").endsAt(BEGUN.plus(Duration.ofDays(60)));
    }

    private static PollSchedule polls(Duration poll, Duration scan, Duration look) {
        return new PollSchedule(
                Optional.of(BEGUN.plus(poll)),
                Optional.of(BEGUN.plus(scan)),
                Optional.empty(),
                Optional.of(BEGUN.plus(look)));
    }

    private static PollSchedule looks(Duration look) {
        return new PollSchedule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(BEGUN.plus(look)));
    }

    private static SyncLink link(RemoteFacts facts) {
        return SyncLink.builder()
                .bookkeeping(LinkBookkeeping.builder()
                        .fence(1)
                        .polls(new PollSchedule(
                                Optional.empty(), Optional.of(FULL_SCAN_AT), Optional.empty(), Optional.of(LOOK_AT)))
                        .build())
                .id(SyncLinkId.of("link-1"))
                .key(new SyncLink.Key(
                        WorkspaceId.of("acme"), ProviderId.of("scripted"), REMOTE, SyncSubject.event("our-42")))
                .binding(new SyncLink.Binding(IntegrationId.of("i-1"), 1))
                .phase(SyncPhase.LIVE)
                .since(BEGUN)
                .importedAt(BEGUN)
                .remote(facts)
                .version(2)
                .build();
    }
}
