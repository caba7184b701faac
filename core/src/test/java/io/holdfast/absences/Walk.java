package io.holdfast.absences;

import io.holdfast.model.AttendeeId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One read of the whole list as the provider answered it, from its first page to its last. */
final class Walk {
    private final Instant begunAt;
    private final Set<AttendeeId> named = new HashSet<>();
    private Optional<Instant> endedAt = Optional.empty();
    private OptionalLong total = OptionalLong.empty();
    private long rows;
    private long taken;
    private boolean nameless;

    Walk(Instant begunAt) {
        this.begunAt = begunAt;
    }

    Instant begunAt() {
        return begunAt;
    }

    Optional<Instant> endedAt() {
        return endedAt;
    }

    void tell(Listing.Row row) {
        rows++;
        taken += row.understood() ? 1 : 0;
        row.id().ifPresent(named::add);
        nameless |= row.id().isEmpty();
    }

    void end(Instant now, OptionalLong told) {
        endedAt = Optional.of(now);
        total = told;
    }

    boolean misses(AttendeeId id) {
        return !named.contains(id);
    }

    /** Whether it can show that somebody is gone: it names as many as its own total, and each of its rows has a name. */
    boolean canProve() {
        return isTaken() && !nameless && (total.isEmpty() || named.size() >= total.getAsLong());
    }

    /** Whether it ended, and not all of its rows were refused. */
    boolean isTaken() {
        return endedAt.isPresent() && (rows == 0 || taken > 0);
    }
}
