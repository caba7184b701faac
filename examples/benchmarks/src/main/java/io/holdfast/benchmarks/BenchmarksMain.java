package io.holdfast.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints what they say: times as ratios, because single ones depend on the machine and the hour
 * and ratios hardly do, and bytes beside the most that they should be.
 */
public final class BenchmarksMain {
    private final Collection<RunResult> results;

    private BenchmarksMain(Collection<RunResult> results) {
        this.results = results;
    }

    /**
     * Runs all, some twelve minutes, or just some.
     *
     * @param arguments nothing for all, or a regular expression that the names of those to run contain
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        String selected = arguments.length == 0 ? BenchmarksMain.class.getPackageName() : arguments[0];
        boolean weighed =
                Pattern.compile(selected).matcher(LinkMemory.class.getName()).find();
        BenchmarksMain report = new BenchmarksMain(run(selected, weighed));
        report.imports();
        report.decisions();
        report.allocations();
        if (weighed) {
            RandomWalk walk = RandomWalk.of(DecideBenchmark.SEED, DecideBenchmark.STEPS);
            print("bytes of the heaviest link without its texts, at most 1024", (double) LinkMemory.ofHeaviest(walk));
        }
    }

    private static Collection<RunResult> run(String selected, boolean orNone) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(selected)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        try {
            return new Runner(options).run();
        } catch (NoBenchmarksException none) {
            if (orNone) {
                return List.of();
            }
            throw none;
        }
    }

    private void imports() {
        for (Measured provider : Measured.values()) {
            for (Content content : Content.values()) {
                parse(provider, content);
            }
            ratio(
                    "time at 20 ms a page, the import to the pages alone, " + provider,
                    find("imported", "provider", provider),
                    find("fetchedAlone", "provider", provider));
        }
    }

    private void parse(Measured provider, Content content) {
        Optional<RunResult> connector = find("connector", "provider", provider, "content", content);
        Optional<RunResult> bare = find("bare", "provider", provider, "content", content);
        String whose = ", " + provider + " " + content;
        ratio("attendees per second, the connector to the bare parse" + whose, connector, bare);
        connector.ifPresent(run -> {
            print("bytes per attendee, the connector" + whose, bytes(run));
            told(RowContent.of(provider, ParseBenchmark.pages(provider, content)), whose);
        });
        connector.ifPresent(run -> bare.ifPresent(floor ->
                print("bytes per attendee, the connector to the bare parse" + whose, bytes(run) / bytes(floor))));
    }

    private static void told(RowContent row, String whose) {
        print("  such an attendee has bytes of JSON" + whose, row.bytes());
        print("  such an attendee has values" + whose, row.values());
        print("  such an attendee has answers" + whose, row.answers());
        print("  such an attendee has words in answers" + whose, row.words());
        print("  such an attendee has tickets" + whose, row.tickets());
    }

    private void decisions() {
        Optional<RunResult> ours = find("decide", "driver", DecideBenchmark.Driver.HOLDFAST);
        for (DecideBenchmark.Driver driver : DecideBenchmark.Driver.values()) {
            decision(driver.name(), find("decide", "driver", driver), ours);
        }
        decision("SPRING", find("decideBySpring"), ours);
    }

    private void decision(String who, Optional<RunResult> driver, Optional<RunResult> ours) {
        driver.ifPresent(run -> {
            print("nanoseconds per step, " + who, score(run));
            print("bytes per step, " + who, bytes(run));
        });
        ratio("time per step, HOLDFAST to " + who, ours, driver);
    }

    private void allocations() {
        allocation("bytes of the worst ignored trigger, at most 64", DecideAllocationBenchmark.Which.WORST_IGNORED);
        allocation("bytes of the worst refused trigger, at most 64", DecideAllocationBenchmark.Which.WORST_REFUSED);
        allocation("bytes per move, at most 1000", DecideAllocationBenchmark.Which.MOVES);
        allocation("bytes of the worst move", DecideAllocationBenchmark.Which.WORST_MOVE);
    }

    private void allocation(String what, DecideAllocationBenchmark.Which which) {
        find("decideAgain", "which", which).ifPresent(run -> print(what, bytes(run)));
    }

    private static double score(RunResult run) {
        return run.getPrimaryResult().getScore();
    }

    private static double bytes(RunResult run) {
        Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated == null) {
            throw new IllegalStateException("expected the profiler to tell the bytes of "
                    + run.getPrimaryResult().getLabel() + " but it did not; this JVM may not count them");
        }
        return allocated.getScore();
    }

    private Optional<RunResult> find(String benchmark) {
        return results.stream()
                .filter(run -> run.getPrimaryResult().getLabel().equals(benchmark))
                .findFirst();
    }

    private Optional<RunResult> find(String benchmark, String parameter, Enum<?> value) {
        return find(benchmark, parameter, value, parameter, value);
    }

    private Optional<RunResult> find(
            String benchmark, String parameter, Enum<?> value, String other, Enum<?> otherValue) {
        return results.stream()
                .filter(run -> run.getPrimaryResult().getLabel().equals(benchmark))
                .filter(run -> run.getParams().getParam(parameter).equals(value.name()))
                .filter(run -> run.getParams().getParam(other).equals(otherValue.name()))
                .findFirst();
    }

    private static void ratio(String what, Optional<RunResult> one, Optional<RunResult> other) {
        if (one.isPresent() && other.isPresent()) {
            print(what, score(one.get()) / score(other.get()));
        }
    }

    private static void print(String what, double figure) {
        System.out.printf(Locale.ROOT, "%s: %.2f%n", what, figure);
    }
}
