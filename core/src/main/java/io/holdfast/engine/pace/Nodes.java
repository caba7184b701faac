package io.holdfast.engine.pace;

/**
 * How many nodes share a budget: by how much its count grows for each call of this node, smoothed. Other programs that spend it count
 * alike.
 */
final class Nodes {
    private static final double KEPT = 0.9;
    private static final double WEIGHT = 1 / (1 - KEPT);
    /** One answer that came late, or a burst of others, must not stop this node. */
    private static final double MOST = 1_000;

    private double grown;
    private double own;

    Nodes(int assumed) {
        grown = assumed * WEIGHT;
        own = WEIGHT;
    }

    /** An answer to a call of this node told that the count has grown by so many since the answer before. */
    void count(long growth) {
        grown = grown * KEPT + Math.min(Math.max(0, (double) growth), MOST);
        own = own * KEPT + 1;
    }

    double estimate() {
        return Math.max(1, grown / own);
    }
}
