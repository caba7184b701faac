package io.holdfast.http;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts as people typed or pasted them: with blanks at their ends, and with characters that do not show. Two that differ
 * in nothing else are one e-mail address, one id, one ticket class.
 */
public final class Texts {
    private static final char SOFT_HYPHEN = '\u00AD';
    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final char ZERO_WIDTH_NON_JOINER = '\u200C';
    private static final char ZERO_WIDTH_JOINER = '\u200D';
    private static final char LEFT_TO_RIGHT_MARK = '\u200E';
    private static final char RIGHT_TO_LEFT_MARK = '\u200F';
    private static final char WORD_JOINER = '\u2060';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Texts() {}

    /**
     * Takes away what does not show at both ends: blanks of any width, none included.
     *
     * @param text any text
     * @return the text without them; empty if it has nothing else
     */
    public static String stripped(String text) {
        int start = start(text);
        return text.substring(start, end(text, start));
    }

    /**
     * Puts a name together where the provider tells its parts alone.
     *
     * @param name the whole name as the provider writes it; null if it tells none
     * @param given the given name, or null
     * @param family the family name, or null
     * @return the whole name; empty if nothing is told
     */
    public static Optional<String> name(@Nullable String name, @Nullable String given, @Nullable String family) {
        if (name != null) {
            return Optional.of(name);
        }
        return Optional.of(Stream.of(Optional.ofNullable(given), Optional.ofNullable(family))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" ")))
                .filter(parts -> !parts.isEmpty());
    }

    static @Nullable String filled(@Nullable String text) {
        String stripped = text == null ? "" : stripped(text);
        return stripped.isEmpty() ? null : stripped;
    }

    /** Where a text begins to show; its length if it never does. */
    static int start(CharSequence text) {
        int at = 0;
        while (at < text.length() && (isBlank(text.charAt(at)) || isJoiner(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    /** Behind the last character that shows. */
    static int end(CharSequence text, int start) {
        int at = text.length();
        while (at > start && (isBlank(text.charAt(at - 1)) || isLoose(text, at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        if (c > ' ' && c < '\u007f') {
            return false;
        }
        return switch (c) {
            case SOFT_HYPHEN, ZERO_WIDTH_SPACE, LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, WORD_JOINER, BYTE_ORDER_MARK ->
                true;
            default -> Character.isWhitespace(c) || Character.isSpaceChar(c);
        };
    }

    private static boolean isJoiner(char c) {
        return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
    }

    /** A joiner at the end shapes the letter before it in scripts that no address and no id is written in. */
    private static boolean isLoose(CharSequence text, int at) {
        return isJoiner(text.charAt(at)) && (at == 0 || text.charAt(at - 1) < '\u0080');
    }
}
