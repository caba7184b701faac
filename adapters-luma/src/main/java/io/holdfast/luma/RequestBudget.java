package io.holdfast.luma;

import io.holdfast.http.Response;
import io.holdfast.http.RetryAfter;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * How many requests each calendar may still cost. Luma counts by calendar and blocks it for a minute beyond its limit, so a
 * request that would go beyond, or fall into a block, is answered here instead of sent. Holds the calendars of the last
 * minutes only. Safe for use by several threads.
 */
final class RequestBudget {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final int most;
    private final InstantSource time;
    /** The one that was asked longest ago comes first. */
    private final Map<String, Spent> calendars = new LinkedHashMap<>(16, 0.75f, true);

    RequestBudget(int most, InstantSource time) {
        this.most = most;
        this.time = time;
    }

    /** Takes one request, or says when there is room for it. */
    synchronized void take(String calendar) {
        Instant now = time.instant();
        Spent spent = of(calendar, now);
        Instant free = spent.free(most);
        if (free.isAfter(now)) {
            Duration wait = Duration.between(now, free);
            throw ProviderException.rateLimited(
                    wait,
                    "expected room for a request to the calendar but found its limit reached, so none was sent; goes on by"
                            + " itself in " + wait.plusMillis(999).toSeconds() + " s");
        }
        spent.requests.add(now);
    }

    /** Counts a request of which it was not known before whose calendar it asks. */
    synchronized void count(String calendar) {
        Instant now = time.instant();
        of(calendar, now).requests.add(now);
    }

    /** Learns from an answer whether the calendar is blocked, or would be by one request more, whoever spent the rest. */
    synchronized void heard(String calendar, Response answer) {
        Instant now = time.instant();
        if (answer.status() == 429) {
            of(calendar, now).blockUntil(now.plus(wait(answer)));
        } else if (answer.headers()
                .firstValue("x-ratelimit-remaining")
                .filter("0"::equals)
                .isPresent()) {
            of(calendar, now).blockUntil(now.plus(WINDOW));
        }
    }

    /** How long a 429 asks to wait; the length of a block if it does not say. The unit of its reset is not known. */
    static Duration wait(Response answer) {
        return RetryAfter.limited(
                RetryAfter.told(answer.headers())
                        .filter(wait -> !wait.isNegative() && !wait.isZero())
                        .orElse(WINDOW),
                LONGEST);
    }

    private Spent of(String calendar, Instant now) {
        Instant before = now.minus(WINDOW);
        Iterator<Spent> oldest = calendars.values().iterator();
        while (oldest.hasNext() && oldest.next().isOver(before, now)) {
            oldest.remove();
        }
        Spent spent = calendars.computeIfAbsent(calendar, first -> new Spent());
        spent.isOver(before, now);
        return spent;
    }

    /** What one calendar cost in the last minute. */
    private static final class Spent {
        private final Queue<Instant> requests = new ArrayDeque<>();
        private Instant blockedUntil = Instant.MIN;

        void blockUntil(Instant end) {
            if (end.isAfter(blockedUntil)) {
                blockedUntil = end;
            }
        }

        /** From when on there is room for one request more. */
        Instant free(int most) {
            Instant oldest = requests.peek();
            Instant room = oldest == null || requests.size() < most ? Instant.MIN : oldest.plus(WINDOW);
            return room.isAfter(blockedUntil) ? room : blockedUntil;
        }

        /** Forgets what was asked before a time; true if nothing is left to know. */
        boolean isOver(Instant before, Instant now) {
            while (!requests.isEmpty() && !requests.element().isAfter(before)) {
                requests.remove();
            }
            return requests.isEmpty() && !blockedUntil.isAfter(now);
        }
    }
}
