package io.holdfast.metrics;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.util.Objects;

/**
 * How one worker's turn at a run has ended, and what it did in this turn alone.
 *
 * @param link the link, as the worker saw it last
 * @param kind what the run does
 * @param urgency who waits for it
 * @param outcome how the turn ended
 * @param pages pages that were stored
 * @param written attendees that were new or changed
 * @param unchanged attendees that were as they are known
 * @param removed attendees that were marked as absent
 * @param calls requests to the provider
 * @param took from when the run was claimed
 */
public record RunEnd(
        SyncLink link,
        SyncRun.Kind kind,
        SyncRun.Urgency urgency,
        Outcome outcome,
        long pages,
        long written,
        long unchanged,
        long removed,
        long calls,
        Duration took) {
    /** How a turn can end. */
    public enum Outcome {
        /** It read everything it had to, and took all of it. */
        COMPLETED,
        /** It read everything it had to, but some rows could not be taken. */
        PARTIAL,
        /** It failed, and is tried again by itself. */
        RETRIED,
        /** It failed, and is not tried again by this run. */
        GAVE_UP,
        /** It waits: for its turn, for the provider, or for another node because this one stops. */
        PAUSED,
        /** Another worker has it, or it was ended meanwhile. */
        LOST,
        /** Its credential was revoked. */
        SEVERED
    }

    public RunEnd {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(urgency, "urgency");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(took, "took");
    }

    /** {@return whether it looked for changes and found none, as most polls do} */
    public boolean isQuiet() {
        boolean ended = outcome == Outcome.COMPLETED || outcome == Outcome.PAUSED;
        return ended && kind == SyncRun.Kind.CATCH_UP && written == 0 && removed == 0;
    }
}
