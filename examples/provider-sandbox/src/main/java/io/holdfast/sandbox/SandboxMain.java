package io.holdfast.sandbox;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the sandbox alone, to look at it with curl. */
@Command(
        name = "provider-sandbox",
        mixinStandardHelpOptions = true,
        description = "Answers as a fake Eventbrite and a fake Luma on loopback until it is interrupted.")
public final class SandboxMain implements Callable<Integer> {
    @Option(names = "--provider", description = "which one alone, eventbrite or luma; both, if it is left out")
    private List<Named> providers = List.of(Named.values());

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "the port; of two providers the second one takes the next; 0 takes free ones")
    private int port;

    @Option(names = "--attendees", defaultValue = "2000", description = "how many attendees each event has")
    private int attendees;

    @Option(
            names = "--calls-per-hour",
            defaultValue = "2000",
            description = "how many calls an hour Eventbrite grants each token and the app")
    private int callsPerHour;

    @Option(names = "--seed", defaultValue = "42", description = "the same number, the same people")
    private long seed;

    private SandboxMain() {}

    /**
     * Runs the sandbox until the process is interrupted.
     *
     * @param arguments {@code --provider}, {@code --port}, {@code --attendees}, {@code --calls-per-hour}, {@code --seed}
     */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    /** The command line; a provider is named in any case. */
    private static CommandLine command() {
        return new CommandLine(new SandboxMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        // they answer on daemon threads until the process ends, and then hold nothing
        for (Named provider : providers) {
            show(provider);
            port = port == 0 ? 0 : port + 1;
        }
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private void show(Named provider) {
        switch (provider) {
            case EVENTBRITE -> {
                EventbriteSandbox sandbox = EventbriteSandbox.builder()
                        .port(port)
                        .seed(seed)
                        .callsPerHour(callsPerHour)
                        .start();
                String event = sandbox.event("Harbour Data Night", attendees).id();
                show(sandbox, event, "Authorization: Bearer ", "events/" + event + "/attendees/");
            }
            case LUMA -> {
                LumaSandbox sandbox =
                        LumaSandbox.builder().port(port).seed(seed).start();
                String event = sandbox.event("Harbour Data Night", attendees).id();
                show(sandbox, event, "x-luma-api-key: ", "v1/events/guests/list?event_id=" + event);
            }
        }
    }

    private static void show(ProviderSandbox sandbox, String event, String header, String path) {
        System.out.println("base:  " + sandbox.baseUri());
        System.out.println("token: " + sandbox.token());
        System.out.println("event: " + event);
        System.out.println("curl -H '" + header + sandbox.token() + "' '" + sandbox.baseUri() + path + "'");
    }

    /** Which of the fakes. */
    private enum Named {
        EVENTBRITE,
        LUMA
    }
}
