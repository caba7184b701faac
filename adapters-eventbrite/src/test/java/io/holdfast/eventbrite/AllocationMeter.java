package io.holdfast.eventbrite;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts all bytes that a connector's threads allocate: the caller's, those of its HTTP client, and the client's selector.
 * What was allocated in all can't be less than what was ever held at once.
 */
final class AllocationMeter implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String PREFIX = "metered-";

    private final AtomicInteger serial = new AtomicInteger();
    private final ExecutorService clientThreads =
            Executors.newFixedThreadPool(2, task -> new Thread(task, PREFIX + serial.incrementAndGet()));
    private final Thread caller = Thread.currentThread();

    ExecutorService clientThreads() {
        return clientThreads;
    }

    long bytesSoFar() {
        long[] ids = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && isMetered(thread.getThreadName(), thread.getThreadId()))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
    }

    @Override
    public void close() {
        clientThreads.shutdownNow();
    }

    @SuppressWarnings("deprecation") // its successor is not in JDK 17
    private boolean isMetered(String name, long id) {
        return name.startsWith(PREFIX) || name.startsWith("HttpClient") || id == caller.getId();
    }
}
