package io.holdfast.recovery;

import static io.holdfast.recovery.RecoveryRulesTest.BOUND;
import static io.holdfast.recovery.RecoveryRulesTest.NOW;
import static io.holdfast.recovery.RecoveryRulesTest.POLICY;
import static io.holdfast.recovery.RecoveryRulesTest.explain;
import static io.holdfast.recovery.RecoveryRulesTest.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import io.holdfast.model.Feed;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How closely a link follows its event, what is near and not as it should be, and how it is while its workspace is not served. */
final class PaceTest {
    private static final Instant ENDED = NOW.minus(Duration.ofDays(1));
    private static final Instant SOON = NOW.plus(POLICY.delayedAfter());
    private static final Instant NEXT_DAY = NOW.plus(Duration.ofDays(1));

    @Test
    void whatIsReadWithinTheBoundIsLive() {
        assertThat(pace(live(on(), SOON))).contains(Pace.LIVE);
        assertThat(pace(live(on(), NEXT_DAY).toBuilder().run(catchUp()).build()))
                .contains(Pace.LIVE);
    }

    @Test
    void whatIsReadLaterThanTheBoundIsDaily() {
        assertThat(pace(live(on(), SOON.plusMillis(1)))).contains(Pace.DAILY);
    }

    @Test
    void whatIsOverIsDailyWhileItIsReadHoweverSoonThatIs() {
        assertThat(pace(live(on().endsAt(ENDED), SOON))).contains(Pace.DAILY);
        assertThat(pace(live(on().endsAt(NOW), SOON))).contains(Pace.DAILY);
        assertThat(pace(live(on().endsAt(NOW.plusMillis(1)), SOON))).contains(Pace.LIVE);
        assertThat(pace(live(on().cancelled(true), SOON))).contains(Pace.DAILY);
        assertThat(pace(looked(on().endsAt(ENDED)).toBuilder().run(catchUp()).build()))
                .contains(Pace.DAILY);
    }

    @Test
    void whatIsLookedAtAloneIsWeekly() {
        assertThat(pace(looked(on().endsAt(ENDED)))).contains(Pace.WEEKLY);
    }

    @Test
    void whatNothingTellsOfIsReadOnRequest() {
        SyncLink silent = live(on(), SOON).toBuilder()
                .remote(new RemoteFacts(on().build(), Feed.NONE, NOW))
                .build();

        assertThat(pace(silent)).contains(Pace.ON_REQUEST);
    }

    @Test
    void itsReasonSaysWhyChangesAreNoLongerFollowedAsTheyCome() {
        assertThat(reason(live(on().endsAt(ENDED), SOON))).isEqualTo("It is over. Attendees are read daily.");
        assertThat(reason(live(on().endsAt(ENDED).cancelled(true), SOON)))
                .isEqualTo("It is cancelled. Attendees are read daily.");
        assertThat(reason(looked(on().endsAt(ENDED))))
                .isEqualTo("It is over. It is looked at weekly; once it is on again, everything is read.");
        assertThat(reason(live(on(), NEXT_DAY))).isEqualTo("Data flows from the provider.");
        assertThat(reason(live(on(), SOON))).isEqualTo("Data flows from the provider.");
        assertThat(reason(live(on(), SOON).toBuilder()
                        .remote(new RemoteFacts(on().build(), Feed.NONE, NOW))
                        .build()))
                .isEqualTo("Nothing tells of changes. Press Sync now to read everything again.");
    }

    @Test
    void onlyALiveLinkThatIsNotOnHoldHasAPace() {
        assertThat(pace(live(on(), SOON).toBuilder().suspended(true).build())).isEmpty();
        assertThat(pace(link(SyncPhase.SYNC_FAILED).build())).isEmpty();
        assertThat(pace(link(SyncPhase.IMPORTING).build())).isEmpty();
    }

    @Test
    void anEventThatStartsWithinTheTimeAndIsNotActiveIsForetold() {
        Instant limit = NOW.plus(POLICY.startsSoon());

        assertThat(startsSoon(SyncPhase.SYNC_FAILED, on().startsAt(NEXT_DAY))).contains(NEXT_DAY);
        assertThat(startsSoon(SyncPhase.IMPORT_FAILED, on().startsAt(limit))).contains(limit);
        assertThat(startsSoon(SyncPhase.SYNC_FAILED, on().startsAt(limit.plusMillis(1))))
                .isEmpty();
        assertThat(startsSoon(SyncPhase.SYNC_FAILED, on().startsAt(NOW))).isEmpty();
        assertThat(startsSoon(SyncPhase.LIVE, on().startsAt(NEXT_DAY))).isEmpty();
        assertThat(startsSoon(SyncPhase.SYNC_FAILED, on().startsAt(NEXT_DAY).cancelled(true)))
                .isEmpty();
        assertThat(startsSoon(SyncPhase.SYNC_FAILED, on())).isEmpty();
    }

    @Test
    void whileItsWorkspaceIsNotServedNothingIsReadAndTheHostsReasonIsTold() {
        Message because = Message.of("refusal.not-served.because", "unpaid");

        Explanation told = RecoveryRules.lapsed(explain(live(on(), SOON), BOUND), "unpaid");
        Explanation failed =
                RecoveryRules.lapsed(explain(link(SyncPhase.SYNC_FAILED).build(), BOUND), "unpaid");

        assertThat(told.lapse()).contains("unpaid");
        assertThat(told.reason()).isEqualTo(because);
        assertThat(told.advice().action()).isEqualTo(RecoveryAction.NONE);
        assertThat(told.nextStepAt()).isEmpty();
        assertThat(told.accepts(Command.RESYNC)).isFalse();
        assertThat(told.commands()).containsEntry(Command.RESYNC, Optional.of(because));
        assertThat(told.accepts(Command.SUSPEND)).isTrue();
        assertThat(failed.reason()).isNotEqualTo(because);
        assertThat(failed.accepts(Command.RETRY)).isFalse();
    }

    @Test
    void theWordOfAnAccountsConditionIsTheConditionsOwn() {
        assertThat(IntegrationHealth.of(BOUND, POLICY.credentials(), NOW).label())
                .isEqualTo(Message.named("health.*", IntegrationHealth.Condition.HEALTHY));
    }

    private static String reason(SyncLink link) {
        return explain(link, BOUND).reason().text(Locale.UK);
    }

    private static Optional<Pace> pace(SyncLink link) {
        return explain(link, BOUND).pace();
    }

    private static Optional<Instant> startsSoon(SyncPhase phase, RemoteSubject.Builder subject) {
        return explain(
                        link(phase)
                                .remote(new RemoteFacts(subject.build(), Feed.POLL, NOW))
                                .build(),
                        BOUND)
                .startsSoon();
    }

    private static SyncRun catchUp() {
        return RecoveryRulesTest.run(SyncRun.Kind.CATCH_UP).build();
    }

    private static SyncLink live(RemoteSubject.Builder subject, Instant pollAt) {
        return live(
                subject, new PollSchedule(Optional.of(pollAt), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static SyncLink looked(RemoteSubject.Builder subject) {
        return live(subject, new PollSchedule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(SOON)));
    }

    private static SyncLink live(RemoteSubject.Builder subject, PollSchedule polls) {
        return link(SyncPhase.LIVE).build().toBuilder(kept -> kept.polls(polls))
                .remote(new RemoteFacts(subject.build(), Feed.POLL, NOW))
                .build();
    }

    private static RemoteSubject.Builder on() {
        return RemoteSubject.builder()
                .ref(link(SyncPhase.LIVE).build().key().remote())
                .title("Any");
    }
}
