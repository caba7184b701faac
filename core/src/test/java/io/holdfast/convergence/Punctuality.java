package io.holdfast.convergence;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Watches whether what is due on a link begins at its instant, or at the end of the run that is on then. */
final class Punctuality {
    private final Duration longestRun;
    private final List<String> late = new ArrayList<>();
    private PollSchedule polls = PollSchedule.NONE;
    private Optional<ConsistencyRecheck> owed = Optional.empty();
    private Instant doneAt = Instant.MIN;
    private final Set<AttendeeId> askedAgain = new HashSet<>();

    Punctuality(Duration longestRun) {
        this.longestRun = longestRun;
    }

    /** {@return what came later than it may} */
    List<String> late() {
        return late;
    }

    /** A link as it is stored now. A recheck is owed until it is done, whatever its link says later. */
    void stored(SyncLink link) {
        polls = link.bookkeeping().polls();
        if (owed.isEmpty()) {
            owed = polls.recheck().filter(recheck -> recheck.at().isAfter(doneAt));
            askedAgain.clear();
        }
    }

    /** A read begins. */
    void begins(Replicas.Read read, Set<AttendeeId> named, Instant now) {
        if (read == Replicas.Read.ALL) {
            check("full scan", polls.fullScanAt(), now);
        }
        if (read != Replicas.Read.NAMED) {
            check("poll", polls.pollAt(), now);
        }
        check("recheck", owed.map(ConsistencyRecheck::at), now);
        if (owed.filter(recheck -> !recheck.at().isAfter(now)).isPresent()) {
            askedAgain.addAll(named);
            Set<AttendeeId> again = owed.orElseThrow().hints().named();
            if (read != Replicas.Read.NAMED || (!again.isEmpty() && askedAgain.containsAll(again))) {
                owed = Optional.empty();
                doneAt = now;
            }
        }
    }

    private void check(String what, Optional<Instant> due, Instant now) {
        due.filter(at -> now.isAfter(at.plus(longestRun)))
                .ifPresent(at -> late.add(what + " due at " + at + " begins at " + now));
    }
}
