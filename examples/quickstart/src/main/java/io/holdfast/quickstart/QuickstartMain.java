package io.holdfast.quickstart;

import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the quickstart. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Imports an event of a sandboxed Eventbrite, follows three changes, and compares both sides.")
public final class QuickstartMain implements Callable<Integer> {
    private static final int FEWEST = 20;
    private static final Duration HUMAN_SPEED = Duration.ofMillis(250);
    /** So that both imports are seen to move. */
    private static final Duration VISIBLE_SPEED = Duration.ofMillis(20);

    @Option(
            names = "--attendees",
            defaultValue = "2000",
            description = "how many are imported (default: ${DEFAULT-VALUE})")
    private int attendees;

    @Option(names = "--slow", description = "answer slowly enough to watch")
    private boolean slow;

    @Option(
            names = "--reconnect",
            description = "revoke the credential while the event is live, connect again and reconnect the event")
    private boolean reconnect;

    private final PrintWriter out;
    private final Consumer<SandboxEvent> beforeTheImport;

    QuickstartMain(PrintWriter out, Consumer<SandboxEvent> beforeTheImport) {
        this.out = out;
        this.beforeTheImport = beforeTheImport;
    }

    /**
     * Runs the quickstart and ends the process.
     *
     * @param arguments {@code --attendees N}, {@code --slow}, {@code --reconnect}
     */
    public static void main(String[] arguments) {
        PrintWriter out = Terminal.writer();
        System.exit(run(out, event -> {}, arguments));
    }

    /** Runs the quickstart; 0 if both sides agree in the end. */
    static int run(PrintWriter out, Consumer<SandboxEvent> beforeTheImport, String... arguments) {
        return new CommandLine(new QuickstartMain(out, beforeTheImport))
                .setOut(out)
                .setErr(out)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        if (attendees < FEWEST) {
            return fail(
                    "expected --attendees of " + FEWEST + " or more, so that some can change, but found " + attendees);
        }
        Duration latency = slow ? HUMAN_SPEED : reconnect ? VISIBLE_SPEED : Duration.ZERO;
        try (EventbriteSandbox eventbrite =
                EventbriteSandbox.builder().latency(latency).start()) {
            SandboxEvent event = eventbrite.event("Harbour Data Night", attendees);
            beforeTheImport.accept(event);
            Story story = reconnect ? new Reconnect() : new MainJob();
            out.println("quickstart: ok " + story.tell(eventbrite, event, out));
            return CommandLine.ExitCode.OK;
        } catch (RuntimeException failed) {
            return fail(failed.getMessage());
        } finally {
            out.flush();
        }
    }

    private int fail(@Nullable String why) {
        out.println("quickstart: failed: " + why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
