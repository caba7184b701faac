package io.holdfast.convergence;

import io.holdfast.absences.Chance;
import java.time.Duration;
import java.util.List;

/**
 * How a provider answers, as one of the two connectors declares it.
 *
 * @param changes whether it lists changes by number of row, with change times; if not, everything is read by continuation and
 *     records have none
 * @param hooks whether it delivers
 * @param window for how long a replica may lag as declared
 * @param lag for how long one does at most
 * @param lags how many answers of a hundred come from a replica that lags
 * @param pageSize rows on a page
 * @param pageTakes how long a page takes
 */
record Ways(boolean changes, boolean hooks, Duration window, Duration lag, int lags, int pageSize, Duration pageTakes) {
    static Ways any(Chance chance, boolean calm) {
        boolean changes = chance.oneIn(2);
        Duration window = changes ? Duration.ofMinutes(10) : Duration.ofMinutes(1);
        return new Ways(
                changes,
                !chance.oneIn(4),
                window,
                calm ? Duration.ofSeconds(15) : window,
                chance.any(List.of(0, 10, 40)),
                chance.any(List.of(3, 5, 30)),
                chance.any(
                        List.of(Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(15))));
    }

    /** The same where each delivery finds a run that is on, and a full scan is long. */
    Ways crowded() {
        return new Ways(changes, true, window, lag, lags, 2, Duration.ofSeconds(5));
    }

    /** How long it takes at most to read some rows. */
    Duration takes(int rows) {
        return pageTakes.multipliedBy(rows / pageSize + 1);
    }
}
