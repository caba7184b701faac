package io.holdfast.testkit.contract;

import java.util.Objects;

/** Compares what was found with what was expected, and says both. */
final class Assertions {
    private Assertions() {}

    static void same(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError(what + ": expected " + expected + " but found " + found);
        }
    }

    static void holds(String expected, boolean holds, Object found) {
        if (!holds) {
            throw new AssertionError("expected " + expected + " but found " + found);
        }
    }
}
