package io.holdfast.codec;

/**
 * How many entries a set or a map may have. Names that are made to have one hash cost the sets and maps of the JDK a time
 * that grows with the square of their number.
 */
final class Entries {
    static final int MOST = 1_000;

    private Entries() {}

    static void requireFew(int entries) {
        if (entries > MOST) {
            throw new IllegalArgumentException("expected at most " + MOST + " entries to store but found " + entries
                    + "; keep fewer of them in one value");
        }
    }

    static void requireFew(int entries, Pointer at) {
        if (entries > MOST) {
            throw StoredFormException.corrupt(at, "at most " + MOST + " entries", Integer.toString(entries));
        }
    }
}
