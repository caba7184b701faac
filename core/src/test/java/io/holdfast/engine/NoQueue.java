package io.holdfast.engine;

import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.util.List;

/** A queue that brings nothing to anybody: sweeps have to do. */
public final class NoQueue implements RunQueue {
    @Override
    public void start(Worker worker) {}

    @Override
    public boolean submit(List<Ticket> tickets) {
        return true;
    }

    @Override
    public void stop(Duration grace) {}
}
