package io.holdfast.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Checkpoint;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How often changes of a live link are looked for. */
final class PromisedIntervalTest {
    private static final Instant NOW = Links.NOW;
    private static final Tally NOTHING = Tally.builder().unchanged(3).build();
    private static final Tally SOMETHING = Tally.builder().updated(1).build();

    private SyncLink link = Links.live();

    @Test
    void doublesAfterEachPollThatFoundNothingUpToAQuarterOfAnHour() {
        assertThat(promised()).isEqualTo(minutes(5));
        assertThat(after(4, NOTHING, report -> {})).containsExactly(minutes(10), minutes(15), minutes(15), minutes(15));
    }

    @Test
    void doublesUpToAnHourWhileDeliveriesAreKnownToArrive() {
        assertThat(after(5, NOTHING, report -> report.webhooksArrive(true)))
                .containsExactly(minutes(10), minutes(20), minutes(40), minutes(60), minutes(60));
        assertThat(after(1, NOTHING, report -> {})).containsExactly(minutes(15));
    }

    @Test
    void beginsAnewOnceAPollFindsSomething() {
        after(3, NOTHING, report -> report.webhooksArrive(true));

        assertThat(after(1, SOMETHING, report -> report.webhooksArrive(true))).containsExactly(minutes(5));
    }

    @Test
    void beginsAnewWithASignalOfAnyChange() {
        after(3, NOTHING, report -> {});
        Instant now = link.decidedAt();
        link = Links.moved(link, new Fact.ChangeSignalled(Hints.ALL), now);

        read(now, NOTHING, report -> {});

        assertThat(promised()).isEqualTo(minutes(5));
    }

    @Test
    void beginsWithWhatTheConnectorSuggests() {
        assertThat(after(1, SOMETHING, report -> report.suggestedInterval(minutes(1))))
                .containsExactly(minutes(1));
        assertThat(after(2, NOTHING, report -> report.suggestedInterval(minutes(1))))
                .containsExactly(minutes(2), minutes(4));
        assertThat(after(2, SOMETHING, report -> report.suggestedInterval(minutes(30))))
                .containsExactly(minutes(30), minutes(30));
    }

    @Test
    void isNeverShorterThanTheBudgetAllows() {
        assertThat(after(1, SOMETHING, report -> report.affordableInterval(Duration.ofHours(4))))
                .containsExactly(Duration.ofHours(4));
        assertThat(after(1, NOTHING, report -> report.affordableInterval(Duration.ofDays(9))))
                .as("what is over is polled daily as well")
                .containsExactly(Duration.ofDays(1));
    }

    @Test
    void isShorterInTheTwoDaysBeforeTheEventAndGrowsNoFurtherThanUsual() {
        startsAt(NOW.plus(Duration.ofDays(2)).plus(minutes(6)));
        assertThat(after(1, SOMETHING, report -> {})).containsExactly(minutes(5));

        assertThat(after(1, SOMETHING, report -> {})).containsExactly(Duration.ofSeconds(150));
        assertThat(after(3, NOTHING, report -> {})).containsExactly(minutes(5), minutes(5), minutes(5));
        assertThat(after(3, NOTHING, report -> report.webhooksArrive(true)))
                .containsExactly(minutes(10), minutes(15), minutes(15));
    }

    @Test
    void isNoneOnceItIsOverBecauseThatIsReadDaily() {
        SyncLink over = link.toBuilder()
                .remote(link.remote()
                        .map(facts -> facts(RemoteSubject.builder()
                                .from(facts.subject())
                                .endsAt(NOW)
                                .build())))
                .build();
        link = over;

        assertThat(after(1, NOTHING, report -> {})).containsExactly(Duration.ZERO);
    }

    @Test
    void aPollWhoseIntervalGrewComesUpToASixthSoonerButNeverLater() {
        List<Duration> waits = new ArrayList<>();
        for (int poll = 0; poll < 40; poll++) {
            after(1, NOTHING, report -> {});
            waits.add(Duration.between(
                    link.decidedAt(), link.bookkeeping().polls().pollAt().orElseThrow()));
        }

        assertThat(waits.subList(2, 40)).allMatch(wait -> wait.compareTo(minutes(15)) <= 0);
        assertThat(waits.subList(2, 40))
                .allMatch(wait -> wait.compareTo(minutes(15).dividedBy(6).multipliedBy(5)) >= 0);
        assertThat(waits.subList(2, 40).stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void looksBecomeMoreSeldomThanPollsWhereTheBudgetStretchesThose() {
        Duration usual = untilLook();
        after(1, NOTHING, report -> report.affordableInterval(Duration.ofHours(2)));

        assertThat(usual).isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat(untilLook()).isEqualTo(Duration.ofHours(8));
        after(1, NOTHING, report -> report.affordableInterval(Duration.ofHours(12)));
        assertThat(untilLook()).as("a full scan looks as well").isEqualTo(Duration.ofDays(1));
    }

    private Duration untilLook() {
        return PollScheduling.untilLook(link, true, link.decidedAt(), Links.POLICY);
    }

    private void startsAt(Instant at) {
        link = link.toBuilder()
                .remote(link.remote()
                        .map(facts -> facts(RemoteSubject.builder()
                                .from(facts.subject())
                                .startsAt(at)
                                .build())))
                .build();
    }

    private static RemoteFacts facts(RemoteSubject subject) {
        return new RemoteFacts(subject, Feed.POLL, NOW);
    }

    private List<Duration> after(int polls, Tally tally, Consumer<RunResult.Builder> facts) {
        List<Duration> promised = new ArrayList<>();
        for (int poll = 0; poll < polls; poll++) {
            Instant due = link.bookkeeping().polls().pollAt().orElseThrow();
            link = Links.moved(link, new Fact.PollDue(), due);
            read(due, tally, facts);
            promised.add(promised());
        }
        return promised;
    }

    private void read(Instant at, Tally tally, Consumer<RunResult.Builder> facts) {
        link = Links.claimed(link, at);
        Checkpoint last = Links.checkpoint(link, 1, at, Optional.empty()).toBuilder()
                .read(ReadMode.changesSince(NOW))
                .tally(tally)
                .build();
        RunResult.Builder report = RunResult.builder();
        report.last(last);
        facts.accept(report);
        link = Links.moved(link, Links.completion(link, report.build()), at);
    }

    private Duration promised() {
        return link.bookkeeping().promisedInterval().orElse(Duration.ZERO);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
