package io.holdfast.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.absences.QuietMoves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each rule that keeps a store like its provider, switched off: the worlds find every one; every day each seventh. */
@Tag("proof")
@Tag("sample")
final class SwitchedOffRulesTest {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int ENOUGH = 1_000;
    private static final int AT_A_TIME = 20;
    /** What speaks of instants is found by one that is later than it may; all others by what is stored. */
    private static final Predicate<String> OF_INSTANTS =
            Pattern.compile("4[678]:.*").asMatchPredicate();

    private static int found;

    @AfterAll
    static void tell() throws IOException {
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("convergence-faults.txt"),
                    "convergence-faults: " + Rules.ALL.size() + " ways to switch a rule off, " + found + " found\n");
        }
    }

    @TestFactory
    List<DynamicTest> theWorldsFind() {
        List<Map.Entry<String, Supplier<SwitchedOff>>> all = List.copyOf(Rules.ALL.entrySet());
        return IntStream.range(0, all.size())
                .filter(at -> WHOLE || at % 7 == 0)
                .mapToObj(all::get)
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> isFound(rule.getKey(), rule.getValue())))
                .toList();
    }

    private static void isFound(String name, Supplier<SwitchedOff> rule) {
        Function<Story.Found, List<String>> signs = OF_INSTANTS.test(name) ? Story.Found::late : Story.Found::wrong;
        List<Story.Found> wrong = new ArrayList<>();
        QuietMoves.during(() -> {
            for (int from = 0; from < ENOUGH && wrong.isEmpty(); from += AT_A_TIME) {
                first(from, rule, signs).ifPresent(wrong::add);
            }
        });
        assertThat(wrong).isNotEmpty();
        found++;
    }

    private static Optional<Story.Found> first(
            int from, Supplier<SwitchedOff> rule, Function<Story.Found, List<String>> signs) {
        return IntStream.range(from, from + AT_A_TIME)
                .parallel()
                .mapToObj(number -> Story.tell(number, rule))
                .filter(world -> !signs.apply(world).isEmpty())
                .findFirst();
    }
}
