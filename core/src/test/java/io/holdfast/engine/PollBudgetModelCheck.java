package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Live events share a provider's budget of 2,000 calls an hour on two nodes: nothing is refused, no person waits, and what page and card
 * promise is kept. All of it is the real engine.
 */
final class PollBudgetModelCheck {
    private static final long SEED = 20_270_314;

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theBudgetHoldsAndWhatIsPromisedIsKept(boolean webhooks) {
        BudgetWorld world = new BudgetWorld(1, 60, 2, webhooks, SEED);
        world.pass(Duration.ofHours(6), Duration.ofHours(4));
        BudgetWorld.Figures found = world.figures();

        assertThat(found.refused()).as(found.toString()).isZero();
        assertThat(found.waited()).as(found.toString()).isZero();
        assertThat(found.had())
                .as(found.toString())
                .isLessThan(found.promised().multipliedBy(11).dividedBy(10));
        assertThat(found.delayedShare()).as(found.toString()).isLessThan(0.01);
    }
}
