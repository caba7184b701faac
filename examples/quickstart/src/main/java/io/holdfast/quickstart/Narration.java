package io.holdfast.quickstart;

import java.io.PrintWriter;

/** What is told of one source; of several, each line says of which. */
record Narration(PrintWriter out, String prefix) {
    void say(String line) {
        out.println(prefix + line);
        out.flush();
    }
}
