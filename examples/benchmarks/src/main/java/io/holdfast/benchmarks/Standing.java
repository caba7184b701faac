package io.holdfast.benchmarks;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import java.time.Instant;
import java.util.Optional;

/** What all who drive the same life cycle must agree on after each step: they then moved, waited and ended alike. */
record Standing(SyncPhase phase, long version, long fence, boolean suspended, Optional<Instant> due) {
    static Standing of(SyncLink link) {
        return new Standing(link.phase(), link.version(), link.bookkeeping().fence(), link.suspended(), link.due());
    }
}
