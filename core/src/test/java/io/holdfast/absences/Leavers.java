package io.holdfast.absences;

import io.holdfast.model.AttendeeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who has left at the provider, and by when each has to be removed. Only who was ever stored can be. */
record Leavers(LyingProvider provider, WatchedAttendees attendees) {
    static final Duration SETTLING = Duration.ofMinutes(135);

    List<AttendeeId> all() {
        return provider.goneAt().keySet().stream().filter(attendees::knows).toList();
    }

    boolean areRemoved() {
        return all().stream().allMatch(id -> attendees.removedAt(id).isPresent());
    }

    /** Whether nobody is left of whom it can't be said yet whether he was removed in time. */
    boolean areJudged() {
        return all().stream()
                .allMatch(id ->
                        attendees.removedAt(id).isPresent() || lastScan(id).isPresent());
    }

    List<AttendeeId> late() {
        return all().stream().filter(this::isLate).toList();
    }

    private boolean isLate(AttendeeId id) {
        Optional<Instant> removed = attendees.removedAt(id);
        return removed.isEmpty() || lastScan(id).filter(removed.get()::isAfter).isPresent();
    }

    /** The longest that one of those removed still stood there once a scan had missed him, and once he was gone. */
    Duration longestSinceMissed() {
        return all().stream()
                .flatMap(id -> since(firstMiss(id).flatMap(Walk::endedAt), id).stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    Duration longestSinceGone() {
        return all().stream()
                .flatMap(id -> since(provider.goneAt(id), id).stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Optional<Duration> since(Optional<Instant> from, AttendeeId id) {
        return from.flatMap(at -> attendees.removedAt(id).map(removed -> Duration.between(at, removed)));
    }

    /**
     * The end of the scan by which somebody has to be removed, if it is there already: the first that begins the settling time after
     * the end of the one that first missed him. Where somebody else's absence was settling then, or he left while a scan was on, it is
     * the second such one.
     */
    private Optional<Instant> lastScan(AttendeeId id) {
        return firstMiss(id).flatMap(walk -> {
            Optional<Instant> one = settledAfter(walk.endedAt().orElseThrow());
            return othersSettleAt(walk) || leftDuringAScan(id) ? one.flatMap(this::settledAfter) : one;
        });
    }

    private boolean leftDuringAScan(AttendeeId id) {
        return provider.goneAt(id)
                .filter(gone -> provider.walks().stream().anyMatch(walk -> isDuring(walk, gone)))
                .isPresent();
    }

    /** Whether somebody is proven gone by it: nobody left while it was on, since a list that moves while it is read shows nothing. */
    private boolean proves(Walk walk) {
        return walk.canProve() && provider.goneAt().values().stream().noneMatch(gone -> isDuring(walk, gone));
    }

    private static boolean isDuring(Walk walk, Instant gone) {
        return walk.begunAt().isBefore(gone)
                && walk.endedAt().filter(gone::isBefore).isPresent();
    }

    /** Whether the scan before missed somebody as well whom this one misses and who is still there after it. */
    private boolean othersSettleAt(Walk walk) {
        Instant end = walk.endedAt().orElseThrow();
        return provider.walks().stream()
                .filter(Walk::isTaken)
                .takeWhile(earlier -> !earlier.equals(walk))
                .reduce((first, second) -> second)
                .filter(before -> attendees.presentAt(end).stream()
                        .anyMatch(other -> before.misses(other)
                                && walk.misses(other)
                                && attendees.isKnownAt(other, before.begunAt())))
                .isPresent();
    }

    private Optional<Walk> firstMiss(AttendeeId id) {
        return provider.goneAt(id)
                .flatMap(gone -> provider.walks().stream()
                        .filter(this::proves)
                        .filter(walk -> !walk.begunAt().isBefore(gone) && walk.misses(id))
                        .findFirst());
    }

    private Optional<Instant> settledAfter(Instant end) {
        return provider.walks().stream()
                .filter(this::proves)
                .filter(walk -> !walk.begunAt().isBefore(end.plus(SETTLING)))
                .flatMap(walk -> walk.endedAt().stream())
                .findFirst();
    }
}
