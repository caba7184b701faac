package io.holdfast.quickstart;

import io.holdfast.model.Change;
import io.holdfast.model.SyncLink;
import io.holdfast.port.SyncListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The host's listener: counts what it is told, and lets the story wait for one change. */
final class ChangeLog implements SyncListener {
    private final BlockingQueue<Change> told = new LinkedBlockingQueue<>();
    private final Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
    private int imported;

    @Override
    public void attendeesChanged(SyncLink link, List<Change> changes) {
        told.addAll(changes);
    }

    /** Takes what the import brought off the queue, so that only later changes are left to count. */
    void importEnded(int expected) {
        for (imported = 0; imported < expected; imported++) {
            Change change = take(Duration.ofSeconds(30), "an attendee of the import");
            if (change.kind() != Change.Kind.ADDED) {
                throw new IllegalStateException("expected the import to tell ADDED alone but it told " + change.kind());
            }
        }
    }

    void await(Change.Kind kind, String attendee, Duration atMost) {
        Change change = take(atMost, kind + " of " + attendee);
        counts.merge(change.kind(), 1, Integer::sum);
        if (change.kind() != kind || !change.id().value().equals(attendee)) {
            throw new IllegalStateException("expected to be told " + kind + " of " + attendee + " but was told "
                    + change.kind() + " of " + change.id().value());
        }
    }

    int imported() {
        return imported;
    }

    int count(Change.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    private Change take(Duration atMost, String what) {
        try {
            Change change = told.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (change == null) {
                throw new IllegalStateException("expected to be told " + what + " within " + atMost + " but was not");
            }
            return change;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to be told " + what, interrupted);
        }
    }
}
