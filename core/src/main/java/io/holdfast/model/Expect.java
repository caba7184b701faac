package io.holdfast.model;

/** What values demand of their parts, in one wording. */
final class Expect {
    private Expect() {}

    static void text(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("expected " + what + " but found a blank text; pass one that names it");
        }
    }

    static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("expected " + what + " of 0 or more but found " + value);
        }
    }

    static void atLeastOne(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("expected " + what + " of 1 or more but found " + value);
        }
    }

    static void that(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(Text.shown(rule));
        }
    }
}
