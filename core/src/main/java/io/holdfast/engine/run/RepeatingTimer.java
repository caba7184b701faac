package io.holdfast.engine.run;

import java.time.Duration;

/** Runs a task again and again. */
public interface RepeatingTimer {
    /** Begins; what comes back ends it. Nothing is run before the engine is started. */
    Runnable every(Duration interval, Runnable task);
}
