package io.holdfast.transition;

import io.holdfast.model.PollSchedule;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a link whose event or channel is looked at without its attendees. Pure. */
final class LookTransitions {
    private static final int HALF = 2;

    private LookTransitions() {}

    /** The next one is set before anybody is asked, so that one node asks; one at rest that is not answered comes again next day. */
    static SyncLink begin(DecisionContext s) {
        return looked(s.link(), s, true);
    }

    /** The provider says that something of it changed, so it is looked at before its turn. */
    static SyncLink bringForward(DecisionContext s) {
        PollSchedule polls = polls(s);
        return moved(
                s.link(),
                s,
                new PollSchedule(polls.pollAt(), polls.fullScanAt(), polls.recheck(), Optional.of(s.now())));
    }

    /** What the provider told is kept. */
    static SyncLink see(DecisionContext s) {
        SyncLink seen = s.link().toBuilder().remote(told(s)).build();
        return looked(seen, s, polls(s).pollAt().isPresent());
    }

    /** What came in between was never read, so a full scan is due at once, and polls as if nothing had been. */
    static SyncLink wake(DecisionContext s) {
        SyncLink seen = s.link().toBuilder().remote(told(s)).build();
        Optional<Instant> now = Optional.of(s.now());
        Instant lookAt = s.now().plus(PollScheduling.untilLook(seen, true, s.now(), s.policy()));
        return moved(seen, s, new PollSchedule(now, now, polls(s).recheck(), Optional.of(lookAt)));
    }

    static boolean isReadLater(DecisionContext s) {
        Instant readAt = s.trigger(Fact.RemoteSeen.class).told().readAt();
        return s.link().remote().filter(known -> known.readAt().isAfter(readAt)).isPresent();
    }

    static boolean isOnAgain(DecisionContext s) {
        return !told(s).isOver(s.now())
                && s.link().remote().filter(known -> known.isOver(s.now())).isPresent();
    }

    /** What is due within half of its interval is owed: one answer then serves all links of an account, and each is moved once. */
    static boolean isNoNews(DecisionContext s) {
        boolean same = s.link()
                .remote()
                .filter(known -> known.subject().looksLike(told(s).subject()))
                .isPresent();
        return same && !isLookOwed(s.link(), s);
    }

    private static boolean isLookOwed(SyncLink link, DecisionContext s) {
        PollSchedule polls = polls(s);
        Duration interval = PollScheduling.untilLook(link, polls.pollAt().isPresent(), s.now(), s.policy());
        Instant soon = s.now().plus(interval.dividedBy(HALF));
        return polls.lookAt().filter(soon::isBefore).isEmpty();
    }

    private static SyncLink looked(SyncLink seen, DecisionContext s, boolean isPolled) {
        PollSchedule polls = polls(s);
        Instant next = s.now().plus(PollScheduling.untilLook(seen, isPolled, s.now(), s.policy()));
        return moved(seen, s, new PollSchedule(polls.pollAt(), polls.fullScanAt(), polls.recheck(), Optional.of(next)));
    }

    private static SyncLink moved(SyncLink seen, DecisionContext s, PollSchedule polls) {
        return seen.toBuilder(kept -> kept.polls(polls))
                .version(s.nextVersion())
                .decidedAt(s.now())
                .build();
    }

    private static RemoteFacts told(DecisionContext s) {
        RemoteFacts told = s.trigger(Fact.RemoteSeen.class).told();
        return s.link().remote().map(told::following).orElse(told);
    }

    private static PollSchedule polls(DecisionContext s) {
        return s.link().bookkeeping().polls();
    }
}
