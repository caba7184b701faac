package io.holdfast.engine.gateway;

import io.holdfast.model.SanitizedThrowable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of what may happen at each notice, write or sweep without filling the log: of each kind and each class that was
 * thrown it logs the first within an hour with its stack trace, and of the others the tenth, the hundredth and so on with
 * their count alone. The rest is logged at DEBUG. Safe for use by several threads; never throws for what was thrown.
 */
public final class ThrottledLog {
    private static final Logger log = LoggerFactory.getLogger(ThrottledLog.class);
    private static final Duration PERIOD = Duration.ofHours(1);

    /** Kinds apart; classes may be made at run time, so whatever is beyond shares one count. */
    private static final int KINDS = 1_000;

    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final InstantSource time;

    public ThrottledLog(InstantSource time) {
        this.time = time;
    }

    /**
     * Warns of something that was thrown.
     *
     * @param kind a constant: what is counted together, such as {@code listener}
     * @param message what happened, to what id, and what comes of it; escaped, without personal data
     * @param thrown what was thrown; logged without the messages of others
     */
    public void warn(String kind, String message, Throwable thrown) {
        Count count = count(kind + " " + thrown.getClass().getName());
        if (count.times == 1) {
            log.warn("{}{}", message, count.withheldBefore(), SanitizedThrowable.copyOf(thrown));
        } else if (count.isRound()) {
            log.warn(
                    "{}; {} alike since {}, the last {}",
                    message,
                    count.times,
                    count.since,
                    thrown.getClass().getName());
        } else {
            log.debug("{}", message, SanitizedThrowable.copyOf(thrown));
        }
    }

    /**
     * Warns of one that is reported once by who calls: each has its line, and the stack trace is logged as by {@link #warn}.
     *
     * @param kind a constant: what is counted together
     * @param message what happened, to what id, and what comes of it; escaped, without personal data
     * @param thrown what was thrown; logged without the messages of others
     */
    public void report(String kind, String message, Throwable thrown) {
        Count count = count(kind + " " + thrown.getClass().getName());
        if (count.times == 1) {
            log.warn("{}{}", message, count.withheldBefore(), SanitizedThrowable.copyOf(thrown));
        } else {
            log.warn("{}; it threw {}", message, thrown.getClass().getName());
        }
    }

    private Count count(String kind) {
        String known = counts.size() < KINDS || counts.containsKey(kind) ? kind : "others";
        Instant now = now();
        return counts.merge(known, new Count(now, 1, 0), (before, first) -> before.next(now));
    }

    /** A clock that throws as well must not keep from the log what was thrown. */
    private Instant now() {
        try {
            return time.instant();
        } catch (Throwable unknown) {
            return Instant.EPOCH;
        }
    }

    /** How often since when, and how many of the hour before were not told one by one. */
    private record Count(Instant since, long times, long withheld) {
        /** A clock that was set back begins anew as well, or a jump ahead would silence the kind for long. */
        Count next(Instant now) {
            boolean over = now.isBefore(since) || !now.isBefore(since.plus(PERIOD));
            return over ? new Count(now, 1, times - 1) : new Count(since, times + 1, withheld);
        }

        boolean isRound() {
            long rest = times;
            while (rest % 10 == 0) {
                rest /= 10;
            }
            return rest == 1;
        }

        String withheldBefore() {
            return withheld == 0 ? "" : "; " + withheld + " more alike since it was last logged in full";
        }
    }
}
