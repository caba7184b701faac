package io.holdfast.recovery;

import io.holdfast.model.PollSchedule;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How closely a live link follows its event or channel. A page says Syncing of {@link #LIVE} alone. */
public enum Pace {
    /** What changes is read within the promised bound. */
    LIVE,
    /** Attendees are read daily, because the event is over or cancelled. */
    DAILY,
    /** The event alone is looked at weekly, because it has been over or cancelled for long; once it is on again all is read. */
    WEEKLY,
    /** Nothing tells of changes: what was read stays as it is until somebody asks for a resync. */
    ON_REQUEST;

    /** The pace of a link as a person sees it; none unless it is live, or while it is on hold. */
    static Optional<Pace> of(SyncLink seen, SyncPolicy policy, Instant now) {
        if (seen.phase() != SyncPhase.LIVE || seen.suspended()) {
            return Optional.empty();
        }
        return Optional.of(seen.isSilent() ? ON_REQUEST : asked(seen, policy, now));
    }

    private static Pace asked(SyncLink live, SyncPolicy policy, Instant now) {
        PollSchedule polls = live.bookkeeping().polls();
        boolean over = live.remote().filter(facts -> facts.isOver(now)).isPresent();
        Duration bound = policy.delayedAfter(live);
        boolean inTime = live.run().isPresent() || polls.isReadDue(now.plus(bound));
        if (inTime && !over) {
            return LIVE;
        }
        return live.run().isPresent() || polls.nextRead().isPresent() ? DAILY : WEEKLY;
    }
}
