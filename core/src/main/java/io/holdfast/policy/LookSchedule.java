package io.holdfast.policy;

import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.Looks;
import io.holdfast.model.Read;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SecondLook;
import io.holdfast.model.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a live link is looked at next. Pure. */
public final class LookSchedule {
    private LookSchedule() {}

    /**
     * Sets the looks after a read that completed. A read moves only the instants of what it did, counted from its start:
     * a read of changes leaves the walk where it was.
     *
     * @param link the link as it was before the read completed
     * @param read what was read
     * @param begunAt when the read began
     * @param policy the intervals
     * @return the looks; none where nothing of the link changes any more, or nothing tells
     */
    public static Looks after(SyncLink link, Read read, Instant begunAt, SyncPolicy policy) {
        boolean nothingTells =
                link.remote().filter(facts -> facts.feed() == Feed.NONE).isPresent();
        Optional<RemoteSubject> remote = link.remote().map(RemoteFacts::subject);
        if (nothingTells || remote.filter(RemoteSubject::cancelled).isPresent()) {
            return Looks.NONE;
        }
        Optional<Instant> end = remote.flatMap(RemoteSubject::endsAt);
        boolean over = end.filter(begunAt::isAfter).isPresent();
        Duration poll = over ? policy.pollAfterEnd() : policy.poll();
        Optional<Instant> pollAt = unlessOver(begunAt.plus(poll), end, policy);
        Optional<Instant> walkAt = read.isWalk()
                ? unlessOver(begunAt.plus(policy.walk()), end, policy)
                : link.looks().walkAt();
        return Looks.of(pollAt, walkAt);
    }

    /**
     * Says what is read a second time after a read that completed. Each read there is covers everything that changed, so
     * one that began no earlier than a second look was due has done it.
     *
     * @param owed the second look that was owed before
     * @param begunAt when the read began
     * @param again what of it is to be read again
     * @param now the instant at which it completed
     * @param policy the intervals
     * @return the look that is owed now, counted from now where the read itself is to be repeated
     */
    public static Optional<SecondLook> second(
            Optional<SecondLook> owed, Instant begunAt, Optional<Hints> again, Instant now, SyncPolicy policy) {
        Optional<SecondLook> left = owed.filter(look -> look.at().isAfter(begunAt));
        return again.map(hints -> SecondLook.of(
                        now.plus(policy.secondLook()),
                        left.map(look -> look.hints().and(hints, policy.namesAtMost()))
                                .orElse(hints)))
                .or(() -> left);
    }

    private static Optional<Instant> unlessOver(Instant at, Optional<Instant> end, SyncPolicy policy) {
        boolean tooLate = end.filter(ended -> at.isAfter(ended.plus(policy.quietAfterEnd())))
                .isPresent();
        return tooLate ? Optional.empty() : Optional.of(at);
    }
}
