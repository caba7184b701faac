package io.holdfast.sandbox;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the sandbox alone, to look at it with curl. */
@Command(
        name = "provider-sandbox",
        mixinStandardHelpOptions = true,
        description = "Answers as a fake Eventbrite on loopback until it is interrupted.")
public final class SandboxMain implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "0", description = "the port; 0 takes a free one")
    private int port;

    @Option(names = "--attendees", defaultValue = "2000", description = "how many attendees its event has")
    private int attendees;

    @Option(names = "--seed", defaultValue = "42", description = "the same number, the same people")
    private long seed;

    private SandboxMain() {}

    /**
     * Runs the sandbox until the process is interrupted.
     *
     * @param arguments {@code --port}, {@code --attendees}, {@code --seed}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SandboxMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (EventbriteSandbox sandbox =
                EventbriteSandbox.builder().port(port).seed(seed).start()) {
            SandboxEvent event = sandbox.event("Harbour Data Night", attendees);
            System.out.println("base:  " + sandbox.baseUri());
            System.out.println("token: " + sandbox.token());
            System.out.println("event: " + event.id());
            System.out.println("curl -H 'Authorization: Bearer " + sandbox.token() + "' " + sandbox.baseUri()
                    + "events/" + event.id() + "/attendees/");
            new CountDownLatch(1).await();
            return CommandLine.ExitCode.OK;
        }
    }
}
