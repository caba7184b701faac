package io.holdfast.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.absences.QuietMoves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost, doubled, delayed or reordered between a provider and two nodes, at last the store has what the provider has. One
 * number decides all of a world, and one that goes wrong is named by it. Every day some of the worlds.
 */
@Tag("proof")
@Tag("sample")
final class ConvergenceModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int WORLDS = WHOLE ? 10_000 : 60;
    private static final int LEAST = 10_000;

    @Test
    void atLastTheStoreHasWhatTheProviderHas() throws IOException {
        List<Story.Found> worlds = worlds(WORLDS, number -> Story.tell(number, () -> SwitchedOff.NOTHING));
        Counts all = worlds.stream().map(Story.Found::counts).reduce(Counts.NONE, Counts::and);

        assertThat(worlds).filteredOn(world -> !world.isGood()).isEmpty();
        assertThat(worlds).extracting(Story.Found::listsChanges).contains(true, false);
        assertThat(List.of(all.sent(), all.lost(), all.doubled(), all.late(), all.deaths()))
                .doesNotContain(0);
        if (WHOLE) {
            assertThat(worlds).hasSizeGreaterThanOrEqualTo(LEAST);
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(folder.resolve("convergence.txt"), line(worlds, all) + System.lineSeparator());
        }
    }

    @Test
    void oneNumberTellsOneWorld() {
        List<Story.Found> once = worlds(10, number -> Story.tell(number, () -> SwitchedOff.NOTHING));

        assertThat(worlds(10, number -> Story.tell(number, () -> SwitchedOff.NOTHING)))
                .extracting(Story.Found::requests)
                .isEqualTo(once.stream().map(Story.Found::requests).toList());
    }

    private static List<Story.Found> worlds(int many, IntFunction<Story.Found> told) {
        List<Story.Found> all = new ArrayList<>();
        QuietMoves.during(() ->
                all.addAll(IntStream.range(0, many).parallel().mapToObj(told).toList()));
        return all;
    }

    private static String line(List<Story.Found> worlds, Counts all) {
        return String.format(
                Locale.ENGLISH,
                "convergence: %,d worlds by the numbers from 0, %,d of them as lists of changes and %,d as whole lists; %,d"
                        + " changes, %,d deliveries, %,d of them sent again and %,d late, %,d lost, %,d nodes died: worlds in"
                        + " which the store differs at last, somebody was removed wrongly or something went backwards: %d",
                worlds.size(),
                worlds.stream().filter(Story.Found::listsChanges).count(),
                worlds.stream().filter(world -> !world.listsChanges()).count(),
                all.changes(),
                all.sent(),
                all.doubled(),
                all.late(),
                all.lost(),
                all.deaths(),
                worlds.stream().filter(world -> !world.isGood()).count());
    }
}
