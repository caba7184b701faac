package io.holdfast.transition;

import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.PollPolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How often changes of a link are looked for, which page and card promise. Pure. */
final class PromisedInterval {
    /** Attendees change more often than what is told of their event; so where calls are few, most of them read attendees. */
    private static final int POLLS_A_LOOK = 4;

    private PromisedInterval() {}

    /**
     * The interval after a read that completed; none where nothing tells, or once it
     * is over. It doubles after a poll that found nothing, and begins anew
     * with what changed, with what a signal or a person asked for, and with an import; but nothing is promised that the provider's
     * budget does not allow.
     */
    static Optional<Duration> after(DecisionContext s, RunResult report) {
        SyncLink link = s.link();
        SyncPolicy policy = s.policy();
        if (link.isSilent()
                || link.remote().filter(facts -> facts.isOver(s.now())).isPresent()) {
            return Optional.empty();
        }
        PollPolicy polls = policy.polls();
        boolean near = isNear(link, s.now(), policy);
        Duration suggested = report.suggestedInterval().orElse(policy.pollInterval());
        Duration shortest = near ? suggested.dividedBy(polls.timesFaster()) : suggested;
        Duration grown = link.bookkeeping()
                .promisedInterval()
                .filter(before -> foundNothing(s.run(), report))
                .map(before -> before.plus(before))
                .orElse(shortest);
        Duration usual = within(grown, shortest, polls.bound(suggested, report.webhooksArrive(), near));
        return Optional.of(within(report.affordableInterval(), usual, policy.pollIntervalAfterEnd()));
    }

    /** How long until the next look at what is on: where budgets stretch the polls, looks become more seldom than those. */
    static Duration untilLook(SyncLink link, SyncPolicy policy) {
        Duration usual = policy.looks().next(link.seed());
        return stretched(link, policy).filter(each -> each.compareTo(usual) > 0).orElse(usual);
    }

    /** The longest that may be; what is set later was set by a clock that was wrong. */
    static Duration longestUntilLook(SyncLink link, SyncPolicy policy) {
        Duration usual = policy.looks().interval();
        return stretched(link, policy).filter(each -> each.compareTo(usual) > 0).orElse(usual);
    }

    private static Optional<Duration> stretched(SyncLink link, SyncPolicy policy) {
        return link.bookkeeping()
                .promisedInterval()
                .filter(each -> each.compareTo(policy.polls().longestWhileHeard()) > 0)
                .map(each -> each.multipliedBy(POLLS_A_LOOK))
                .map(each -> within(each, Duration.ZERO, policy.fullScanInterval()));
    }

    private static boolean foundNothing(SyncRun run, RunResult report) {
        return run.urgency() == SyncRun.Urgency.ROUTINE
                && run.kind() != SyncRun.Kind.IMPORT
                && !report.foundSomething();
    }

    /** It starts soon, or is on. */
    private static boolean isNear(SyncLink link, Instant now, SyncPolicy policy) {
        return link.remote()
                .map(RemoteFacts::subject)
                .flatMap(RemoteSubject::startsAt)
                .filter(at -> !at.isAfter(now.plus(policy.polls().fasterBeforeStart())))
                .isPresent();
    }

    private static Duration within(Duration found, Duration least, Duration most) {
        Duration capped = found.compareTo(most) > 0 ? most : found;
        return capped.compareTo(least) < 0 ? least : capped;
    }
}
