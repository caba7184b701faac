package io.holdfast.benchmarks;

import io.holdfast.transition.Trigger;
import java.time.Instant;

/** Somebody who drives the life cycle of one link. */
interface Contestant {
    /** Goes back to the link as it was born. */
    void begin();

    void hear(Trigger trigger, Instant now);

    Standing standing();
}
