package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.faults.Fault;
import io.holdfast.testkit.faults.FaultHarness;
import io.holdfast.testkit.faults.FaultRun;
import io.holdfast.testkit.faults.FaultScenario;
import io.holdfast.testkit.faults.PortCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A death, an exception, or a lost answer at each call of each port in a link's whole life: it ends as if nothing had been. What a
 * listener was told is compared where the node lives and the listener took it. Every day at each fiftieth call.
 */
@Tag("proof")
@Tag("sample")
final class CrashPointsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int LEAST = 2_000;
    private static final int STEP = WHOLE ? 1 : 50;

    private final List<String> different = new ArrayList<>();
    private final List<String> secretsLeft = new ArrayList<>();
    private int calls;
    private int deaths;
    private int exceptions;
    private int lostAnswers;
    private int heard;
    private int inTheWindow;

    @Test
    void whereverANodeDiesOrAPortThrowsTheEndIsThatOfAQuietRun() throws IOException {
        Stories.all().forEach((name, story) -> new Points(name, story).strike());

        assertThat(different).as("different ends").isEmpty();
        assertThat(secretsLeft).as("secrets left").isEmpty();
        assertThat(inTheWindow).as("points in the window of rule 28").isPositive();
        if (WHOLE) {
            assertThat(deaths + exceptions + lostAnswers).isGreaterThanOrEqualTo(LEAST);
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(folder.resolve("crash-points.txt"), line() + System.lineSeparator());
        }
    }

    private String line() {
        return String.format(
                Locale.ENGLISH,
                "crash-points: %,d calls, %,d points (%,d deaths, %,d exceptions, %,d answers lost), %d different ends, %d with"
                        + " secrets left after the next sweep, %,d compared with what a listener was told as well; apart, in the"
                        + " window of rule 28: %d, each DISCONNECTED with TOKEN_LOST",
                calls,
                deaths + exceptions + lostAnswers,
                deaths,
                exceptions,
                lostAnswers,
                different.size(),
                secretsLeft.size(),
                heard,
                inTheWindow);
    }

    /** The points of one story. */
    private final class Points {
        private final String name;
        private final FaultScenario<Stage> story;
        private final FaultRun<Stage> quiet;

        Points(String name, FaultScenario<Stage> story) {
            this.name = name;
            this.story = story;
            quiet = FaultHarness.quiet(story);
        }

        void strike() {
            for (PortCall call : quiet.calls()) {
                if (call.number() % STEP == 0 || isRefresh(call)) {
                    calls++;
                    deaths += 2;
                    exceptions++;
                    lostAnswers++;
                    point(call, Fault.death(), false, isAnswerOfRefresh(call));
                    point(call, Fault.death().afterTheEffect(), false, isRefresh(call));
                    point(call, thrown(call), !call.port().equals("SyncListener"), false);
                    point(call, thrown(call).afterTheEffect(), !isRefresh(call), isRefresh(call));
                }
            }
        }

        private boolean isRefresh(PortCall call) {
            return call.is("ProviderConnector", "refresh");
        }

        /** The provider has rotated the token, and it lies nowhere yet. */
        private boolean isAnswerOfRefresh(PortCall call) {
            return call.is("CredentialVault", "put") && isRefresh(quiet.calls().get(call.number() - 2));
        }

        /** What a port throws: a provider's connection that broke, or a database's exception. */
        private Fault thrown(PortCall call) {
            return call.port().equals("ProviderConnector")
                    ? Fault.thrown(
                            () -> ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none"))
                    : Fault.thrown(() -> new IllegalStateException("planted"));
        }

        private void point(PortCall call, Fault fault, boolean isHeard, boolean isWindow) {
            String point = name + ", " + call + ", " + fault;
            try {
                compare(point, FaultHarness.run(story, call.number(), fault).world().endings, isHeard, isWindow);
            } catch (RuntimeException failed) {
                different.add(point + " failed: " + failed);
            }
        }

        private void compare(String point, List<Ending> found, boolean isHeard, boolean isWindow) {
            List<Ending> expected = quiet.world().endings;
            heard += isHeard ? 1 : 0;
            boolean lost = false;
            for (int i = 0; i < expected.size(); i++) {
                Ending now = found.get(i);
                boolean isLost = isWindow && now.tokenLost();
                lost |= isLost;
                if (now.secretsLeft() > 0) {
                    secretsLeft.add(point + ", look " + i);
                }
                if (!isLost && !now.stored().equals(expected.get(i).stored())) {
                    different.add(point + ", look " + i + ": " + now.stored() + " instead of "
                            + expected.get(i).stored());
                }
                if (isHeard && !now.heard().equals(expected.get(i).heard())) {
                    different.add(point + ", look " + i + ", heard: " + now.heard() + " instead of "
                            + expected.get(i).heard());
                }
            }
            inTheWindow += lost ? 1 : 0;
        }
    }
}
