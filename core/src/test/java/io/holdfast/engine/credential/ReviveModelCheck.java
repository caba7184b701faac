package io.holdfast.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is kept of a severed credential, whoever does what with it meanwhile: all ways of two acts that interrupt each other once
 * each, a node dying at any step, and of a third act at any step of another; every day a share of them.
 */
@Tag("proof")
@Tag("sample")
final class ReviveModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int TO_ITS_END = Integer.MAX_VALUE;

    /** Which of the nodes at work dies, and how many steps after it was interrupted; nobody has no number. */
    private record Death(int node, int later) {
        private static final Death OF_NOBODY = new Death(0, 0);
        private static final List<Death> AT_ONCE = List.of(OF_NOBODY, new Death(1, 0), new Death(2, 0));
        private static final int LATER = 6;

        /**
         * Whoever stores a secret only after its slot was given up, and dies in that instant, leaves it: that window is as old as the
         * slots, so of those who die later only those are looked at whose slot is named still.
         */
        static List<Death> in(Optional<ReviveWorld.Act> between, ReviveWorld.Act last) {
            boolean staysNamed = between.equals(Optional.of(ReviveWorld.Act.VERDICT))
                    && List.of(ReviveWorld.Act.CHECK, ReviveWorld.Act.SWEEP).contains(last);
            return staysNamed
                    ? Stream.concat(
                                    AT_ONCE.stream(),
                                    IntStream.rangeClosed(1, LATER).mapToObj(later -> new Death(1, later)))
                            .toList()
                    : AT_ONCE;
        }
    }

    private final Tally tally = new Tally();
    private int turn;

    @Test
    void nothingIsRevivedThatNobodyAskedForAndNoSecretIsLostOrLeft() throws IOException {
        List<ReviveWorld.Act> acts = new ArrayList<>(List.of(ReviveWorld.Act.values()));
        acts.remove(ReviveWorld.Act.VERDICT_OF_LOSS);
        for (ReviveWorld.Scene scene : ReviveWorld.Scene.values()) {
            for (ReviveWorld.Act first : acts) {
                acts.forEach(second -> interrupting(scene, first, Optional.empty(), second));
            }
        }
        for (ReviveWorld.Act last : acts) {
            for (ReviveWorld.Act verdict : List.of(ReviveWorld.Act.VERDICT, ReviveWorld.Act.VERDICT_OF_LOSS)) {
                interrupting(ReviveWorld.Scene.CONNECTED, ReviveWorld.Act.SWEEP, Optional.of(verdict), last);
            }
        }

        assertThat(tally.oneWayTo).as("what went wrong, and one way to it").isEmpty();
        assertThat(tally.revived).as("ways in which it was revived").isPositive();
        assertThat(tally.replaced)
                .as("ways in which a late refresh replaced it")
                .isPositive();
        if (WHOLE) {
            assertThat(tally.ways).as("ways that were tried").isGreaterThan(60_000);
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(folder.resolve("revive.txt"), tally.line() + System.lineSeparator());
        }
    }

    /** The first act is interrupted once at each of its steps by all of the one between, and by the last, which it interrupts in turn. */
    private void interrupting(
            ReviveWorld.Scene scene, ReviveWorld.Act first, Optional<ReviveWorld.Act> between, ReviveWorld.Act last) {
        boolean firstIsOver = false;
        for (int of = next(0); !firstIsOver; of = next(of)) {
            boolean lastIsOver = false;
            for (int in = next(0); !lastIsOver; in = next(in)) {
                for (Death death : some(Death.in(between, last))) {
                    Way way = new Way(scene, first, of, between, last, in, death);
                    Walk walk = way.walk();
                    tally.add(way, walk.end);
                    firstIsOver = walk.firstIsOver;
                    lastIsOver = walk.lastIsOver;
                }
            }
        }
    }

    private <T> List<T> some(List<T> all) {
        return WHOLE ? all : List.of(all.get(turn % all.size()));
    }

    /** Each step in turn; every day a few of them on. */
    private int next(int step) {
        turn++;
        return WHOLE ? step + 1 : step + 1 + turn % 11;
    }

    private record Walk(boolean firstIsOver, boolean lastIsOver, ReviveWorld.End end) {}

    private record Way(
            ReviveWorld.Scene scene,
            ReviveWorld.Act first,
            int stepsOfFirst,
            Optional<ReviveWorld.Act> between,
            ReviveWorld.Act last,
            int stepsOfLast,
            Death death) {
        Walk walk() {
            ReviveWorld world = new ReviveWorld(scene);
            Interleaving.Task one = world.begin(first);
            boolean firstIsOver = one.advance(stepsOfFirst);
            if (death.equals(new Death(1, 0))) {
                world.kill(one);
            }
            between.ifPresent(act -> world.begin(act).advance(TO_ITS_END));
            Interleaving.Task other = world.begin(last);
            boolean lastIsOver = other.advance(stepsOfLast);
            if (death.node() == 2) {
                world.kill(other);
            } else if (death.later() > 0) {
                one.advance(death.later());
                world.kill(one);
            }
            one.advance(TO_ITS_END);
            other.advance(TO_ITS_END);
            return new Walk(firstIsOver, lastIsOver, world.rest());
        }
    }

    private static final class Tally {
        private final Map<ReviveWorld.Fault, Integer> wrong = new EnumMap<>(ReviveWorld.Fault.class);
        private final Map<ReviveWorld.Fault, String> oneWayTo = new EnumMap<>(ReviveWorld.Fault.class);
        private long ways;
        private long steps;
        private int revived;
        private int replaced;
        private int inTheWindow;

        void add(Way way, ReviveWorld.End end) {
            ways++;
            steps += end.steps();
            revived += end.revived();
            replaced += end.replaced();
            inTheWindow += end.inTheWindow() ? 1 : 0;
            end.wrong().forEach((fault, what) -> {
                wrong.merge(fault, 1, Integer::sum);
                oneWayTo.putIfAbsent(fault, what + ", by " + way + ": " + end.told());
            });
        }

        private int of(ReviveWorld.Fault fault) {
            return wrong.getOrDefault(fault, 0);
        }

        String line() {
            return String.format(
                    Locale.ENGLISH,
                    "revive: %,d ways of acts that interrupt each other, %,d steps, %,d connections revived, %,d kept secrets"
                            + " replaced by a late refresh; links that left DISCONNECTED without Reconnect %d, connection"
                            + " numbers not raised %d, revived unasked %d, shown and stored differ %d, secrets lost %d, left"
                            + " %d; apart, in the window of rule 28: %,d",
                    ways,
                    steps,
                    revived,
                    replaced,
                    of(ReviveWorld.Fault.LEFT_DISCONNECTED),
                    of(ReviveWorld.Fault.NUMBER_NOT_RAISED),
                    of(ReviveWorld.Fault.REVIVED_UNASKED),
                    of(ReviveWorld.Fault.SHOWN_DIFFERS),
                    of(ReviveWorld.Fault.SECRET_LOST),
                    of(ReviveWorld.Fault.SECRET_LEFT),
                    inTheWindow);
        }
    }
}
