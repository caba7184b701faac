package io.holdfast.springboot;

import io.holdfast.engine.SyncEngine;
import io.holdfast.metrics.Vitals;
import io.holdfast.postgres.DatabaseClock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the engine before the web server and closes it after, because requests call it; meanwhile its clock follows the database's. */
final class HoldfastLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HoldfastLifecycle.class);
    /** The web server's phases lie 1,024 and 2,048 below the default. */
    private static final int BELOW_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4_096;

    private static final long MEASURE_SECONDS = 30;

    private final SyncEngine engine;
    private final DatabaseClock clock;
    private final ScheduledExecutorService measuring = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "holdfast-clock");
        thread.setDaemon(true);
        return thread;
    });

    HoldfastLifecycle(SyncEngine engine, DatabaseClock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public void start() {
        engine.start();
        ScheduledFuture<?> unused =
                measuring.scheduleWithFixedDelay(this::measure, MEASURE_SECONDS, MEASURE_SECONDS, TimeUnit.SECONDS);
    }

    /** What throws would never be repeated; the clock goes on as it was. */
    private void measure() {
        try {
            clock.measure();
        } catch (RuntimeException unavailable) {
            log.warn("the database's clock was not measured, again in {} s", MEASURE_SECONDS, unavailable);
        }
    }

    @Override
    public void stop() {
        measuring.shutdownNow();
        engine.close();
    }

    /** A closed engine does not begin again, so it is not stopped for a pause, as one test's context is while another's runs. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return engine.vitals().state() == Vitals.State.STARTED;
    }

    @Override
    public int getPhase() {
        return BELOW_THE_WEB_SERVER;
    }
}
