package io.holdfast.engine;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.HeldBack;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds whom a complete walk did not see. They are held back until a second walk, begun once the provider's answers have
 * settled, misses the same ones; only then they are marked as absent.
 */
final class Absences {
    private static final int AT_A_TIME = 500;

    private final AttendeeStore store;
    private final SyncPolicy policy;

    Absences(AttendeeStore store, SyncPolicy policy) {
        this.store = store;
        this.policy = policy;
    }

    /** Whom a walk made absent, and whom it holds back. */
    record Settled(List<Change> changes, Optional<HeldBack> heldBack) {}

    /**
     * Looks at what a walk that has ended did not see; empty if a later claim holds the pen. A walk with rows that could
     * not be taken proves nothing of those that it did not see.
     */
    Optional<Settled> after(
            SyncLink link, AttendeeStore.Pen pen, Checkpoint last, Duration consistencyWindow, Instant now) {
        Optional<HeldBack> before = link.remembered().heldBack();
        if (last.tally().rejected() > 0) {
            return Optional.of(new Settled(List.of(), before));
        }
        boolean tooEarly =
                before.filter(held -> last.begunAt().isBefore(held.until())).isPresent();
        List<Change> changes = new ArrayList<>();
        if (before.isPresent() && !tooEarly && !markAll(pen, before.get().walk(), changes)) {
            return Optional.empty();
        }
        AttendeeStore.Presence presence = store.count(link.id(), last.walk());
        if (presence.unseen() == 0) {
            return Optional.of(new Settled(changes, Optional.empty()));
        }
        Duration settling = policy.absence().settling();
        Instant until = now.plus(settling.compareTo(consistencyWindow) < 0 ? consistencyWindow : settling);
        HeldBack fresh = HeldBack.of(last.walk(), presence.unseen(), presence.present(), until);
        return Optional.of(new Settled(changes, tooEarly ? before : Optional.of(fresh)));
    }

    /** Marks everybody whom two walks have missed; whether the pen held. */
    private boolean markAll(AttendeeStore.Pen pen, long sinceWalk, List<Change> changes) {
        while (true) {
            List<AttendeeId> unseen =
                    store.unseen(pen.link(), sinceWalk, Cursor.START, AT_A_TIME).items();
            AttendeeStore.Written written = store.markAbsent(pen, sinceWalk, Set.copyOf(unseen));
            written.rows()
                    .forEach(row -> row.previous()
                            .map(known -> Change.of(Change.Kind.CANCELLED, row.previous(), gone(known)))
                            .ifPresent(changes::add));
            if (!written.penHeld() || written.rows().isEmpty()) {
                return written.penHeld();
            }
        }
    }

    private static Attendee gone(Attendee known) {
        return Attendee.builder()
                .from(known)
                .attendance(Attendance.NOT_ATTENDING)
                .build();
    }
}
