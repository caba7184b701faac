package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryRunQueue;
import io.holdfast.port.RunQueue;
import java.time.InstantSource;

/** The library's own implementations, as the checks want them. */
final class Embedded {

    private Embedded() {}

    static RunQueue queue(InstantSource time) {
        return new InMemoryRunQueue(
                2,
                work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    return thread;
                },
                time);
    }

    static RemoteWorld world() {
        return new ScriptedWorld(connector -> connector);
    }
}
