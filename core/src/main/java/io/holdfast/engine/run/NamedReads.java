package io.holdfast.engine.run;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ReadMode;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Reads attendees by their ids, where a signal named them and that costs less than a list. No place is kept: what breaks off begins
 * anew, and it is short.
 */
record NamedReads(PageReader pages, InstantSource time) {
    static final Comparator<AttendeeId> BY_ID = Comparator.comparing(AttendeeId::value);
    /** Calls at which a list of all attendees is read instead. */
    private static final int MANY = 20;
    /** Calls at which a list of changes is read instead, which is a page or two. */
    private static final int MANY_WHERE_CHANGES_ARE_LISTED = 5;

    /** Whom a run reads by id; nobody where it reads a list, or began to and lost its place. */
    static List<AttendeeId> whom(ClaimedRun claim, Capabilities capabilities) {
        SyncRun run = claim.begun();
        int atATime = capabilities.maxNamed(claim.remote().kind());
        if (atATime == 0 || run.kind() != SyncRun.Kind.CATCH_UP || run.furthest() > 0) {
            return List.of();
        }
        long few = (long) atATime * ((capabilities.changes() ? MANY_WHERE_CHANGES_ARE_LISTED : MANY) - 1L);
        Set<AttendeeId> named = run.hints().map(Hints::named).orElse(Set.of());
        return named.size() > few ? List.of() : named.stream().sorted(BY_ID).toList();
    }

    /**
     * What was read as a whole.
     *
     * @param last its place, that is never kept
     * @param missing whom the provider does not know
     */
    record Read(Checkpoint last, Set<AttendeeId> missing) {}

    /** Reads and stores them; what was read as a whole, or nothing if the run is lost or must be let go of. */
    Optional<Read> read(
            ClaimedRun claim,
            PageWriter writer,
            ProviderConnector connector,
            Grant grant,
            List<AttendeeId> whom,
            BooleanSupplier mustLetGo) {
        Checkpoint at = beginning(claim);
        Tally tally = Tally.NONE;
        Set<AttendeeId> missing = new HashSet<>();
        long calls = 0;
        for (Set<AttendeeId> some :
                inTurn(whom, connector.capabilities().maxNamed(claim.remote().kind()))) {
            if (mustLetGo.getAsBoolean()) {
                return Optional.empty();
            }
            if (calls > 0) {
                pages.spendOneMore(claim);
            }
            Optional<PageReader.Named> read = pages.readNamed(claim, writer, connector, grant, at, some);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            tally = read.get().applied().addedTo(tally, OptionalLong.empty());
            missing.addAll(read.get().missing());
            calls++;
        }
        Checkpoint last = at.toBuilder()
                .tally(tally)
                .guard(new PaginationProgress(calls, 0, Cursor.START, 0))
                .takenAt(time.instant())
                .build();
        return Optional.of(new Read(last, missing));
    }

    /** A place that is never kept: it says when the read began and how its records are stamped. */
    private Checkpoint beginning(ClaimedRun claim) {
        Instant now = time.instant();
        return Checkpoint.builder()
                .read(ReadMode.changesSince(now))
                .scan(claim.run())
                .begunAt(now)
                .asOf(now)
                .tally(Tally.NONE)
                .guard(PaginationProgress.START)
                .takenAt(now)
                .build();
    }

    /** Those who are read with each call, in the order given. */
    static List<Set<AttendeeId>> inTurn(List<AttendeeId> whom, int atATime) {
        List<Set<AttendeeId>> parts = new ArrayList<>();
        for (int from = 0; from < whom.size(); from += atATime) {
            parts.add(Set.copyOf(whom.subList(from, Math.min(from + atATime, whom.size()))));
        }
        return parts;
    }
}
