package io.holdfast.absences;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.policy.AbsencePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A list that is empty, cut, shifted, doubled, old, or rejected in part for up to two hours removes nobody and asks nobody, and who
 * really left is removed all the same. Every day some of the worlds.
 */
@Tag("proof")
@Tag("sample")
final class NoFalseRemovalModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int HARMLESS = WHOLE ? 10_000 : 60;
    private static final int LONGER = WHOLE ? 300 : 1;
    private static final int MASS = WHOLE ? 200 : 1;

    @Test
    void aBadHourRemovesNobodyAndAsksNobodyAndWhoLeftIsRemovedAllTheSame() throws IOException {
        List<OutageStory.Found> harmless = worlds(HARMLESS, OutageStory::harmless);
        List<OutageStory.Found> longer = worlds(LONGER, OutageStory::longer);
        List<MassStory.Found> byWord = worlds(MASS, MassStory::byWord);
        List<MassStory.Found> byProof = worlds(MASS, MassStory::byProof);
        List<MassStory.Found> counted = worlds(MASS, MassStory::underTheirTotal);

        assertThat(harmless)
                .filteredOn(world -> !world.wrong().isEmpty())
                .as("removed wrongly")
                .isEmpty();
        assertThat(harmless).filteredOn(world -> world.asked() > 0).as("asked").isEmpty();
        assertThat(harmless)
                .filteredOn(world -> world.hidden() > 0)
                .as("changes hidden")
                .isEmpty();
        assertThat(harmless)
                .filteredOn(world -> !world.late().isEmpty())
                .as("removed too late")
                .isEmpty();
        assertThat(Stream.of(byWord, byProof, counted).flatMap(List::stream))
                .filteredOn(world ->
                        world.removed() < world.gone() || !world.wrong().isEmpty())
                .as("not all removed who left, or others")
                .isEmpty();
        assertThat(harmless.stream().mapToInt(OutageStory.Found::gone).sum()).isPositive();
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("no-false-removal.txt"),
                    line(harmless, longer, byWord, byProof, counted) + System.lineSeparator());
        }
    }

    /** So it is seen that these worlds see what they are to see. */
    @Test
    void theWorldsFindWhoIsRemovedWronglyWhereTooLittleTimeIsLetSettle() {
        AbsencePolicy hasty =
                AbsencePolicy.builder().settling(Duration.ofMinutes(10)).build();

        assertThat(worlds(60, number -> OutageStory.harmless(number, hasty)))
                .anyMatch(world -> !world.wrong().isEmpty());
    }

    private static <F> List<F> worlds(int many, IntFunction<F> told) {
        List<F> all = new ArrayList<>();
        QuietMoves.during(() ->
                all.addAll(IntStream.range(0, many).parallel().mapToObj(told).toList()));
        return all;
    }

    private static String line(
            List<OutageStory.Found> harmless,
            List<OutageStory.Found> longer,
            List<MassStory.Found> byWord,
            List<MassStory.Found> byProof,
            List<MassStory.Found> counted) {
        return String.format(
                Locale.ENGLISH,
                "no-false-removal: %,d worlds with one outage of 1 to 120 min: %d with somebody removed wrongly, %d"
                        + " with a question, %,d changes hidden longer than an hour and a poll; %,d left by few: %d too"
                        + " late, the longest %s after the end of the scan that first missed one; apart, %,d worlds with"
                        + " an outage of up to 25 h: %d with somebody removed wrongly, %d with a question; mass deletions:"
                        + " %,d worlds with a person's word, %,d of %,d removed, the longest after %s; %,d without, %,d of"
                        + " %,d removed, the longest after %s; %,d worlds whose total goes on counting who left, %,d of"
                        + " %,d removed, the longest after %s",
                harmless.size(),
                count(harmless, world -> world.wrong().isEmpty() ? 0 : 1),
                count(harmless, world -> world.asked() > 0 ? 1 : 0),
                harmless.stream().mapToLong(OutageStory.Found::hidden).sum(),
                count(harmless, OutageStory.Found::gone),
                count(harmless, world -> world.late().size()),
                longest(harmless.stream().map(OutageStory.Found::longest)),
                longer.size(),
                count(longer, world -> world.wrong().isEmpty() ? 0 : 1),
                count(longer, world -> world.asked() > 0 ? 1 : 0),
                byWord.size(),
                count(byWord, MassStory.Found::removed),
                count(byWord, MassStory.Found::gone),
                longest(byWord.stream().map(MassStory.Found::longest)),
                byProof.size(),
                count(byProof, MassStory.Found::removed),
                count(byProof, MassStory.Found::gone),
                longest(byProof.stream().map(MassStory.Found::longest)),
                counted.size(),
                count(counted, MassStory.Found::removed),
                count(counted, MassStory.Found::gone),
                longest(counted.stream().map(MassStory.Found::longest)));
    }

    private static <F> int count(List<F> worlds, ToIntFunction<F> of) {
        return worlds.stream().mapToInt(of).sum();
    }

    private static Duration longest(Stream<Duration> all) {
        return all.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
