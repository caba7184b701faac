package io.holdfast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** What the engine remembers on a {@link SyncLink} for itself; a page needs none of it. */
@Value.Immutable
public interface LinkBookkeeping {
    /** Of a link that has just been made. */
    LinkBookkeeping NOTHING = builder().build();

    /** {@return the version of the move that last gave a run to a worker, took it from one, or ended it; only grows} */
    long fence();

    /** {@return what is to be done after the current run} */
    PendingWork pendingWork();

    /** {@return what is known of attendees whom full scans did not see} */
    Absences absences();

    /** {@return when the link is polled although nobody asked} */
    PollSchedule polls();

    /** {@return how often changes are looked for, as page and card tell it; empty where they are not, or nobody has said} */
    Optional<Duration> promisedInterval();

    /** {@return up to where changes have been read} */
    Watermarks watermarks();

    /** {@return which claims ended when} */
    SettledReads settledReads();

    /** {@return the rows that the latest complete full scan could not take; empty if it took all} */
    Optional<NotTaken> notTaken();

    /** {@return where the run that gave up last goes on once it is tried again unasked; empty if that begins anew} */
    Optional<KeptPlace> place();

    /** {@return whether the next full scan repeats one whose numbered pages may have shifted while it was on} */
    boolean repeatsScan();

    /** {@return the end of the import whose list is read again early, because it was short, empty or told no total} */
    Optional<Instant> readAgainSince();

    /** {@return what a newer release stored in the link beside all that this release knows} */
    UnknownFields unknownFields();

    /** {@return a builder; what is left out is nothing: no fence, no work, not polled, not read} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link LinkBookkeeping}. */
    final class Builder extends ImmutableLinkBookkeeping.Builder {
        // set here, because a default at the accessor costs each new link a helper and two memory barriers
        Builder() {
            fence(0).pendingWork(PendingWork.NOTHING)
                    .absences(Absences.NONE)
                    .polls(PollSchedule.NONE)
                    .watermarks(Watermarks.NONE)
                    .settledReads(SettledReads.NONE)
                    .repeatsScan(false)
                    .unknownFields(UnknownFields.NOTHING);
        }
    }
}
