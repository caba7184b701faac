package io.holdfast.engine.gateway;

import io.holdfast.model.SanitizedThrowable;
import io.holdfast.policy.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Links and integrations that threw: this node retries them ever later and reports them once, so that they hide no others. */
public final class Quarantine {
    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);
    private static final BackOff WAIT = BackOff.builder()
            .first(Duration.ofSeconds(5))
            .cap(Duration.ofMinutes(10))
            .build();

    /** Longer than any wait: an instant beyond it was told by a clock that was wrong. */
    private static final Duration LONGEST = Duration.ofMinutes(20);
    /** What nobody came back for since then is gone. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Map<String, Stay> stays = new ConcurrentHashMap<>();
    private volatile Instant pruned = Instant.MIN;
    private final ThrottledLog throttled;

    public Quarantine(ThrottledLog throttled) {
        this.throttled = throttled;
    }

    public boolean holds(String name, Instant now) {
        Stay stay = stays.get(name);
        return stay != null && stay.isOn(now);
    }

    public void add(String name, Throwable thrown, Instant now) {
        prune(now);
        Stay stay = stays.compute(name, (id, before) -> {
            int times = before == null ? 1 : before.times + 1;
            return new Stay(times, now.plus(WAIT.after(times, id.hashCode())));
        });
        if (stay.times == 1) {
            throttled.report(
                    "quarantine", name + " could not be processed and is left alone for a growing while", thrown);
        } else {
            log.debug(
                    "{} could not be processed, {} times in a row",
                    name,
                    stay.times,
                    SanitizedThrowable.copyOf(thrown));
        }
    }

    public void release(String name) {
        stays.remove(name);
    }

    /** How many are remembered: those that threw and have not done well since. */
    public int size() {
        return stays.size();
    }

    private void prune(Instant now) {
        if (now.isBefore(pruned) || !now.isBefore(pruned.plus(LONGEST))) {
            pruned = now;
            Instant past = now.minus(FORGOTTEN);
            Instant never = now.plus(LONGEST);
            stays.values().removeIf(stay -> stay.until.isBefore(past) || stay.until.isAfter(never));
        }
    }

    private record Stay(int times, Instant until) {
        boolean isOn(Instant now) {
            return until.isAfter(now) && !until.isAfter(now.plus(LONGEST));
        }
    }
}
