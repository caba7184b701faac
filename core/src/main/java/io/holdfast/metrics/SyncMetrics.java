package io.holdfast.metrics;

/**
 * Counts what an engine does, for a host's dashboards. Each method is called where something has just ended, on the thread that did
 * it, several threads at once; so it does not block. Whatever it throws is logged once and undoes nothing. What is a level and no
 * event is asked instead, by {@code SyncEngine.vitals()}.
 */
public interface SyncMetrics {
    /** Counts nothing. */
    SyncMetrics NONE = new SyncMetrics() {};

    /**
     * A call of something that the host or an adapter implements has ended.
     *
     * @param call which, and how
     */
    default void callEnded(CallEnd call) {}

    /**
     * A run has ended, or was put aside by the worker that had it.
     *
     * @param run which, how, and what it did
     */
    default void runEnded(RunEnd run) {}

    /** A run was taken from a worker that had fallen silent. */
    default void runTakenOver() {}

    /** A notice found no room because the listener is slow; it is told as missed later. */
    default void noticeDropped() {}
}
