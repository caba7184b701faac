package io.holdfast.engine.run;

import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.SyncRun;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads by their ids, before the first page of a full scan and between its pages, whom the run was told of: else a long list puts off
 * what changes meanwhile. Seldom and few at a time, or the list would take twice as long; whom it does not get to is read after it.
 */
final class NamesDuringScan {
    private static final Logger log = LoggerFactory.getLogger(NamesDuringScan.class);
    private static final Duration AT_MOST_EACH = Duration.ofSeconds(10);
    /** Calls between two pages. */
    private static final int CALLS = 5;

    private final PageReader pages;
    private final InstantSource time;
    private final Set<AttendeeId> read = new HashSet<>();
    private Instant notBefore = Instant.MIN;

    NamesDuringScan(PageReader pages, InstantSource time) {
        this.pages = pages;
        this.time = time;
    }

    /** Who was read since the last page that was reported; nobody is after this. */
    Set<AttendeeId> taken() {
        Set<AttendeeId> taken = Set.copyOf(read);
        read.clear();
        return taken;
    }

    /** Reads some of them before the page that comes next; false if the run is lost. */
    boolean read(ClaimedRun claim, PageWriter writer, ProviderConnector connector, Grant grant, Checkpoint scan) {
        List<AttendeeId> whom = whom(claim, connector.capabilities());
        if (whom.isEmpty() || !scan.read().isFull() || time.instant().isBefore(notBefore)) {
            return true;
        }
        try {
            return readAll(claim, writer, connector, grant, scan, whom);
        } catch (ProviderException failed) {
            if (failed.suspectsCredential() || failed.kind() == FailureKind.RATE_LIMITED) {
                throw failed;
            }
            log.debug(
                    "{} attendees could not be read by their ids; they are read after the full scan",
                    LogIds.of(claim.link().id()),
                    SanitizedThrowable.copyOf(failed));
            return true;
        } finally {
            notBefore = time.instant().plus(AT_MOST_EACH);
        }
    }

    private boolean readAll(
            ClaimedRun claim,
            PageWriter writer,
            ProviderConnector connector,
            Grant grant,
            Checkpoint scan,
            List<AttendeeId> whom) {
        int atATime = connector.capabilities().maxNamed(claim.remote().kind());
        for (Set<AttendeeId> some : NamedReads.inTurn(whom, atATime)) {
            pages.spendOneMore(claim);
            if (pages.readNamed(claim, writer, connector, grant, scan, some).isEmpty()) {
                return false;
            }
            read.addAll(some);
        }
        return true;
    }

    private static List<AttendeeId> whom(ClaimedRun claim, Capabilities capabilities) {
        Optional<SyncRun> run = claim.link().run();
        boolean scans = run.filter(on -> on.kind() != SyncRun.Kind.CATCH_UP).isPresent();
        Set<AttendeeId> told = run.flatMap(SyncRun::hints).map(Hints::named).orElse(Set.of());
        long most = (long) capabilities.maxNamed(claim.remote().kind()) * CALLS;
        return scans ? told.stream().sorted(NamedReads.BY_ID).limit(most).toList() : List.of();
    }
}
