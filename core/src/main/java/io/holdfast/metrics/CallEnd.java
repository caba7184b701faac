package io.holdfast.metrics;

import java.time.Duration;
import java.util.Objects;

/**
 * How a call of something that the host or an adapter implements has ended.
 *
 * @param port what was called, by the name that logs use, such as {@code link store}; one of a dozen
 * @param method which of its methods
 * @param answered whether it answered; else it threw
 * @param took how long it took
 */
public record CallEnd(String port, String method, boolean answered, Duration took) {
    public CallEnd {
        Objects.requireNonNull(port, "port");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(took, "took");
    }
}
