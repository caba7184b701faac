package io.holdfast.testkit.faults;

import io.holdfast.port.RunQueue;
import java.time.Duration;
import java.util.List;

/** A queue that takes everything and brings nothing: a queue is a hint, and here a sweep finds all. */
final class ForgetfulQueue implements RunQueue {
    @Override
    public void start(Worker worker) {}

    @Override
    public boolean submit(List<Ticket> tickets) {
        return true;
    }

    @Override
    public void stop(Duration grace) {}
}
