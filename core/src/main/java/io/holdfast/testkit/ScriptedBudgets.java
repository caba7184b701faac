package io.holdfast.testkit;

import io.holdfast.model.Quota;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many calls a scripted provider grants in each window: as many to each account, and to the application of all of them. What goes
 * beyond is refused until the window ends. Who a credential is, and refreshes, are not counted. Safe for use by several threads.
 */
public final class ScriptedBudgets {
    private static final String KEY = "key";

    private final InstantSource time;
    private final Map<String, Count> counts = new HashMap<>();
    private long limit;
    private Duration window = Duration.ZERO;
    private boolean told;
    private long refused;
    private long counted;

    private record Count(long used, Instant endsAt) {}

    ScriptedBudgets(InstantSource time) {
        this.time = time;
    }

    /**
     * Grants so many calls from now on.
     *
     * @param calls how many; 0 grants any number
     * @param each how long a window is
     * @param tells whether answers tell what is left
     */
    public synchronized void grant(long calls, Duration each, boolean tells) {
        limit = calls;
        window = each;
        told = tells;
        counts.clear();
    }

    /**
     * Spends calls of the application, as other programs do that use it.
     *
     * @param calls how many
     */
    public synchronized void spend(long calls) {
        Instant now = time.instant();
        Count before = known(KEY, now);
        counts.put(KEY, new Count(before.used() + calls, before.endsAt()));
    }

    /** {@return how many calls were counted, those that were refused among them} */
    public synchronized long counted() {
        return counted;
    }

    /** {@return how many calls went beyond what is granted, and were refused} */
    public synchronized long refused() {
        return refused;
    }

    /** Counts a call, tells what is left, and refuses it where nothing is. */
    synchronized void count(Grant grant) {
        if (limit == 0) {
            return;
        }
        counted++;
        Instant now = time.instant();
        Count token = spent("token " + grant.account().id(), now);
        Count key = spent(KEY, now);
        tell(grant, Quota.Bucket.TOKEN, token, now);
        tell(grant, Quota.Bucket.APPLICATION, key, now);
        if (Math.max(token.used(), key.used()) > limit) {
            refused++;
            Instant free = token.used() > limit ? token.endsAt() : key.endsAt();
            throw ProviderException.rateLimited(
                    Duration.between(now, free),
                    "expected one of " + limit + " calls a window but found them spent; wait");
        }
    }

    private Count spent(String name, Instant now) {
        Count before = known(name, now);
        Count after = new Count(before.used() + 1, before.endsAt());
        counts.put(name, after);
        return after;
    }

    private Count known(String name, Instant now) {
        return Optional.ofNullable(counts.get(name))
                .filter(before -> before.endsAt().isAfter(now))
                .orElseGet(() -> new Count(0, now.plus(window)));
    }

    private void tell(Grant grant, Quota.Bucket bucket, Count count, Instant now) {
        if (told) {
            grant.quotas().accept(new Quota(bucket, limit, count.used(), Duration.between(now, count.endsAt())));
        }
    }
}
