package io.holdfast.convergence;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches whether what is due on a link begins at its instant, or at the end of the run that is on then; and whether a full scan
 * reads between its pages whom it was told of.
 */
final class Punctuality {
    /** What takes no time in principle may take so long. */
    private static final Duration MOMENT = Duration.ofSeconds(30);

    private final Duration longestUnread;
    private final List<String> late = new ArrayList<>();
    private PollSchedule polls = PollSchedule.NONE;
    private Optional<ConsistencyRecheck> owed = Optional.empty();
    private Instant doneAt = Instant.MIN;
    private final Set<AttendeeId> askedAgain = new HashSet<>();
    private final Map<AttendeeId, Instant> unreadSince = new HashMap<>();
    /** When runs ended, by when they began. */
    private final NavigableMap<Instant, Instant> runs = new TreeMap<>();

    private long running;
    /** Whether the run that is on has asked nothing yet. */
    private boolean isFirst;

    private Instant runsSince = Instant.MAX;

    /**
     * Begins to watch.
     *
     * @param longestUnread whom a full scan was told of may wait for so long
     */
    Punctuality(Duration longestUnread) {
        this.longestUnread = longestUnread;
    }

    /** {@return what came later than it may} */
    List<String> late() {
        return late;
    }

    /** A link as it is stored now. A recheck is owed until it is done, whatever its link says later. */
    void stored(SyncLink link, Instant now) {
        goesOn(link.run().filter(SyncRun::isWorking).map(SyncRun::id).orElse(0L), now);
        polls = link.bookkeeping().polls();
        if (owed.isEmpty()) {
            owed = polls.recheck().filter(recheck -> recheck.at().isAfter(doneAt));
            askedAgain.clear();
        }
        Set<AttendeeId> told = toldOf(link);
        unreadSince.forEach((id, since) -> checkUnread(id, since, now));
        unreadSince.keySet().retainAll(told);
        told.forEach(id -> unreadSince.putIfAbsent(id, now));
    }

    private void goesOn(long run, Instant now) {
        if (run != running) {
            if (running != 0) {
                runs.put(runsSince, now);
            }
            running = run;
            isFirst = true;
            runsSince = run == 0 ? Instant.MAX : now;
        }
    }

    /** Whom the full scan that is on was told of and has not read. */
    private static Set<AttendeeId> toldOf(SyncLink link) {
        return link.run()
                .filter(run -> run.isWorking() && run.kind() != SyncRun.Kind.CATCH_UP)
                .map(run -> Stream.concat(run.hints().stream(), link.bookkeeping().pendingWork().change().stream())
                        .flatMap(hints -> hints.named().stream())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** A read begins. */
    void begins(Replicas.Read read, Set<AttendeeId> named, Instant now) {
        if (read == Replicas.Read.ALL) {
            check("full scan", polls.fullScanAt(), now);
        }
        if (read != Replicas.Read.NAMED) {
            check("poll", polls.pollAt(), now);
        }
        if (isFirst) {
            isFirst = false;
            check("recheck", owed.map(ConsistencyRecheck::at), now);
        }
        unreadSince.keySet().removeAll(named);
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
        due.filter(at -> at.isBefore(runsSince) && now.isAfter(boundary(at).plus(MOMENT)))
                .ifPresent(at -> late.add(what + " due at " + at + " begins at " + now));
    }

    /** What is due may begin once the run that is on then has ended. */
    private Instant boundary(Instant due) {
        return Optional.ofNullable(runs.floorEntry(due))
                .map(Map.Entry::getValue)
                .filter(due::isBefore)
                .orElse(due);
    }

    private void checkUnread(AttendeeId id, Instant since, Instant now) {
        if (now.isAfter(since.plus(longestUnread))) {
            late.add(id.value() + " of whom a full scan was told at " + since + " is not read at " + now);
        }
    }
}
