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
 * @param window for how long a replica may lag
 * @param pageSize rows on a page
 * @param pageTakes how long a page takes
 * @param lags how many answers of a hundred come from a replica that lags
 */
record Ways(boolean changes, boolean hooks, Duration window, int pageSize, Duration pageTakes, int lags) {
    static Ways any(Chance chance) {
        boolean changes = chance.oneIn(2);
        return new Ways(
                changes,
                !chance.oneIn(4),
                changes ? Duration.ofMinutes(10) : Duration.ofMinutes(1),
                chance.any(List.of(3, 5, 30)),
                chance.any(
                        List.of(Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(15))),
                chance.any(List.of(0, 10, 40)));
    }
}
