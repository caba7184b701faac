package io.holdfast.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.lifecycle.ViewLaws.Seen;
import io.holdfast.transition.SyncStateMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every page that a link can be brought to, held against the laws of views; those nearest to its birth, and every day fewer. */
@Tag("proof")
@Tag("sample")
final class ViewLawsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    /** So many states are expanded, each with 8 pages or more. */
    private static final int STATES = WHOLE ? 26_000 : 700;

    private static final int FOR_FAULTS = 300;
    private static final int LEAST = 200_000;

    private final LongAdder pages = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    /** Of each law that is broken the first page that was found. */
    private final Map<String, String> broken = new ConcurrentHashMap<>();

    @Test
    void everyPageIsTrueAndWhatItAdvisesWorks() throws IOException {
        Exploration found = explore(STATES, this::judge);

        assertThat(found.violations()).isEmpty();
        assertThat(broken).isEmpty();
        if (WHOLE) {
            assertThat(pages.sum()).isGreaterThanOrEqualTo(LEAST);
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("view-laws.txt"),
                    "view-laws: " + STATES + " states, " + pages.sum() + " pages, " + ViewLaws.ALL.size()
                            + " laws, wrong " + wrong.sum() + "\n"
                            + ViewLaws.ALL.keySet().stream()
                                    .map(law -> "  law: " + law + "\n")
                                    .collect(Collectors.joining()));
        }
    }

    @Test
    void eachLawFindsTheFaultThatIsPlantedForIt() {
        Set<String> found = ConcurrentHashMap.newKeySet();
        explore(
                FOR_FAULTS,
                scene -> ViewFaults.ALL.forEach((law, fault) -> {
                    if (!found.contains(law) && !ViewLaws.holds(law, fault.apply(Seen.of(scene)))) {
                        found.add(law);
                    }
                }));

        assertThat(found).isEqualTo(ViewLaws.ALL.keySet());
    }

    private Exploration explore(int most, Consumer<ViewScene> each) {
        Law law = Law.always("every page can be made", seen -> {
            ViewScene.of(seen.state(), LifecycleExplorer.POLICY).forEach(each);
            return true;
        });
        return new Search(new Search.Setup(
                        SyncStateMachine::decide,
                        LifecycleExplorer.POLICY,
                        List.of(law, Laws.NEVER_THROWS),
                        false,
                        most))
                .run();
    }

    private void judge(ViewScene scene) {
        Seen seen = Seen.of(scene);
        pages.increment();
        ViewLaws.ALL.forEach((law, holds) -> {
            if (!holds.of(seen)) {
                wrong.increment();
                broken.putIfAbsent(law, scene + "\n shows " + seen.view());
            }
        });
    }
}
