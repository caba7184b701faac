package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.absences.QuietMoves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Live events share a provider's budget of 2,000 calls an hour on nodes that know nothing of each other, with webhooks and without:
 * nothing is refused, no person waits, and what page and card promise is kept. All of it is the real engine, on simulated time.
 */
@Tag("proof")
@Tag("sample")
final class PollBudgetModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final long SEED = 20_270_314;
    private static final Duration CHANGES_EACH = Duration.ofHours(4);
    private static final double FEW = 0.01;
    private static final Duration LONG = Duration.ofHours(WHOLE ? 24 : 6);
    private static final List<Scene> ONE_ACCOUNT = WHOLE
            ? List.of(new Scene(1, 100, 2), new Scene(1, 500, 2), new Scene(1, 2_000, 2))
            : List.of(new Scene(1, 60, 2));
    private static final List<Scene> MANY_ACCOUNTS = WHOLE ? List.of(new Scene(200, 5, 3)) : List.of();

    /** So many events of each of some accounts of one application, on some nodes. */
    private record Scene(int accounts, int events, int nodes) {
        Found found(boolean webhooks) {
            BudgetWorld world = new BudgetWorld(accounts, events, nodes, webhooks, SEED);
            world.pass(LONG, CHANGES_EACH);
            return new Found(this, webhooks, world.figures());
        }
    }

    private record Found(Scene scene, boolean webhooks, BudgetWorld.Figures figures) {
        String line() {
            return String.format(
                    Locale.ENGLISH,
                    "accounts %d, events of each %d, nodes %d, %s: %d calls, answers of 429 %d, %d persons, waited %d,"
                            + " oldest unseen change median %d s, worst %d s, interval promised %d s, had %d s, delayed %.2f %%",
                    scene.accounts(),
                    scene.events(),
                    scene.nodes(),
                    webhooks ? "delivered" : "polled",
                    figures.calls(),
                    figures.refused(),
                    figures.persons(),
                    figures.waited(),
                    figures.oldestMedian().toSeconds(),
                    figures.oldestWorst().toSeconds(),
                    figures.promised().toSeconds(),
                    figures.had().toSeconds(),
                    figures.delayedShare() * 100);
        }
    }

    @Test
    void theBudgetHoldsAndWhatIsPromisedIsKept() throws IOException {
        List<Found> all = found();
        for (Found found : all) {
            BudgetWorld.Figures figures = found.figures();
            assertThat(figures.refused()).as(found.line()).isZero();
            assertThat(figures.waited()).as(found.line()).isZero();
            assertThat(figures.had())
                    .as(found.line())
                    .isLessThan(figures.promised().multipliedBy(11).dividedBy(10));
            assertThat(figures.delayedShare()).as(found.line()).isLessThan(FEW);
        }
        PolledWorld polled = new PolledWorld();
        polled.poll();
        PollCost cost = PollCost.of(polled.ports);
        assertThat(cost.calls()).isLessThanOrEqualTo(5);
        assertThat(cost.rewrites()).isLessThanOrEqualTo(2);
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("poll-budget.txt"),
                    String.format(
                            Locale.ENGLISH,
                            "poll-budget: %d simulated hours, 2,000 calls an hour; %s; a poll that finds nothing: %d store calls,"
                                    + " %d rewrites%n",
                            LONG.toHours(),
                            all.stream().map(Found::line).collect(Collectors.joining("; ")),
                            cost.calls(),
                            cost.rewrites()));
        }
    }

    @Test
    void whereAnswersTellNothingAndNothingIsDeclaredCallsAreRefusedAndPersonsWait() {
        BudgetWorld world = new BudgetWorld(1, 400, 2, false, SEED);
        world.tellsNothing();
        QuietMoves.during(() -> world.pass(Duration.ofHours(3), CHANGES_EACH));

        assertThat(world.figures().refused()).isPositive();
        assertThat(world.figures().waited()).isPositive();
    }

    private static List<Found> found() {
        List<Found> found = new ArrayList<>();
        QuietMoves.during(() -> found.addAll(Stream.concat(ONE_ACCOUNT.stream(), MANY_ACCOUNTS.stream())
                .flatMap(scene -> Stream.of(true, false).map(webhooks -> Map.entry(scene, webhooks)))
                .toList()
                .parallelStream()
                .map(each -> each.getKey().found(each.getValue()))
                .toList()));
        return found;
    }
}
