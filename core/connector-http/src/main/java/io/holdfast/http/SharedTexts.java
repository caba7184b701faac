package io.holdfast.http;

import org.jspecify.annotations.Nullable;

/**
 * Gives rows that tell the same text the same one: the name of a ticket class, a status. Keeps the few that came last, so
 * its size does not follow the answer. For one thread.
 */
final class SharedTexts {
    /** A power of two. */
    private static final int SLOTS = 64;

    private final @Nullable String[] known = new @Nullable String[SLOTS];

    /** The text of these characters, made only if it is not at hand. */
    String text(char[] buffer, int from, int length) {
        int slot = (length == 0 ? 0 : length + buffer[from] * 7 + buffer[from + length - 1]) & (SLOTS - 1);
        String here = known[slot];
        if (here == null || !says(here, buffer, from, length)) {
            here = new String(buffer, from, length);
            known[slot] = here;
        }
        return here;
    }

    private static boolean says(String text, char[] buffer, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
