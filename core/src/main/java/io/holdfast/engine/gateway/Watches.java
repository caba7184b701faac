package io.holdfast.engine.gateway;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What this node has seen unchanged, and for how long by its own running clock; so no wall clock has a say in it. What was looked
 * at least is forgotten first, which only makes its watch begin anew. Safe for use by several threads.
 */
public final class Watches {
    private static final int MOST = 10_000;
    private static final long FORGOTTEN = Duration.ofHours(1).toNanos();

    private final LongSupplier ticker;
    /** From the one that was looked at the longest ago to the latest. */
    private final Map<String, Watch> watches = new LinkedHashMap<>();

    public Watches(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** For how long this has been seen unchanged; another value than at the last look begins anew, with nothing. */
    public synchronized Duration unchanged(String name, Object seen) {
        long now = ticker.getAsLong();
        Watch before = watches.remove(name);
        long since = before != null && before.seen.equals(seen) ? before.since : now;
        watches.put(name, new Watch(seen, since, now));
        forgetOld(now);
        return Duration.ofNanos(now - since);
    }

    /** {@return what the running clock says now, in nanoseconds} */
    public long nanos() {
        return ticker.getAsLong();
    }

    public synchronized void forget(String name) {
        watches.remove(name);
    }

    private void forgetOld(long now) {
        Iterator<Watch> oldestFirst = watches.values().iterator();
        Watch oldest = oldestFirst.next();
        while (watches.size() > MOST || now - oldest.lookedAt > FORGOTTEN) {
            oldestFirst.remove();
            oldest = oldestFirst.next();
        }
    }

    private record Watch(Object seen, long since, long lookedAt) {}
}
