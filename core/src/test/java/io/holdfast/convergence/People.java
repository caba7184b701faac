package io.holdfast.convergence;

import io.holdfast.absences.Chance;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** People who register, are edited, cancel, leave and come back, and what is delivered of that. */
final class People {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofMinutes(10);

    private final ConvergingWorld world;
    private final Chance chance;
    private final boolean hooks;
    private final BiConsumer<AttendeeId, Instant> heard;
    private final List<AttendeeId> deleted = new ArrayList<>();
    private Counts counts = Counts.NONE;
    private int mayLeave;

    /** Says to whom it is told what reached a node. */
    People(ConvergingWorld world, Chance chance, boolean hooks, BiConsumer<AttendeeId, Instant> heard) {
        this.world = world;
        this.chance = chance;
        this.hooks = hooks;
        this.heard = heard;
    }

    Counts counts() {
        return counts;
    }

    /** Those who registered before there was a link; few of them leave later. */
    void register(int guests) {
        for (int i = 0; i < guests; i++) {
            world.registrations.register(
                    ConvergingWorld.START.minus(chance.between(Duration.ofMinutes(1), Duration.ofHours(12))));
        }
        mayLeave = Math.max(1, guests / 5);
    }

    void somethingHappens() {
        int what = chance.below(20);
        if (what < 6) {
            changed(world.registrations.register(now()));
        } else if (what < 15) {
            somebody().ifPresent(this::edited);
        } else if (what < 17) {
            somebody().ifPresent(id -> put(id, Attendance.NOT_ATTENDING));
        } else if (what < 19 && mayLeave > 0) {
            somebody().ifPresent(this::leaves);
        } else {
            comeBack();
        }
    }

    /** Somebody registers, and no delivery tells of it. */
    void registersUnheard() {
        world.registrations.register(now());
        counts = counts.changedOnce().neverCame();
    }

    /** The last of those there leaves, and no delivery tells of it. */
    void leavesUnheard() {
        List<Attendee> there = world.registrations.at(now());
        AttendeeId last = there.get(there.size() - 1).id();
        mayLeave--;
        deleted.add(last);
        world.registrations.delete(last, now());
        counts = counts.changedOnce().neverCame();
    }

    /** One of a few is edited, and that is delivered at once. */
    void isEditedAndHeard() {
        List<Attendee> there = world.registrations.at(now());
        there.stream()
                .limit(1L + chance.below(3))
                .map(Attendee::id)
                .reduce((first, last) -> last)
                .ifPresent(id -> {
                    world.registrations.put(id, now(), Attendance.ATTENDING);
                    counts = counts.changedOnce().sent(false, false);
                    deliver(id);
                });
    }

    /** Somebody who left is registered again; whether there was one. */
    boolean comeBack() {
        if (deleted.isEmpty()) {
            return false;
        }
        AttendeeId back = chance.any(deleted);
        world.registrations.comeBack(back, now());
        changed(back);
        return true;
    }

    private void edited(AttendeeId id) {
        put(id, Attendance.ATTENDING);
        if (chance.oneIn(4)) {
            world.at(now().plusMillis(200L + chance.below(700)), () -> put(id, Attendance.ATTENDING));
        }
    }

    private void put(AttendeeId id, Attendance attendance) {
        if (world.registrations.at(id, now()).isPresent()) {
            world.registrations.put(id, now(), attendance);
            changed(id);
        }
    }

    private void leaves(AttendeeId id) {
        mayLeave--;
        deleted.add(id);
        world.registrations.delete(id, now());
        if (chance.oneIn(2)) {
            changed(id);
        } else {
            counts = counts.changedOnce();
        }
    }

    private Optional<AttendeeId> somebody() {
        List<Attendee> there = world.registrations.at(now());
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(chance.any(there).id());
    }

    /** A delivery comes at once, late, twice, after one that was sent later, or never. */
    private void changed(AttendeeId id) {
        counts = counts.changedOnce();
        if (!hooks) {
            return;
        }
        if (chance.oneIn(5)) {
            counts = counts.neverCame();
            return;
        }
        int times = chance.oneIn(6) ? 2 : 1;
        for (int copy = 0; copy < times; copy++) {
            boolean late = chance.oneIn(3);
            counts = counts.sent(copy > 0, late);
            int millis = (int) (late ? LATE : SECOND).toMillis();
            world.at(now().plusMillis(chance.below(millis)), () -> deliver(id));
        }
    }

    private void deliver(AttendeeId id) {
        if (world.deliver(id)) {
            heard.accept(id, now());
        }
    }

    private Instant now() {
        return world.time.instant();
    }
}
