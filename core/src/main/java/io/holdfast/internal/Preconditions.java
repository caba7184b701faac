package io.holdfast.internal;

import java.util.Objects;

/** What values demand of their parts, in one wording. */
public final class Preconditions {
    private Preconditions() {}

    public static void text(String what, String value) {
        Objects.requireNonNull(value, what);
        if (value.isBlank()) {
            throw new IllegalArgumentException("expected " + what + " but found a blank text; pass one that names it");
        }
    }

    public static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("expected " + what + " of 0 or more but found " + value);
        }
    }

    public static void atLeastOne(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("expected " + what + " of 1 or more but found " + value);
        }
    }

    public static void that(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(Text.escaped(rule));
        }
    }
}
