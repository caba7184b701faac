package io.holdfast.postgres;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instants as columns keep them: nanoseconds since 1970, from 1677 to 2262; what lies beyond counts as the first or the last. */
final class Nanos {
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger FIRST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE);

    private Nanos() {}

    static long of(Instant at) {
        return BigInteger.valueOf(at.getEpochSecond())
                .multiply(SECOND)
                .add(BigInteger.valueOf(at.getNano()))
                .max(FIRST)
                .min(LAST)
                .longValue();
    }

    static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    static @Nullable Long of(Optional<Instant> at) {
        return at.map(Nanos::of).orElse(null);
    }
}
