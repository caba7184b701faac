package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many live events share a provider's budget of 2,000 calls an hour for a day: nothing is refused, no person waits, and what page and card
 * promise is kept. All of it is the real engine.
 */
@Tag("proof")
@Tag("sample")
final class PollBudgetModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final Duration DAY = Duration.ofHours(24);
    private static final long SEED = 20_270_314;

    private record Scene(String name, int accounts, int eventsEach, int nodes) {}

    @Test
    void theBudgetHoldsAndWhatIsPromisedIsKept() throws IOException {
        List<String> lines = new ArrayList<>();
        if (!WHOLE) {
            lines.add(run(new Scene("sample", 1, 60, 2), false, Duration.ofHours(6)));
            return;
        }
        for (boolean webhooks : new boolean[] {false, true}) {
            for (Scene scene : List.of(
                    new Scene("100 events", 1, 100, 1),
                    new Scene("500 events", 1, 500, 1),
                    new Scene("2,000 events", 1, 2_000, 1),
                    new Scene("200 accounts on three nodes", 200, 5, 3))) {
                lines.add(run(scene, webhooks, DAY));
            }
        }
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(folder.resolve("poll-budget.txt"), "poll-budget: " + String.join("; ", lines) + "\n");
    }

    private static String run(Scene scene, boolean webhooks, Duration time) {
        long begun = System.nanoTime();
        BudgetWorld world = new BudgetWorld(scene.accounts(), scene.eventsEach(), scene.nodes(), webhooks, SEED);
        world.pass(time, Duration.ofHours(4));
        BudgetWorld.Figures found = world.figures();
        String line = scene.name() + (webhooks ? " with webhooks: " : ": ") + found.calls() + " calls, "
                + found.refused() + " refused, " + found.waited() + " of " + found.persons()
                + " persons waited, a change unseen for " + found.changeMedian() + " at the median, the oldest for "
                + found.oldestMedian() + " at the median and " + found.oldestWorst() + " at worst, promised every "
                + found.promised() + " and had every " + found.had() + ", delayed " + found.delayedShare();
        System.err.println(line + " took " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        assertThat(found.refused()).as(line).isZero();
        assertThat(found.waited()).as(line).isZero();
        assertThat(found.had())
                .as(line)
                .isLessThan(found.promised().multipliedBy(11).dividedBy(10));
        assertThat(found.delayedShare()).as(line).isLessThan(0.01);
        return line;
    }
}
