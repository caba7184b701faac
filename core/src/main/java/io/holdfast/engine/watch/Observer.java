package io.holdfast.engine.watch;

import io.holdfast.metrics.CallEnd;
import io.holdfast.metrics.RunEnd;
import io.holdfast.metrics.SyncMetrics;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.SyncFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what happens in one engine, tells it to the host, and remembers what the host may ask. Whatever the host's own metrics or its
 * hook throw is logged once and undoes nothing.
 */
public final class Observer {
    private static final Logger log = LoggerFactory.getLogger(Observer.class);

    private final SyncMetrics metrics;
    private final BiConsumer<String, Throwable> failures;
    private final LongSupplier ticker;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<@Nullable String> reference = new ThreadLocal<>();
    private final AtomicBoolean hostThrew = new AtomicBoolean();
    private volatile Optional<Long> swept = Optional.empty();
    private volatile Optional<Instant> oldestDue = Optional.empty();

    /** Tells those two; the ticker counts how long things take. */
    public Observer(SyncMetrics metrics, BiConsumer<String, Throwable> failures, LongSupplier ticker) {
        this.metrics = metrics;
        this.failures = failures;
        this.ticker = ticker;
    }

    /** Tells nobody. */
    public static Observer ofNobody(LongSupplier ticker) {
        return new Observer(SyncMetrics.NONE, (reference, thrown) -> {}, ticker);
    }

    /** When something begins; for {@link #since}. */
    public long begin() {
        return now();
    }

    public Duration since(long begun) {
        return Duration.ofNanos(now() - begun);
    }

    /** A clock that throws keeps nothing from being done. */
    private long now() {
        try {
            return ticker.getAsLong();
        } catch (Throwable unknown) {
            return 0;
        }
    }

    /** A call of a port has ended. */
    public void called(String port, String method, boolean answered, long begun) {
        tell(to -> to.callEnded(new CallEnd(port, method, answered, since(begun))));
    }

    /** A port of the host answered, or threw: its latest call tells whether it is well. */
    public void isWell(String port, boolean answered) {
        if (!answered) {
            failing.add(port);
        } else if (!failing.isEmpty()) {
            failing.remove(port);
        }
    }

    /** Does something whose failures all have one reference: the one that a person is told if it fails. */
    public <T> T under(String ofAll, Supplier<T> act) {
        reference.set(ofAll);
        try {
            return act.get();
        } finally {
            reference.remove();
        }
    }

    /** Something of the host's threw: hands it over as it is, and gives the reference by which the host finds it again. */
    public String failed(Throwable thrown) {
        String known = reference.get();
        String given = known == null ? SyncFailure.reference(UUID.randomUUID().getMostSignificantBits()) : known;
        guarded(() -> failures.accept(given, thrown));
        return given;
    }

    /** A worker's turn at a run has ended. */
    public void runEnded(RunEnd run) {
        tell(to -> to.runEnded(run));
    }

    /** A run was taken from a worker that had fallen silent. */
    public void runTakenOver() {
        tell(SyncMetrics::runTakenOver);
    }

    /** A notice found no room. */
    public void noticeDropped() {
        tell(SyncMetrics::noticeDropped);
    }

    /** A sweep began, at what is due longest; null if nothing is. */
    public void sweeps(@Nullable Instant longestDue) {
        oldestDue = Optional.ofNullable(longestDue);
    }

    /** A sweep ended well. */
    public void swept() {
        swept = Optional.of(now());
    }

    public Set<String> failing() {
        return failing;
    }

    public Optional<Duration> sinceSweep() {
        return swept.map(this::since);
    }

    public Optional<Instant> oldestDue() {
        return oldestDue;
    }

    private void tell(Consumer<SyncMetrics> what) {
        guarded(() -> what.accept(metrics));
    }

    private void guarded(Runnable act) {
        try {
            act.run();
        } catch (Throwable thrown) {
            if (hostThrew.compareAndSet(false, true)) {
                log.warn(
                        "metrics or the hook for failures threw {}, which undoes nothing and is not logged again",
                        Thrown.named(thrown),
                        SanitizedThrowable.copyOf(thrown));
            }
        }
    }
}
