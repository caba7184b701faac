package io.holdfast.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and prints their ratios: single figures depend on the machine and the hour, ratios hardly do. */
public final class BenchmarksMain {
    private BenchmarksMain() {}

    /**
     * Runs all, some five minutes.
     *
     * @param arguments none
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(BenchmarksMain.class.getPackageName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        print(
                "attendees per second, the connector to the bare parse",
                score(results, "connector") / score(results, "bare"));
        print(
                "bytes per attendee, the connector to the bare parse",
                bytes(results, "connector") / bytes(results, "bare"));
        print(
                "time at 20 ms a page, the import to the pages alone",
                score(results, "imported") / score(results, "fetchedAlone"));
    }

    private static double score(Collection<RunResult> results, String benchmark) {
        return result(results, benchmark).getPrimaryResult().getScore();
    }

    private static double bytes(Collection<RunResult> results, String benchmark) {
        Result<?> allocated = result(results, benchmark).getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated == null) {
            throw new IllegalStateException("expected the profiler to tell the bytes of " + benchmark
                    + " but it did not; this JVM may not count them");
        }
        return allocated.getScore();
    }

    private static RunResult result(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(run -> run.getPrimaryResult().getLabel().equals(benchmark))
                .findFirst()
                .orElseThrow();
    }

    private static void print(String what, double ratio) {
        System.out.printf(Locale.ROOT, "%s: %.2f%n", what, ratio);
    }
}
