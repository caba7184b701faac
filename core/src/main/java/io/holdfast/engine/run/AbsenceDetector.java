package io.holdfast.engine.run;

import io.holdfast.engine.gateway.ListenerDispatcher;
import io.holdfast.engine.gateway.RetryOnce;
import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.model.Absences;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.Removing;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.transition.AbsenceRules;
import io.holdfast.transition.RunResult;
import io.holdfast.transition.ScanFindings;
import io.holdfast.transition.WorkerReport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Counts whom a complete full scan did not see, and marks as absent whom the rules remove. Before it marks anybody it says so on
 * the link: from then on nobody can keep them, and what was kept a moment before is not marked.
 */
record AbsenceDetector(
        AttendeeStore store, PageReader pages, ListenerDispatcher listeners, SyncPolicy policy, InstantSource time) {
    private static final int AT_A_TIME = 500;
    /** How often a person may answer between counting and marking before this scan leaves it to the next. */
    private static final int TRIES = 5;

    /** A full scan that has ended, and what it was read with. */
    record Ended(RunResult result, PageWriter writer, ProviderConnector connector, Grant grant) {
        StampRange missedByIt(long keptFrom) {
            return new StampRange(keptFrom, result.last().scan());
        }
    }

    /** Removes whom the rules remove now and counts who is missing after that; empty if the run is lost. */
    Optional<ScanFindings> settle(ClaimedRun claim, Ended scan) {
        for (int tries = 1; isSeenAsItIs(claim, tries); tries++) {
            ScanFindings found = count(claim.link(), scan);
            List<AbsenceRules.Removal> removals = AbsenceRules.at(
                            claim.link(), scan.result().with(found), policy, time.instant())
                    .removals();
            if (removals.isEmpty() || tries > TRIES) {
                return Optional.of(found);
            }
            if (removals.stream().allMatch(removal -> isCarriedOut(removal, claim, scan))) {
                return Optional.of(count(claim.link(), scan));
            }
        }
        return Optional.empty();
    }

    /** The link is looked at again where a person could have answered meanwhile, or did, or somebody has taken the run. */
    private static boolean isSeenAsItIs(ClaimedRun claim, int tries) {
        Absences known = claim.link().bookkeeping().absences();
        boolean mayBeAnswered = known.question().isPresent() || known.kept().isPresent();
        return (mayBeAnswered || tries > 1) ? claim.refresh() : claim.holds();
    }

    private ScanFindings count(SyncLink link, Ended scan) {
        Absences known = link.bookkeeping().absences();
        long keptFrom = known.keptFrom();
        Presence missed = counted(link.id(), scan.missedByIt(keptFrom));
        return new ScanFindings(
                missed.present(),
                missed.unseen(),
                known.remembered()
                        .filter(since -> missed.unseen() > 0)
                        .map(since -> older(link.id(), keptFrom, since.scan()))
                        .orElse(0L),
                known.question()
                        .filter(asked -> missed.unseen() > 0)
                        .map(asked -> older(link.id(), keptFrom, asked.scan()))
                        .orElse(0L),
                keptFrom == 0 ? 0 : older(link.id(), 0, keptFrom),
                keptFrom,
                mostNamed(link, scan) > 0);
    }

    private long older(SyncLinkId link, long from, long before) {
        return counted(link, new StampRange(from, before)).unseen();
    }

    private Presence counted(SyncLinkId link, StampRange range) {
        return stored(() -> store.count(link, range));
    }

    /** Whether a removal was carried out, or nobody was left for it; false if the run is lost or a person answered meanwhile. */
    private boolean isCarriedOut(AbsenceRules.Removal removal, ClaimedRun claim, Ended scan) {
        Removing whom = removal.range();
        StampRange range = new StampRange(whom.keptFrom(), whom.before());
        if (removal.askedFirst() && !isEachAsked(range, claim, scan)) {
            return false;
        }
        return counted(claim.link().id(), range).unseen() == 0
                || (claim.report(new WorkerReport.RemovalsBegun(claim.run(), claim.fence(), whom))
                        && areAllMarked(range, claim, scan));
    }

    /** Asks the provider for each by itself; whom it still knows is seen. Whether the run is still this claim's. */
    private boolean isEachAsked(StampRange range, ClaimedRun claim, Ended scan) {
        List<AttendeeId> all = missing(claim.link().id(), range);
        for (Set<AttendeeId> some : NamedReads.inTurn(all, mostNamed(claim.link(), scan))) {
            pages.spendOneMore(claim);
            Optional<PageReader.Named> read = pages.readNamed(
                    claim,
                    scan.writer(),
                    scan.connector(),
                    scan.grant(),
                    scan.result().last(),
                    some);
            if (read.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<AttendeeId> missing(SyncLinkId link, StampRange range) {
        List<AttendeeId> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Cursor after = next.get();
            Page<AttendeeId> page = stored(() -> store.unseen(link, range, after, AT_A_TIME));
            all.addAll(page.items());
            next = page.next();
        }
        return all;
    }

    private static int mostNamed(SyncLink link, Ended scan) {
        return scan.connector().capabilities().maxNamed(link.key().remote().kind());
    }

    /** Marks everybody of a range, a page at a time; whether the fencing token held. */
    private boolean areAllMarked(StampRange range, ClaimedRun claim, Ended scan) {
        AttendeeStore.FencingToken token = scan.writer().token();
        while (true) {
            Set<AttendeeId> some = Set.copyOf(stored(() -> store.unseen(token.link(), range, Cursor.START, AT_A_TIME))
                    .items());
            AttendeeStore.Written written = stored(() -> store.markAbsent(token, range, some));
            claim.count().removed(written.rows().size());
            listeners.attendeesChanged(
                    claim.link(),
                    written.rows().stream()
                            .flatMap(row -> PageWriter.marked(row).stream())
                            .toList());
            if (!written.accepted() || written.rows().isEmpty()) {
                return written.accepted();
            }
        }
    }

    private static <T> T stored(Supplier<T> act) {
        return StorageCall.call("attendee store", () -> RetryOnce.onceAfterFailure(act));
    }
}
