package io.holdfast.absences;

import io.holdfast.model.AttendeeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What persons were asked and answered, and who was seen and removed, written down beside the engine: whom an answer that was
 * accepted keeps, and whom it lets go.
 */
final class AnswerLedger {
    private final Map<AttendeeId, Long> stamps = new HashMap<>();
    private final Set<AttendeeId> present = new HashSet<>();
    private final Set<AttendeeId> kept = new HashSet<>();
    private final Set<AttendeeId> asked = new HashSet<>();
    private final Set<Long> questions = new HashSet<>();
    private final Set<Long> words = new HashSet<>();
    private final Set<Long> keptScans = new HashSet<>();
    private final List<String> keptAndRemoved = new ArrayList<>();
    private final List<String> removedUnasked = new ArrayList<>();
    private final List<String> askedTwice = new ArrayList<>();
    private boolean timeDecides = true;

    // what the store is told

    void seen(AttendeeId id, long stamp) {
        stamps.merge(id, stamp, Math::max);
        present.add(id);
        kept.remove(id);
        asked.remove(id);
    }

    void removed(AttendeeId id) {
        if (!present.remove(id)) {
            return;
        }
        if (kept.contains(id)) {
            keptAndRemoved.add(id.value() + " was kept and is removed");
        }
        boolean wanted = words.stream().anyMatch(scan -> stamp(id) < scan);
        if (!timeDecides && !wanted && asked.contains(id)) {
            removedUnasked.add(id.value() + " is removed though nobody said so of those seen last by " + stamp(id));
        }
    }

    // what persons are asked, and answer

    /** Whoever is asked about is removed from now on by somebody's word alone. */
    void onlyPersonsDecide() {
        timeDecides = false;
    }

    void asks(long scan) {
        if (questions.add(scan)) {
            Set<AttendeeId> about = missedBy(scan);
            about.removeAll(kept);
            if (asked.containsAll(about)) {
                askedTwice.add("scan " + scan + " asks about " + about.size() + " of whom all were asked about before");
            }
            asked.addAll(about);
        }
    }

    void applied(long scan) {
        words.add(scan);
        if (keptScans.contains(scan)) {
            kept.removeIf(id -> stamp(id) < scan);
        }
    }

    /** Those asked about are to be there when somebody is told that they are kept. */
    void kept(long scan, Set<AttendeeId> about) {
        words.removeIf(word -> word <= scan);
        keptScans.add(scan);
        about.stream()
                .filter(id -> !present.contains(id))
                .forEach(id -> keptAndRemoved.add(id.value() + " is kept though it was removed already"));
        kept.addAll(missedBy(scan));
    }

    /** Who is there and was not seen since a scan. */
    Set<AttendeeId> missedBy(long scan) {
        return present.stream().filter(id -> stamp(id) < scan).collect(Collectors.toSet());
    }

    private long stamp(AttendeeId id) {
        return stamps.getOrDefault(id, 0L);
    }

    // what went wrong

    List<String> keptAndRemoved() {
        return keptAndRemoved;
    }

    List<String> removedUnasked() {
        return removedUnasked;
    }

    List<String> askedTwice() {
        return askedTwice;
    }

    int questions() {
        return questions.size();
    }
}
