package io.holdfast.engine;

import io.holdfast.metrics.Vitals;
import io.holdfast.model.Actor;
import io.holdfast.model.LinkTotals;
import java.util.Optional;

/**
 * The library as a host runs it: its commands, and the threads that carry them out. Safe for use by several threads; several
 * engines may share the same stores.
 */
public interface SyncEngine extends SyncOperations, AutoCloseable {
    /** {@return a builder; all but a connector has a default} */
    static SyncEngineBuilder builder() {
        return new SyncEngineBuilder();
    }

    /**
     * {@return the commands of this engine, with someone's name on them}
     *
     * @param actor whose name the history shows; without this call it is {@link Actor#HOST}
     */
    SyncOperations actingAs(Actor actor);

    /** {@return where a host hands over what providers deliver} Of use once {@link SyncEngineBuilder#webhooksAt} was given. */
    Webhooks webhooks();

    /** {@return how this engine is just now, for health checks and dashboards} No store is asked, so it may be called often. */
    Vitals vitals();

    /**
     * {@return all links of the store, of whatever workspace, counted; empty if the store does not count them} The store is asked,
     * and may read every row: ask each minute, not each second.
     */
    Optional<LinkTotals> totals();

    /**
     * Begins to work: runs are carried out on the queue's threads, and what is due is looked for at intervals.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    void start();

    /**
     * Does everything that is due now on the calling thread; for tests, and hosts that are woken from outside. An engine
     * that is driven this way need not be started. It must live on between calls: whether another node's worker fell silent,
     * and whether one more refusal severs, is told by what this engine has seen unchanged for a while.
     *
     * @return how many times an integration was maintained or a link worked
     * @throws IllegalStateException if the engine is closed
     */
    int runDue();

    /**
     * Ends the work: workers hand their runs back within a grace of five seconds, so that another node goes on at once. A refresh
     * that is on is waited for, at most as long as a request may take: a token that rotates is given only once. Commands of a closed
     * engine throw an {@code IllegalStateException}; what is stored can still be read.
     */
    @Override
    void close();
}
