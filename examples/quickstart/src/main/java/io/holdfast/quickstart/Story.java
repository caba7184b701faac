package io.holdfast.quickstart;

import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import java.io.PrintWriter;

/** One run of the quickstart. */
interface Story {
    /** Tells the story; its summary, or an exception that says what is not as it should be. */
    String tell(EventbriteSandbox eventbrite, SandboxEvent event, PrintWriter out);
}
