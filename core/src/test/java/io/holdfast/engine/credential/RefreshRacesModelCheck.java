package io.holdfast.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Severance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Refreshes that race each other, with tokens that rotate: no answer of the provider is bought twice or lost by us; every
 * day each twentieth of the races.
 */
@Tag("proof")
@Tag("sample")
final class RefreshRacesModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int ALL = 10_000;

    @Test
    void noneOfTenThousandInterleavingsLosesATokenOfItsOwnAccord() throws IOException {
        Tally tally = explore(WHOLE ? 1 : 20);

        assertThat(tally.inTheWindow).as("the window of rule 28 is met as well").isPositive();
        if (!WHOLE) {
            return;
        }
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(folder.resolve("refresh-races.txt"), tally.line() + System.lineSeparator());
    }

    private static Tally explore(int step) {
        Tally tally = new Tally();
        for (long seed = 1; seed <= ALL; seed += step) {
            RefreshRace.End end = new RefreshRace(seed).run();
            tally.add(end);
            if (end.window()) {
                requireItsCause(seed, end);
            } else {
                requireOneCallPerRotation(seed, end);
            }
        }
        return tally;
    }

    private static void requireOneCallPerRotation(long seed, RefreshRace.End end) {
        String told = String.join(System.lineSeparator(), end.trace()) + System.lineSeparator() + end.integration();
        assertThat(end.integration().isConnected())
                .as("connected, seed %d:%n%s", seed, told)
                .isTrue();
        assertThat(end.tokenCalls()).as("token calls, seed %d:%n%s", seed, told).isEqualTo(end.rotations());
        assertThat(end.integration().bookkeeping().credentialVersion() - 1)
                .as("rotations that count, seed %d:%n%s", seed, told)
                .isEqualTo(end.rotations());
        assertThat(end.currentTokenStored())
                .as("the current token is stored, seed %d:%n%s", seed, told)
                .isTrue();
    }

    private static void requireItsCause(long seed, RefreshRace.End end) {
        assertThat(end.integration().severance().map(Severance::cause))
                .as("why it is severed, seed %d:%n%s", seed, String.join(System.lineSeparator(), end.trace()))
                .isIn(Optional.empty(), Optional.of(Severance.Cause.TOKEN_LOST));
    }

    private static final class Tally {
        private int all;
        private int inTheWindow;
        private int falselySevered;
        private int rotations;
        private int calls;
        private int severed;
        private int callsInTheWindow;
        private int slotsLeft;

        void add(RefreshRace.End end) {
            all++;
            if (end.window()) {
                inTheWindow++;
                severed += end.integration().isConnected() ? 0 : 1;
                callsInTheWindow += end.tokenCalls() - end.rotations();
            } else {
                falselySevered += end.integration().isConnected() ? 0 : 1;
                rotations += end.rotations();
                calls += end.tokenCalls();
                slotsLeft += end.slots() - 1;
            }
        }

        String line() {
            return String.format(
                    Locale.ENGLISH,
                    "refresh-races: %,d interleavings, %,d rotations, %,d token calls, %d false DISCONNECTED; apart, in the window"
                            + " of rule 28: %,d interleavings, %,d more calls, %,d tokens lost; %d spent secrets left by dead"
                            + " nodes",
                    all,
                    rotations,
                    calls,
                    falselySevered,
                    inTheWindow,
                    callsInTheWindow,
                    severed,
                    slotsLeft);
        }
    }
}
