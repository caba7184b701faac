package io.holdfast.engine.gateway;

import io.holdfast.model.SyncLink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that wait to be told, in a room for each link and each integration. Rooms take turns, one notice each; one room is
 * emptied by one thread at a time, in the order in which its subject was written, whoever came with them first. What was
 * overtaken by a later version is dropped, and so is what finds no room; at its place a notice tells how much was missed. Not
 * safe for use by several threads.
 */
final class ListenerRooms {
    /** Counted in attendees' changes, and other notices as one: it is they that take memory. */
    static final int ROOM = 20_000;

    static final int ROOM_OF_ONE = ROOM / 2;
    /** Of so many subjects that have nothing to tell it is still known what was told last. */
    private static final int REMEMBERED = 1_000;

    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Deque<Room> ready = new ArrayDeque<>();
    private int held;

    /** Takes a notice; false if there is no room for it, so that it counts as missed. */
    boolean add(Notice notice) {
        Room room = rooms.computeIfAbsent(notice.subject(), name -> new Room());
        if (room.isOvertaken(notice)) {
            notice.whenMissed().ifPresent(missed -> append(room, missed));
            return true;
        }
        boolean full = held >= ROOM || room.held >= ROOM_OF_ONE;
        if (full && !notice.isTakenInAnyCase()) {
            notice.whenMissed().ifPresent(missed -> append(room, missed));
            return false;
        }
        held -= full ? room.giveUpOldStates() : 0;
        room.insert(notice);
        held += notice.weight();
        beReady(room);
        return true;
    }

    /** At the end, where it would have been told; one after the other becomes one. */
    private void append(Room room, Notice missed) {
        room.miss(missed);
        beReady(room);
    }

    private void beReady(Room room) {
        if (!room.isReady) {
            room.isReady = true;
            ready.add(room);
        }
    }

    /** Somebody is about to write a version of a subject: no later one is told until that is settled. */
    void expect(String subject, long version) {
        rooms.computeIfAbsent(subject, name -> new Room()).expected.add(version);
    }

    /** What was expected was written and came here, or was not written. */
    void settle(String subject, long version) {
        Room room = rooms.computeIfAbsent(subject, name -> new Room());
        room.expected.remove(version);
        if (!room.notices.isEmpty()) {
            beReady(room);
        }
        forgetTheLongestSilent();
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    int waiting() {
        return rooms.values().stream().mapToInt(room -> room.notices.size()).sum();
    }

    /** The next notice to tell; null if none can be told now. Its room waits until it is handed back. */
    @Nullable
    Turn next() {
        for (Room room = ready.poll(); room != null; room = ready.poll()) {
            if (room.expectsAnEarlierOne()) {
                room.isReady = false;
                continue;
            }
            Notice notice = room.notices.removeFirst();
            room.held -= notice.weight();
            held -= notice.weight();
            Optional<Notice> told = room.isOvertaken(notice) ? notice.whenMissed() : Optional.of(notice);
            if (told.isPresent()) {
                room.takesTurn(told.get());
                return new Turn(room, told.get());
            }
            handBack(room);
        }
        return null;
    }

    /** After its turn a room waits behind the others. */
    void handBack(Room room) {
        if (room.notices.isEmpty()) {
            room.isReady = false;
            forgetTheLongestSilent();
        } else {
            ready.add(room);
        }
    }

    private void forgetTheLongestSilent() {
        Iterator<Room> oldest = rooms.values().iterator();
        while (rooms.size() > REMEMBERED && oldest.hasNext()) {
            if (oldest.next().isSilent()) {
                oldest.remove();
            }
        }
    }

    /** One notice that is to be told now, and what was told last of its link. */
    record Turn(Room room, Notice notice) {
        Optional<SyncLink> last() {
            return Optional.ofNullable(room.last);
        }
    }

    /** What waits of one subject. */
    static final class Room {
        private final Deque<Notice> notices = new ArrayDeque<>();
        private final List<Long> expected = new ArrayList<>();
        private long told = Long.MIN_VALUE;
        private long latest = Long.MIN_VALUE;
        private @Nullable SyncLink last;
        private int held;
        private boolean isReady;

        private boolean isSilent() {
            return !isReady && notices.isEmpty() && expected.isEmpty();
        }

        private boolean expectsAnEarlierOne() {
            Notice first = notices.getFirst();
            return first.isOfState() && expected.stream().anyMatch(version -> version < first.version());
        }

        private boolean isOvertaken(Notice notice) {
            return notice.isOfState() && notice.version() < told;
        }

        private void takesTurn(Notice notice) {
            if (notice.isOfState()) {
                told = notice.version();
                notice.link().ifPresent(link -> last = link);
            }
        }

        /** Before the first state that is later; a thread that wrote first may come with its notice second. */
        private void insert(Notice notice) {
            Deque<Notice> earlier = new ArrayDeque<>();
            if (notice.isOfState() && notice.version() < latest) {
                while (!notices.isEmpty() && !isBefore(notice, notices.getFirst())) {
                    earlier.push(notices.removeFirst());
                }
                notices.push(notice);
                earlier.forEach(notices::push);
            } else {
                notices.add(notice);
            }
            latest = notice.isOfState() ? Math.max(latest, notice.version()) : latest;
            held += notice.weight();
        }

        private void miss(Notice missed) {
            Notice last = notices.peekLast();
            boolean goesOn = last != null && last.isOfMissed();
            notices.add(goesOn ? notices.removeLast().and(missed) : missed);
        }

        /** States that a later one is about to tell; the room that this gives. */
        private int giveUpOldStates() {
            int before = held;
            notices.removeIf(notice -> {
                boolean givenUp = notice.isTakenInAnyCase();
                held -= givenUp ? notice.weight() : 0;
                return givenUp;
            });
            return before - held;
        }

        private static boolean isBefore(Notice one, Notice other) {
            return one.isOfState() && other.isOfState() && one.version() < other.version();
        }
    }
}
