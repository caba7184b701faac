package io.holdfast.sandbox;

import java.util.concurrent.atomic.AtomicInteger;

/** An answer that a test put in place of the next ones of a path. */
record Fault(String pathContains, AtomicInteger left, int status, String body, String contentType) {
    boolean takes(String path) {
        return path.contains(pathContains) && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
    }
}
