package io.holdfast.quickstart;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What the output goes to. */
final class Terminal {
    private Terminal() {}

    static PrintWriter writer() {
        return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    }

    /** From JDK 22 on there may be a console without a terminal; it says so by a method that JDK 17 lacks. */
    @SuppressWarnings("SystemConsoleNull") // null tells on JDK 17 to 21; after them isTerminal does
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }
}
