package io.holdfast.engine.watch;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;

/** Gives the log a context while something is done: the logger of these tests has none. */
public final class LogContextKeys {
    private LogContextKeys() {}

    public static <T> T kept(Supplier<T> act) {
        try {
            Field adapter = MDC.class.getDeclaredField("MDC_ADAPTER");
            adapter.setAccessible(true);
            Object before = adapter.get(null);
            adapter.set(null, new BasicMDCAdapter());
            try {
                return act.get();
            } finally {
                adapter.set(null, before);
            }
        } catch (ReflectiveOperationException other) {
            throw new LinkageError("expected the log's context where this release of slf4j keeps it", other);
        }
    }

    public static Map<String, String> now() {
        Map<String, String> all = MDC.getCopyOfContextMap();
        return all == null ? Map.of() : all;
    }
}
