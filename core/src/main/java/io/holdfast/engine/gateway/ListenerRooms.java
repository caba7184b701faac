package io.holdfast.engine.gateway;

import io.holdfast.model.SyncLink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that wait to be told, in a room for each link and each integration. Rooms take turns, one notice each; one room is
 * emptied by one thread at a time, in the order in which its subject was written, whoever came with them first. What was
 * overtaken by a later version is dropped, and so is what finds no room. Not safe for use by several threads.
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

    /** Takes a notice; false if there is no room for it. */
    boolean add(Notice notice) {
        Room room = rooms.computeIfAbsent(notice.subject(), name -> new Room());
        if (room.isOvertaken(notice)) {
            return true;
        }
        if (held >= ROOM || room.held >= ROOM_OF_ONE) {
            return false;
        }
        room.insert(notice);
        held += notice.weight();
        if (!room.isReady) {
            room.isReady = true;
            ready.add(room);
        }
        return true;
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
            Notice notice = room.notices.removeFirst();
            room.held -= notice.weight();
            held -= notice.weight();
            if (!room.isOvertaken(notice)) {
                room.takesTurn(notice);
                return new Turn(room, notice);
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
            if (!oldest.next().isReady) {
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
        private long told = Long.MIN_VALUE;
        private @Nullable SyncLink last;
        private int held;
        private boolean isReady;

        private boolean isOvertaken(Notice notice) {
            return notice.isOfState() && notice.version() < told;
        }

        private void takesTurn(Notice notice) {
            if (notice.isOfState()) {
                told = notice.version();
                notice.link().ifPresent(link -> last = link);
            }
        }

        /** Behind what is not newer; a thread that wrote first may come with its notice second. */
        private void insert(Notice notice) {
            Deque<Notice> later = new ArrayDeque<>();
            while (!notices.isEmpty() && isBefore(notice, notices.getLast())) {
                later.push(notices.removeLast());
            }
            notices.add(notice);
            notices.addAll(later);
            held += notice.weight();
        }

        private static boolean isBefore(Notice one, Notice other) {
            return one.isOfState() && other.isOfState() && one.version() < other.version();
        }
    }
}
