package io.holdfast.quickstart;

import io.holdfast.sandbox.ProviderEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the quickstart. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Imports an event of each sandboxed provider, follows three changes, and compares both sides.")
public final class QuickstartMain implements Callable<Integer> {
    private static final int FEWEST = 20;
    private static final Duration HUMAN_SPEED = Duration.ofMillis(250);
    /** So that both imports are seen to move. */
    private static final Duration VISIBLE_SPEED = Duration.ofMillis(20);

    @Option(
            names = "--provider",
            description = "which one alone: ${COMPLETION-CANDIDATES}, in any case; all side by side, if it is left out")
    private @Nullable Provider only;

    @Option(
            names = "--attendees",
            defaultValue = "2000",
            description = "how many are imported of each (default: ${DEFAULT-VALUE})")
    private int attendees;

    @Option(names = "--slow", description = "answer slowly enough to watch")
    private boolean slow;

    @Option(
            names = "--reconnect",
            description = "revoke the credential while the event is live, connect again and reconnect the event")
    private boolean reconnect;

    @Option(names = "--live", description = "let the provider deliver the changes, and print how long each took")
    private boolean live;

    private final PrintWriter out;
    private final Consumer<ProviderEvent<?>> beforeTheImport;

    QuickstartMain(PrintWriter out, Consumer<ProviderEvent<?>> beforeTheImport) {
        this.out = out;
        this.beforeTheImport = beforeTheImport;
    }

    /**
     * Runs the quickstart and ends the process.
     *
     * @param arguments {@code --provider NAME}, {@code --attendees N}, {@code --slow}, {@code --reconnect}, {@code --live}
     */
    public static void main(String[] arguments) {
        PrintWriter out = Terminal.writer();
        System.exit(run(out, event -> {}, arguments));
    }

    /** Runs the quickstart; 0 if both sides agree in the end. */
    static int run(PrintWriter out, Consumer<ProviderEvent<?>> beforeTheImport, String... arguments) {
        return new CommandLine(new QuickstartMain(out, beforeTheImport))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(out)
                .execute(arguments);
    }

    @Override
    public Integer call() {
        if (attendees < FEWEST) {
            return end("failed: expected --attendees of " + FEWEST + " or more, so that some can change, but found "
                    + attendees);
        }
        List<Provider> providers = only == null ? List.of(Provider.values()) : List.of(only);
        ExecutorService threads = Executors.newFixedThreadPool(providers.size());
        try {
            Map<Provider, Future<String>> told = new EnumMap<>(Provider.class);
            for (Provider provider : providers) {
                String prefix = providers.size() == 1 ? "" : provider.title() + ": ";
                told.put(provider, threads.submit(() -> tell(provider, new Narration(out, prefix))));
            }
            return end(told);
        } finally {
            threads.shutdownNow();
        }
    }

    private String tell(Provider provider, Narration narration) {
        Duration latency = slow ? HUMAN_SPEED : reconnect ? VISIBLE_SPEED : Duration.ZERO;
        try (Source source = provider.open(latency, attendees)) {
            beforeTheImport.accept(source.event());
            Story story = reconnect ? new Reconnect() : live ? new Live() : new MainJob();
            return story.tell(source, narration);
        }
    }

    /** Waits for all. The first summary stands alone, each further one after its provider's name, as all failures do. */
    private int end(Map<Provider, Future<String>> told) {
        StringJoiner summaries = new StringJoiner("; ");
        StringJoiner failures = new StringJoiner("; ");
        told.forEach((provider, summary) -> {
            String name = told.size() == 1 ? "" : provider.title() + ": ";
            try {
                summaries.add((summaries.length() == 0 ? "" : name) + summary.get());
            } catch (ExecutionException failed) {
                failures.add(name
                        + Objects.requireNonNullElse(failed.getCause(), failed).getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                failures.add(name + "interrupted");
            }
        });
        return end(failures.length() == 0 ? "ok " + summaries : "failed: " + failures);
    }

    private int end(String how) {
        out.println("quickstart: " + how);
        out.flush();
        return how.startsWith("ok ") ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
