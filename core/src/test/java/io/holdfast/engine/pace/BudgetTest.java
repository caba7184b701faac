package io.holdfast.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.CallBudget;
import io.holdfast.model.Quota;
import io.holdfast.model.SyncLinkId;
import io.holdfast.policy.PacePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How fast one node spends what answers tell is left. */
final class BudgetTest {
    private static final Instant DUE = Instant.parse("2027-03-14T09:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SyncLinkId ONE = SyncLinkId.of("one");
    private static final SyncLinkId OTHER = SyncLinkId.of("other");

    private final PacePolicy policy = PacePolicy.builder().build();
    private long now;
    private final Budget budget = new Budget(policy, Optional.empty(), now);

    @Test
    void whereNothingIsToldNobodyWaits() {
        for (int call = 0; call < 1_000; call++) {
            assertThat(ask(Lane.ROUTINE, ONE)).isZero();
            budget.spend(Lane.ROUTINE, ONE, now);
        }
    }

    @Test
    void routineHasThreeTenthsOfWhatRemainsBesideTheReserveAndImportsHaveTheRest() {
        tell(0, HOUR);

        assertThat(callsIn(Duration.ofMinutes(1), Lane.ROUTINE)).isBetween(8, 10);
        assertThat(callsIn(Duration.ofMinutes(1), Lane.WORK)).isBetween(20, 23);
    }

    @Test
    void beginsWithNothingSavedUpAndSavesAFewSecondsWorth() {
        tell(0, HOUR);
        assertThat(ask(Lane.WORK, ONE)).isPositive();

        pass(Duration.ofMinutes(20));

        assertThat(callsAtOnce(Lane.WORK)).isEqualTo(2);
    }

    @Test
    void aPersonWaitsForNoPace() {
        tell(1_900, HOUR);

        assertThat(ask(Lane.WORK, ONE)).isPositive();
        assertThat(callsAtOnce(Lane.ROUTINE)).isZero();
        for (int call = 0; call < 50; call++) {
            assertThat(ask(Lane.AT_ONCE, ONE)).isZero();
            budget.spend(Lane.AT_ONCE, ONE, now);
        }
    }

    @Test
    void thePaceFallsAsOtherNodesSpend() {
        tell(0, HOUR);
        for (int answer = 1; answer <= 100; answer++) {
            tell(answer * 4L, HOUR);
        }

        assertThat(callsIn(Duration.ofMinutes(10), Lane.ROUTINE))
                .as("of four nodes, with 400 calls spent")
                .isBetween(16, 19);
    }

    @Test
    void anAnswerThatCameLateGivesNothingBack() {
        tell(1_000, HOUR);
        tell(100, HOUR);
        tell(1_900, HOUR);

        assertThat(callsIn(Duration.ofMinutes(10), Lane.ROUTINE)).isZero();
    }

    @Test
    void whenEveryCallIsSpentItIsQuietUntilTheWindowEndsForPersonsToo() {
        tell(2_000, Duration.ofMinutes(7));

        assertThat(ask(Lane.AT_ONCE, ONE)).isEqualTo(Duration.ofMinutes(7));
        pass(Duration.ofMinutes(7));
        assertThat(ask(Lane.AT_ONCE, ONE)).isZero();
    }

    @Test
    void aRefusalOfAnotherBudgetDoesNotQuietThisOne() {
        tell(200, HOUR);

        budget.refused(Duration.ofMinutes(20), now);

        assertThat(ask(Lane.AT_ONCE, ONE)).isZero();
    }

    @Test
    void whoHasBeenDueLongestGoesFirstAndOneWhoDoesNotComeIsNotWaitedFor() {
        tell(0, HOUR);
        wait(ONE, DUE.plusSeconds(9));
        wait(OTHER, DUE);
        pass(Duration.ofSeconds(7));

        assertThat(budget.ask(Lane.ROUTINE, ONE, DUE.plusSeconds(9), now)).isPositive();
        assertThat(budget.ask(Lane.ROUTINE, OTHER, DUE, now)).isZero();
        pass(Duration.ofSeconds(30));
        assertThat(budget.ask(Lane.ROUTINE, ONE, DUE.plusSeconds(9), now)).isZero();
    }

    @Test
    void whereAnswersTellNothingTheDeclaredCallsAreSharedByTheConfiguredNodesAndHalvedByARefusal() {
        PacePolicy three = PacePolicy.builder().nodes(3).build();
        Budget declared = new Budget(three, Optional.of(new CallBudget(Quota.Bucket.TOKEN, 2_000, HOUR)), now);
        assertThat(callsIn(declared, HOUR, Lane.ROUTINE)).isBetween(178, 181);

        declared.refused(Duration.ZERO, now);
        assertThat(declared.ask(Lane.AT_ONCE, ONE, DUE, now)).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        assertThat(callsIn(declared, Duration.ofMinutes(50), Lane.ROUTINE)).isBetween(73, 77);
        pass(Duration.ofMinutes(10));
        assertThat(callsIn(declared, HOUR, Lane.ROUTINE))
                .as("after a window without one")
                .isBetween(178, 182);
    }

    private void wait(SyncLinkId who, Instant due) {
        Duration wait = budget.ask(Lane.ROUTINE, who, due, now);
        assertThat(wait).isPositive();
        budget.defer(Lane.ROUTINE, who, due, wait, now);
    }

    private int callsAtOnce(Lane lane) {
        List<Duration> gone = new ArrayList<>();
        while (ask(lane, ONE).isZero()) {
            budget.spend(lane, ONE, now);
            gone.add(Duration.ZERO);
        }
        return gone.size();
    }

    private int callsIn(Duration time, Lane lane) {
        return callsIn(budget, time, lane);
    }

    private int callsIn(Budget some, Duration time, Lane lane) {
        int calls = 0;
        for (long second = 0; second < time.toSeconds(); second++) {
            pass(Duration.ofSeconds(1));
            while (some.ask(lane, ONE, DUE, now).isZero()) {
                some.spend(lane, ONE, now);
                calls++;
            }
        }
        return calls;
    }

    private Duration ask(Lane lane, SyncLinkId who) {
        return budget.ask(lane, who, DUE, now);
    }

    private void tell(long used, Duration resetsIn) {
        budget.tell(new Quota(Quota.Bucket.TOKEN, 2_000, used, resetsIn), now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
