package io.holdfast.port;

/** A stored text in the making. */
final class Sheet {
    /** As much of a wrong value as a message quotes. */
    private static final int QUOTED = 60;

    private final StringBuilder text = new StringBuilder();

    void line(String name, String value) {
        text.append(name).append('=').append(escaped(value)).append('\n');
    }

    String text() {
        return text.toString();
    }

    static String quoted(String value) {
        return '"' + escaped(value.length() > QUOTED ? value.substring(0, QUOTED) + "..." : value) + '"';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
