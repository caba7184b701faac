package io.holdfast.engine.watch;

import io.holdfast.internal.Text;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What stands in the log's context (MDC) of a thread while it works on a link or an integration, so that lines of the host's own
 * stores, listeners and drivers can be found by it. What stood there before stands there again afterwards.
 */
public final class LogContext {
    static final String LINK = "holdfast.link";
    static final String WORKSPACE = "holdfast.workspace";
    static final String INTEGRATION = "holdfast.integration";
    static final String RUN = "holdfast.run";

    private final Map<String, String> entries = new LinkedHashMap<>();

    private LogContext() {}

    /** The link, whose it is, its account, and its run if it has one. */
    public static LogContext of(SyncLink link) {
        LogContext context = new LogContext();
        context.put(LINK, link.id().value());
        context.put(WORKSPACE, link.key().workspace().value());
        context.put(INTEGRATION, link.binding().integration().value());
        link.run().map(SyncRun::id).ifPresent(run -> context.put(RUN, Long.toString(run)));
        return context;
    }

    /** The integration, and whose it is. */
    public static LogContext of(Integration integration) {
        LogContext context = new LogContext();
        context.put(INTEGRATION, integration.id().value());
        context.put(WORKSPACE, integration.workspace().value());
        return context;
    }

    private void put(String key, String value) {
        entries.put(key, Text.escaped(value));
    }

    /** Does something in this context. */
    public void run(Runnable act) {
        get(() -> {
            act.run();
            return this;
        });
    }

    /** Gets something in this context. */
    public <T> T get(Supplier<T> act) {
        Map<String, @Nullable String> before = new LinkedHashMap<>();
        entries.forEach((key, value) -> before.put(key, swap(key, value)));
        try {
            return act.get();
        } finally {
            before.forEach(LogContext::swap);
        }
    }

    /** Puts one, or takes it out; what stood there. A host's logger that fails must not keep the work from being done. */
    private static @Nullable String swap(String key, @Nullable String value) {
        try {
            String before = MDC.get(key);
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
            return before;
        } catch (RuntimeException unavailable) {
            return null;
        }
    }
}
