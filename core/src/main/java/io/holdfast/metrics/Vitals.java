package io.holdfast.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How an engine is at a moment, as far as this node knows by itself: no store is asked for it, so a health check may ask as often as
 * it likes.
 *
 * @param state where it stands
 * @param sinceSweep how long ago a sweep last ended well; empty before the first
 * @param oldestDue what was due longest when the last sweep began; empty if nothing was due
 * @param failing which ports of the host threw at their latest call, by the names that logs use
 * @param busyWorkers threads that work a link just now
 * @param queued tickets that wait in the queue; empty if it does not say
 * @param quarantined links and integrations that this node leaves alone for a while, because they threw
 * @param unreadable stored texts that this release could not read since the engine was built
 * @param waitingNotices notices that the listener was not told yet
 * @param droppedNotices notices that found no room since the engine was built
 * @param obstacles why it is not ready, a sentence each; empty if it is
 */
public record Vitals(
        State state,
        Optional<Duration> sinceSweep,
        Optional<Instant> oldestDue,
        Set<String> failing,
        int busyWorkers,
        OptionalInt queued,
        int quarantined,
        int unreadable,
        int waitingNotices,
        long droppedNotices,
        List<String> obstacles) {
    /** Where an engine can stand. */
    public enum State {
        /** It was not started yet. */
        BUILT,
        /** It works. */
        STARTED,
        /** It was closed. */
        CLOSED
    }

    public Vitals {
        failing = Set.copyOf(failing);
        obstacles = List.copyOf(obstacles);
    }

    /** {@return whether it works, sweeps at its intervals and finds the host's ports answering} */
    public boolean isReady() {
        return obstacles.isEmpty();
    }
}
