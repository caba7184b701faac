package io.holdfast.transition;

import static io.holdfast.transition.Links.NOW;
import static io.holdfast.transition.Links.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Feed;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a look at the event itself changes, and what it leaves alone. */
final class LookTransitionsTest {
    private static final Instant BEFORE = NOW.minus(Duration.ofMinutes(50));
    private static final Instant SOON = NOW.plus(Duration.ofMinutes(4));
    private static final Instant LATER = NOW.plus(Duration.ofHours(3));
    private static final Duration HOURLY = POLICY.looks().interval();

    @Test
    void aLookThatIsDueSetsTheNextOneAndTouchesNoPoll() {
        SyncLink begun = Links.moved(on(NOW), new Fact.LookDue(), NOW);

        assertThat(polls(begun).lookAt().orElseThrow())
                .isBetween(NOW.plus(HOURLY.multipliedBy(5).dividedBy(6)), NOW.plus(HOURLY));
        assertThat(polls(begun).pollAt()).contains(SOON);
        assertThat(polls(begun).fullScanAt()).contains(LATER);
        assertThat(begun.run()).isEmpty();
        assertThat(begun.remote()).isEqualTo(on(NOW).remote());
        assertThat(begun.version()).isEqualTo(on(NOW).version() + 1);
        assertThat(begun.decidedAt()).isEqualTo(NOW);
    }

    @Test
    void aLookThatIsNotDueIsIgnored() {
        assertIgnored(on(NOW.plusMillis(1)), new Fact.LookDue());
    }

    @Test
    void whatIsSaidToHaveChangedItselfIsLookedAtNowAndOnce() {
        SyncLink told = Links.moved(on(LATER), new Fact.RemoteSignalled(), NOW);

        assertThat(polls(told).lookAt()).contains(NOW);
        assertThat(polls(told).isLookNext()).isTrue();
        assertThat(polls(told).pollAt()).contains(SOON);
        assertIgnored(told, new Fact.RemoteSignalled());
    }

    @Test
    void whatLooksOtherwiseIsKeptAndTheNextLookIsSet() {
        SyncLink seen = Links.moved(on(LATER), told(subject("Moved to May").build(), NOW), NOW);

        assertThat(seen.remote().orElseThrow().subject().title()).isEqualTo("Moved to May");
        assertThat(seen.remote().orElseThrow().readAt()).isEqualTo(NOW);
        assertThat(polls(seen).lookAt().orElseThrow()).isBetween(NOW.plus(HOURLY.dividedBy(2)), NOW.plus(HOURLY));
        assertThat(polls(seen).pollAt()).contains(SOON);
    }

    @Test
    void theSameAgainIsKeptOnlyWhereALookWasOwedWithinHalfAnInterval() {
        Fact same = told(subject("Any").build(), NOW);

        assertIgnored(on(NOW.plus(HOURLY.dividedBy(2)).plusSeconds(1)), same);
        assertThat(Links.moved(on(NOW.plus(Duration.ofMinutes(20))), same, NOW)
                        .remote()
                        .orElseThrow()
                        .readAt())
                .isEqualTo(NOW);
        assertThat(Links.moved(on(Optional.empty(), subject("Any").build(), BEFORE), same, NOW)
                        .remote()
                        .orElseThrow()
                        .readAt())
                .isEqualTo(NOW);
    }

    @Test
    void whatWasReadEarlierThanWhatIsKnownIsIgnored() {
        SyncLink known = on(Optional.of(NOW), subject("Any").build(), NOW.minusSeconds(5));

        assertIgnored(known, told(subject("Older").build(), NOW.minusSeconds(6)));
        assertThat(Links.moved(known, told(subject("Newer").build(), NOW.minusSeconds(5)), NOW)
                        .remote()
                        .orElseThrow()
                        .subject()
                        .title())
                .isEqualTo("Newer");
    }

    @Test
    void whatIsOnAgainIsReadAtOnce() {
        SyncLink cancelled = on(Optional.of(NOW), subject("Any").cancelled(true).build(), BEFORE);

        SyncLink woken = Links.moved(cancelled, told(subject("Any").build(), NOW), NOW);

        assertThat(polls(woken).pollAt()).contains(NOW);
        assertThat(polls(woken).fullScanAt()).contains(NOW);
        assertThat(polls(woken).lookAt().orElseThrow()).isAfter(NOW);
        assertThat(woken.remote().orElseThrow().subject().cancelled()).isFalse();
        assertThat(woken.remote().orElseThrow().cancelledSince()).isEmpty();
        assertThat(woken.version()).isEqualTo(cancelled.version() + 1);
    }

    @Test
    void whatIsStillCancelledIsSoSinceItWasFirstReadSo() {
        RemoteSubject cancelled = subject("Any").cancelled(true).build();

        SyncLink seen = Links.moved(on(Optional.of(NOW), cancelled, BEFORE), told(cancelled, NOW), NOW);

        assertThat(seen.remote().orElseThrow().cancelledSince()).contains(BEFORE);
        assertThat(polls(seen).pollAt()).contains(SOON);
    }

    @Test
    void whatIsCancelledForTheFirstTimeWakesNothing() {
        SyncLink seen = Links.moved(on(NOW), told(subject("Any").cancelled(true).build(), NOW), NOW);

        assertThat(seen.remote().orElseThrow().cancelledSince()).contains(NOW);
        assertThat(polls(seen).pollAt()).contains(SOON);
        assertThat(polls(seen).fullScanAt()).contains(LATER);
    }

    @Test
    void onHoldNothingIsLookedAt() {
        assertIgnored(Links.suspended(on(NOW)), new Fact.LookDue());
        assertIgnored(Links.suspended(on(NOW)), told(subject("Other").build(), NOW));
    }

    private static void assertIgnored(SyncLink link, Trigger trigger) {
        assertThat(SyncStateMachine.decide(link, trigger, POLICY, NOW)).isInstanceOf(Decision.Ignored.class);
    }

    private static SyncLink on(Instant lookAt) {
        return on(Optional.of(lookAt), subject("Any").build(), BEFORE);
    }

    private static SyncLink on(Optional<Instant> lookAt, RemoteSubject known, Instant readAt) {
        PollSchedule polls = new PollSchedule(Optional.of(SOON), Optional.of(LATER), Optional.empty(), lookAt);
        return Links.live().toBuilder(kept -> kept.polls(polls))
                .remote(new RemoteFacts(known, Feed.POLL, readAt))
                .build();
    }

    private static RemoteSubject.Builder subject(String title) {
        return RemoteSubject.builder().ref(Links.REMOTE).title(title);
    }

    private static Fact told(RemoteSubject subject, Instant readAt) {
        return new Fact.RemoteSeen(new RemoteFacts(subject, Feed.POLL, readAt));
    }

    private static PollSchedule polls(SyncLink link) {
        return link.bookkeeping().polls();
    }
}
