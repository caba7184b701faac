package io.holdfast.convergence;

/**
 * How much happened in a world.
 *
 * @param changes what changed at the provider
 * @param sent deliveries that reached some node
 * @param lost deliveries that never did
 * @param doubled how many of those sent had been sent before
 * @param late how many of those sent may come after ones sent later
 * @param deaths how many nodes died
 */
record Counts(int changes, int sent, int lost, int doubled, int late, int deaths) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    Counts changedOnce() {
        return new Counts(changes + 1, sent, lost, doubled, late, deaths);
    }

    Counts neverCame() {
        return new Counts(changes, sent, lost + 1, doubled, late, deaths);
    }

    Counts sent(boolean again, boolean isLate) {
        return new Counts(changes, sent + 1, lost, doubled + (again ? 1 : 0), late + (isLate ? 1 : 0), deaths);
    }

    Counts with(int died) {
        return new Counts(changes, sent, lost, doubled, late, deaths + died);
    }

    Counts and(Counts other) {
        return new Counts(
                changes + other.changes,
                sent + other.sent,
                lost + other.lost,
                doubled + other.doubled,
                late + other.late,
                deaths + other.deaths);
    }
}
