package io.holdfast.convergence;

import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;

/** A quota that gives some pages of a whole list and then none for an hour, until one who went on at his place has read its last. */
final class ShortWindows {
    static final Duration WAIT = Duration.ofHours(1);

    private final int pages;
    private int left;
    private Instant closedUntil = Instant.MIN;
    private boolean isOver;

    /** Says how many pages a window has. */
    ShortWindows(int pages) {
        this.pages = pages;
        left = pages;
    }

    /** A page is asked for; one too many is refused, and closes the window. */
    void ask(Instant now) {
        if (isOver) {
            return;
        }
        if (left == 0) {
            left = pages;
            closedUntil = now.plus(WAIT);
        }
        if (now.isBefore(closedUntil)) {
            throw ProviderException.rateLimited(
                    Duration.between(now, closedUntil), "expected a page within the quota; ask in the next window");
        }
        left--;
    }

    /** The last page of the list was given. */
    void ends() {
        isOver = true;
    }
}
