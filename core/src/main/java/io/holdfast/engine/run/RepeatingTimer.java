package io.holdfast.engine.run;

import java.time.Duration;

/** Runs a task again and again, or once after a while. */
public interface RepeatingTimer {
    /** Begins; what comes back ends it. Nothing is run before the engine is started. */
    Runnable every(Duration interval, Runnable task);

    /** Runs it once; not at all before the engine is started, or once it ends. */
    void after(Duration wait, Runnable task);
}
