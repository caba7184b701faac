package io.holdfast.engine.run;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.ListenerDispatcher;
import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.engine.pace.Pacer;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.ReadMode;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderConnector.NamedAttendees;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Reads one page from a provider, stores it, and tells what it changed. */
record PageReader(
        AttendeeStore attendees,
        EndlessListGuard guard,
        ListenerDispatcher listeners,
        Pacer pacer,
        InstantSource time) {
    /** What writes the pages of one claim. */
    PageWriter writer(SyncLink claimed) {
        return new PageWriter(attendees, claimed);
    }

    /** Gives where to go on, or nothing if the run is lost. */
    Optional<Checkpoint> read(
            ClaimedRun claim,
            PageWriter writer,
            ProviderConnector connector,
            Grant grant,
            Checkpoint at,
            boolean first) {
        claim.askFrom(time.instant());
        Cursor cursor = at.cursor().orElse(Cursor.START);
        AttendeePage answer = ConnectorRegistry.attendees(
                connector, () -> fetch(connector, grant, claim.remote(), at.read(), cursor));
        AttendeePage page = PlausibleTimes.of(answer, time.instant());
        PaginationProgress progress = guard.count(at.guard(), cursor, page);
        if (claim.isLost()) {
            return Optional.empty();
        }
        Optional<PageWriter.Applied> applied = StorageCall.call("attendee store", () -> writer.write(page, at));
        return applied.map(changed -> {
            tell(claim, changed);
            Checkpoint.Builder after = Checkpoint.builder();
            after.from(at)
                    .asOf(first ? page.asOf() : at.asOf())
                    .cursor(page.next())
                    .tally(changed.addedTo(at.tally(), page.expected()))
                    .guard(progress)
                    .takenAt(time.instant());
            return after.build();
        });
    }

    /** What attendees who were read by their ids changed, and whom of them the provider does not know. */
    record Named(PageWriter.Applied applied, Set<AttendeeId> missing) {}

    /**
     * Reads attendees by their ids and stores those who are there, as seen by the read or by the full scan that they were missed by;
     * empty if the run is lost. Whom the provider does not know keeps the stamp that it had.
     */
    Optional<Named> readNamed(
            ClaimedRun claim,
            PageWriter writer,
            ProviderConnector connector,
            Grant grant,
            Checkpoint read,
            Set<AttendeeId> ids) {
        claim.askFrom(time.instant());
        NamedAttendees answer = ConnectorRegistry.named(connector, grant, claim.remote(), ids);
        AttendeePage found = PlausibleTimes.of(answer.found(), time.instant());
        if (claim.isLost()) {
            return Optional.empty();
        }
        Optional<PageWriter.Applied> applied = StorageCall.call("attendee store", () -> writer.write(found, read));
        applied.ifPresent(changed -> tell(claim, changed));
        return applied.map(changed -> new Named(changed, answer.missing()));
    }

    /** What is read by ids besides the call that a run was let make costs a call as any. */
    void spendOneMore(ClaimedRun claim) {
        pacer.spend(claim.link());
    }

    private static AttendeePage fetch(
            ProviderConnector connector, Grant grant, RemoteRef remote, ReadMode read, Cursor cursor) {
        Optional<Instant> since = read.since();
        return since.isPresent()
                ? connector.changes(grant, remote, since.get(), cursor)
                : connector.attendees(grant, remote, cursor);
    }

    private void tell(ClaimedRun claim, PageWriter.Applied applied) {
        SyncLink link = claim.link();
        claim.count().stored(applied);
        claim.addToSample(applied.rejected());
        listeners.attendeesChanged(link, applied.changes());
        listeners.rejected(link, applied.rejected());
    }
}
