package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One piece of work that a link needs: waiting until it is due, or working under a lease. */
@Value.Immutable
public interface SyncRun {
    /** What a run does. */
    enum Kind {
        /** Reads everything, first or after a failure. */
        IMPORT,
        /** Reads what changed. */
        CATCH_UP,
        /** Reads everything again while the link is live. */
        RESYNC
    }

    /** Who is waiting for it; a person goes before a signal, a signal before a poll. */
    enum Urgency {
        /** A person asked for it. */
        PERSON,
        /** The provider said that something changed. */
        SIGNAL,
        /** Nobody asked: a poll or a regular full scan. */
        ROUTINE
    }

    /** Why a waiting run waits. */
    enum Wait {
        /** Only for a worker. */
        NOW,
        /** For its back-off after a failure; a person's Retry shortens it. */
        BACK_OFF,
        /** Because the provider asked for it; nothing shortens it. */
        PROVIDER_ASKED,
        /** Because the list of a first import was shorter than stated; a person's Retry shortens it. */
        SHORT_LIST
    }

    /** {@return the version of the move that made it} */
    long id();

    /** {@return what it does} */
    Kind kind();

    /** {@return who is waiting for it} */
    Urgency urgency();

    /** {@return the attempt that is on or comes next, from 1; starts again after a page beyond {@link #furthest()}} */
    int attempt();

    /** {@return failures of this run in all} */
    int failures();

    /** {@return not before when it may be claimed} */
    Instant due();

    /** {@return why it waits; meaningless while it works} */
    Wait waitsFor();

    /** {@return who works on it and how long that holds; empty while it waits} */
    Optional<Lease> lease();

    /** {@return where it goes on; empty if it begins at the beginning} */
    Optional<Checkpoint> checkpoint();

    /** {@return the number of the furthest page this run has applied, over all its reads} */
    long furthest();

    /** {@return the most rows that one of its reads has brought; what a page shows of a run never falls below it} */
    long mostRows();

    /** {@return its last failure} */
    Optional<SyncFailure> lastFailure();

    /** {@return since when the provider has said, without a break, that the event or channel is gone} */
    Optional<Instant> goneSince();

    /** {@return what it was told has changed; empty if it was told nothing} */
    Optional<Hints> hints();

    /** {@return when it was first claimed} */
    Optional<Instant> startedAt();

    /** {@return how long the provider has asked it to wait since it was first claimed; no time of its own} */
    Duration askedToWait();

    /** {@return how much of the time since its checkpoint was taken does not age it: waits that nobody here chose} */
    Duration placeRested();

    /** {@return when a page beyond all before was applied last; empty before the first since it was first claimed} */
    Optional<Instant> progressedAt();

    /** {@return the reads of this first import that were short; empty if none was} */
    Optional<ShortReads> shortReads();

    /** {@return whether a worker has it} */
    default boolean isWorking() {
        return lease().isPresent();
    }

    /** {@return whether the engine began it unasked, to end an incident; to read a short list again is none} */
    default boolean isRecovery() {
        return kind() == Kind.IMPORT
                && urgency() == Urgency.ROUTINE
                && shortReads().isEmpty();
    }

    /** {@return when something is due on it at it: not before it may be claimed, or once its lease has ended} */
    default Instant nextInstant() {
        Optional<Lease> lease = lease();
        return lease.isPresent() ? lease.get().until() : due();
    }

    /**
     * {@return how long it has taken since it was first claimed, what the provider asked it to wait not counted}
     *
     * @param now the instant of asking
     */
    default Duration ownTime(Instant now) {
        return startedAt()
                .map(at -> Duration.between(at, now).minus(askedToWait()))
                .orElse(Duration.ZERO);
    }

    /**
     * {@return how old its checkpoint is, what does not age it not counted; zero without one}
     *
     * @param now the instant of asking
     */
    default Duration placeAge(Instant now) {
        return checkpoint()
                .map(place -> Duration.between(place.takenAt(), now).minus(placeRested()))
                .orElse(Duration.ZERO);
    }

    /** {@return since when no new page came; empty before it was first claimed} */
    default Optional<Instant> pagelessSince() {
        return progressedAt().or(this::startedAt);
    }

    /** {@return whether a page may be on its way or applied already} */
    default boolean hasBegun() {
        return isWorking() || checkpoint().isPresent();
    }

    /** {@return a builder; what is left out is that of a run which was not claimed yet} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link SyncRun}. */
    final class Builder extends ImmutableSyncRun.Builder {
        // set here, because a default at the accessor costs each new run a helper and two memory barriers
        Builder() {
            attempt(1)
                    .failures(0)
                    .waitsFor(Wait.NOW)
                    .furthest(0)
                    .mostRows(0)
                    .askedToWait(Duration.ZERO)
                    .placeRested(Duration.ZERO);
        }
    }

    /** Refuses attempts below 1 and negative counts. */
    @Value.Check
    default void check() {
        Preconditions.atLeastOne("an attempt", attempt());
        Preconditions.notNegative("a count of failures", failures());
        Preconditions.notNegative("a page number", furthest());
        Preconditions.notNegative("a count of rows", mostRows());
        Preconditions.that(
                !askedToWait().isNegative(),
                "expected a time asked to wait of zero or more but found " + askedToWait());
    }
}
