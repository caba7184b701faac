package io.holdfast.internal;

import java.util.Locale;
import java.util.Optional;

/** Makes text that comes from outside fit for what takes it: a store, or a line that a person reads. */
public final class Text {
    private static final char CUT = '\u2026';
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * Writes out whatever would forge or bend a line: line breaks, escape sequences, marks that turn the direction of
     * writing, and all else that does not show.
     *
     * @param text any text, such as an id that a provider or a caller gave
     * @return the same on one line; each such character as a backslash, {@code u} and its hexadecimal digits
     */
    public static String escaped(String text) {
        if (text.codePoints().allMatch(Text::shows)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (shows(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return shown.toString();
    }

    private static boolean shows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** Cuts a text that is too long, between two characters, and says so by its end. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + CUT;
    }

    /** Replaces U+0000 and lone surrogates: PostgreSQL refuses the first, UTF-8 the second, and one name would fail a page. */
    public static String storable(String text) {
        int bad = firstBad(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text);
        for (; bad >= 0; bad = firstBad(text, bad + 1)) {
            cleaned.setCharAt(bad, REPLACEMENT);
        }
        return cleaned.toString();
    }

    public static boolean isStorable(String text) {
        return firstBad(text, 0) < 0;
    }

    public static boolean isStorable(Optional<String> text) {
        return text.isEmpty() || isStorable(text.get());
    }

    private static int firstBad(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            // one comparison for nearly every character there is
            if ((char) (c - 1) < Character.MIN_SURROGATE - 1) {
                continue;
            }
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPairAt(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
