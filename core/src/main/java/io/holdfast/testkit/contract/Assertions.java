package io.holdfast.testkit.contract;

import io.holdfast.internal.Text;
import java.util.Objects;

/** Compares what was found with what was expected, and says both on one line. */
final class Assertions {
    private static final int LONGEST = 4_000;

    private Assertions() {}

    static void same(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw broken(what + ": expected " + expected + " but found " + found);
        }
    }

    static void holds(String expected, boolean holds, Object found) {
        if (!holds) {
            throw broken("expected " + expected + " but found " + found);
        }
    }

    private static AssertionError broken(String told) {
        return new AssertionError(Text.escaped(Text.shortened(told, LONGEST)));
    }
}
