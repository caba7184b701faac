package io.holdfast.port;

import java.util.Locale;
import java.util.regex.Pattern;

/** A stored text in the making. */
final class Sheet {
    /** What a message may quote of a wrong value: words, numbers and instants, nothing that a person may have typed. */
    private static final Pattern QUOTABLE = Pattern.compile("[A-Za-z0-9._:+/-]{1,64}");

    private final StringBuilder text = new StringBuilder();
    private int lines;

    void line(String name, String value) {
        text.append(name).append('=');
        escape(value);
        text.append('\n');
        lines++;
    }

    int lines() {
        return lines;
    }

    String text() {
        return text.toString();
    }

    static String quoted(String value) {
        return QUOTABLE.matcher(value).matches() ? '"' + value + '"' : "another text";
    }

    /** So that a value is one line, and one that every encoding and every store can take. */
    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> {
                    if (isPlain(value, i)) {
                        text.append(c);
                    } else {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
    }

    private static boolean isPlain(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
        }
        return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029';
    }
}
