package io.holdfast.springboot;

import io.holdfast.engine.SyncEngine;
import io.holdfast.metrics.CallEnd;
import io.holdfast.metrics.RunEnd;
import io.holdfast.metrics.SyncMetrics;
import io.holdfast.metrics.Vitals;
import io.holdfast.model.LinkTotals;
import io.holdfast.model.SyncStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holdfast's numbers in Micrometer, all named {@code holdfast.…}. What ends is counted as it ends; levels are asked of the engine when
 * they are scraped, and those of all links of the store once a minute at most. Safe for use by several threads.
 */
public final class HoldfastMeters implements SyncMetrics {
    private static final Duration TOTALS_HOLD = Duration.ofMinutes(1);
    private static final double MILLIS = 1_000;

    private final MeterRegistry registry;

    /**
     * Counts there.
     *
     * @param registry the host's own
     */
    public HoldfastMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void callEnded(CallEnd call) {
        registry.timer(
                        "holdfast.calls",
                        "port",
                        call.port(),
                        "method",
                        call.method(),
                        "outcome",
                        call.answered() ? "answered" : "threw")
                .record(call.took());
    }

    @Override
    public void runEnded(RunEnd run) {
        registry.timer(
                        "holdfast.runs",
                        "kind",
                        run.kind().name(),
                        "outcome",
                        run.outcome().name())
                .record(run.took());
        registry.counter("holdfast.pages").increment((double) run.pages());
        registry.counter("holdfast.requests").increment((double) run.calls());
        registry.counter("holdfast.attendees", "result", "written").increment((double) run.written());
        registry.counter("holdfast.attendees", "result", "unchanged").increment((double) run.unchanged());
        registry.counter("holdfast.attendees", "result", "removed").increment((double) run.removed());
    }

    @Override
    public void runTakenOver() {
        registry.counter("holdfast.takeovers").increment();
    }

    @Override
    public void noticeDropped() {
        registry.counter("holdfast.notices.dropped").increment();
    }

    /**
     * Shows the levels of an engine.
     *
     * @param engine which one; one for each registry
     */
    public void watch(SyncEngine engine) {
        level(engine, "holdfast.ready", vitals -> vitals.isReady() ? 1 : 0);
        level(engine, "holdfast.workers.busy", Vitals::busyWorkers);
        level(engine, "holdfast.quarantined", Vitals::quarantined);
        level(engine, "holdfast.unreadable", Vitals::unreadable);
        level(engine, "holdfast.notices.waiting", Vitals::waitingNotices);
        level(
                engine,
                "holdfast.queue",
                vitals -> vitals.queued().isPresent() ? vitals.queued().getAsInt() : Double.NaN);
        level(engine, "holdfast.due.age", vitals -> age(vitals.oldestDue()));
        Counted counted = new Counted(engine);
        for (SyncStatus status : SyncStatus.values()) {
            Gauge.builder("holdfast.links", counted, all -> all.of(totals -> (double) totals.of(status)))
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("holdfast.due", counted, all -> all.of(totals -> (double) totals.due()))
                .strongReference(true)
                .register(registry);
        Gauge.builder("holdfast.proven.age", counted, all -> all.of(totals -> age(totals.oldestProven())))
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private void level(SyncEngine engine, String name, ToDoubleFunction<Vitals> of) {
        Gauge.builder(name, engine, one -> of.applyAsDouble(one.vitals()))
                .strongReference(true)
                .register(registry);
    }

    /** In seconds. */
    private static double age(Optional<Instant> since) {
        return since.map(at -> Math.max(0, Duration.between(at, Instant.now()).toMillis()) / MILLIS)
                .orElse(0.0);
    }

    /** All links as they were counted last. */
    private static final class Counted {
        private final SyncEngine engine;
        private @Nullable LinkTotals last;
        private long countedAt;

        Counted(SyncEngine engine) {
            this.engine = engine;
        }

        /** Not a number while the store does not answer: a gap in a chart is better than a lie. */
        synchronized double of(Function<LinkTotals, Double> what) {
            long now = System.nanoTime();
            if (last == null || now - countedAt > TOTALS_HOLD.toNanos()) {
                countedAt = now;
                last = null;
                last = engine.totals().orElse(null);
            }
            return last == null ? Double.NaN : what.apply(last);
        }
    }
}
