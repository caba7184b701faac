package io.holdfast.testkit.contract;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Texts that a column keeps only if it is wide enough, takes every script, and tells all of them apart. */
final class ColumnSamples {
    /** Ids that many databases take for one: they differ in case, accent, form of an accent, width, or a space at the end. */
    static final List<String> ALIKE = List.of("a", "A", "\u00e1", "a\u0301", "\uff41", "a ");

    /** Letters with accents, right to left, beyond 16 bits and joined; and what SQL, JSON and patterns have for marks. */
    static final String EVERY_SCRIPT = "Z\u00fcrich \u0645\u0631\u062d\u0628\u0627 \u65e5\u672c \ud83c\udf9f\ufe0f"
            + "\ud83d\udc69\u200d\ud83d\udc67 \ud835\udd4f %_\\'\"{}$1 \t\r\n?";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-\u00e9";
    private static final int LONG_ID = 512;

    private ColumnSamples() {}

    /** {@return an id as long as a provider's may be, without a pattern; two differ in the last character alone} */
    static String longId(String last) {
        return letters(LONG_ID - 1) + last;
    }

    /** {@return a text of that many characters in which nothing repeats, so that no index makes it short} */
    static String letters(int length) {
        return new Random(length)
                .ints(length, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
