package io.holdfast.testkit.contract;

/** Ends a check whose claim does not apply here. */
final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Skipped(String why) {
        super(why);
    }

    static void unless(boolean applies, String otherwise) {
        if (!applies) {
            throw new Skipped(otherwise);
        }
    }
}
