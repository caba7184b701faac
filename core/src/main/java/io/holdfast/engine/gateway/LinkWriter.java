package io.holdfast.engine.gateway;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.internal.Text;
import io.holdfast.model.Actor;
import io.holdfast.model.ContendedException;
import io.holdfast.model.ImportMode;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door through which links move: decide, write once by compare-and-set, then tell. */
public record LinkWriter(
        SyncLinkStore links,
        RunQueue queue,
        ListenerDispatcher dispatcher,
        AfterCommit commits,
        SyncPolicy policy,
        InstantSource time,
        ThrottledLog throttled) {
    private static final Logger log = LoggerFactory.getLogger(LinkWriter.class);
    private static final int TRIES = 20;

    public SyncLink load(SyncLinkId id) {
        return links.load(id).orElseThrow(() -> UnknownIdException.link(id));
    }

    /** Stores a new link, or finds the one of the same key. */
    public SyncLink create(Decision.Moved birth) {
        MoveTeller.Move move = new MoveTeller.Move(birth, Optional.empty());
        return inOrder(List.of(move), () -> {
            SyncLink stored = repeatable(() -> links.createIfAbsent(birth));
            if (stored.id().equals(birth.next().id())) {
                teller().tell(List.of(move));
            }
            return stored;
        });
    }

    public Decision apply(SyncLinkId id, Trigger trigger) {
        return apply(load(id), trigger);
    }

    /**
     * Applies a trigger to a link that may have moved since the caller saw it: only a decision on the stored version
     * is valid, so whatever is not a move is decided again on a link that was just loaded.
     */
    public Decision apply(SyncLink seen, Trigger trigger) {
        SyncLink link = seen;
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = time.instant();
            Decision decision = SyncStateMachine.decide(link, trigger, policy, now);
            if (decision instanceof Decision.Moved moved) {
                if (isWritten(moved, Optional.of(link))) {
                    return moved;
                }
            } else if (tries > 0) {
                log.debug(
                        "link={} trigger={} reason=\"{}\"",
                        Text.escaped(link.id().value()),
                        trigger.kind(),
                        decision.reason());
                return decision;
            }
            link = load(seen.id());
        }
        throw new ContendedException(seen.id(), TRIES);
    }

    /** Writes which import mode a person chose, whatever else moves the link meanwhile. */
    public Decision choose(SyncLinkId id, ImportMode mode, Actor actor) {
        for (int tries = 0; tries < TRIES; tries++) {
            Decision decision = SyncStateMachine.choose(load(id), mode, actor, time.instant());
            if (!(decision instanceof Decision.Moved moved)) {
                return decision;
            }
            if (isWritten(moved, Optional.empty())) {
                return moved;
            }
        }
        throw new ContendedException(id, TRIES);
    }

    /** Sets right what a clock that was ahead had decided; what moved meanwhile was decided anew by that. */
    public void correct(SyncLink seen) {
        SyncStateMachine.corrected(seen, policy, time.instant()).ifPresent(moved -> isWritten(moved, Optional.empty()));
    }

    /** Writes and tells. */
    private boolean isWritten(Decision.Moved moved, Optional<SyncLink> before) {
        MoveTeller.Move move = new MoveTeller.Move(moved, before);
        return !write(List.of(move), () -> isReplaced(moved) ? List.of(move) : List.of())
                .isEmpty();
    }

    /** Writes several moves by one call of the store and tells of those that were written; they are given back. */
    List<MoveTeller.Move> write(List<MoveTeller.Move> moves) {
        return write(moves, () -> replaced(moves));
    }

    private List<MoveTeller.Move> write(List<MoveTeller.Move> moves, Supplier<List<MoveTeller.Move>> write) {
        return inOrder(moves, () -> {
            List<MoveTeller.Move> written = write.get();
            teller().tell(written);
            return written;
        });
    }

    private MoveTeller teller() {
        return new MoveTeller(links, queue, dispatcher, commits, throttled);
    }

    /** A statement that failed spoils the transaction that it is in, and another would only hide why. */
    <T> T repeatable(Supplier<T> act) {
        return commits.isAwaited() ? act.get() : RetryOnce.onceAfterFailure(act);
    }

    /** Whoever writes the next version meanwhile is told of after this one; inside of a transaction nobody can. */
    private <T> T inOrder(List<MoveTeller.Move> moves, Supplier<T> act) {
        if (commits.isAwaited()) {
            return act.get();
        }
        moves.forEach(move -> dispatcher.writing(move.moved().next()));
        try {
            return act.get();
        } finally {
            moves.forEach(move -> dispatcher.written(move.moved().next()));
        }
    }

    /** A store that wrote and then threw has written: what lies there now tells. */
    private boolean isReplaced(Decision.Moved moved) {
        try {
            return links.replace(moved);
        } catch (RuntimeException unknown) {
            if (commits.isAwaited()) {
                throw unknown;
            }
            SyncLinkId id = moved.next().id();
            SyncLink stored =
                    RetryOnce.orThrow(unknown, () -> links.load(id)).orElseThrow(() -> UnknownIdException.link(id));
            if (stored.equals(moved.next())) {
                return true;
            }
            if (stored.version() >= moved.next().version()) {
                return false;
            }
            throw unknown;
        }
    }

    /** The same of several; whichever does not lie there is not written. */
    private List<MoveTeller.Move> replaced(List<MoveTeller.Move> moves) {
        try {
            Set<SyncLinkId> written =
                    links.replaceAll(moves.stream().map(MoveTeller.Move::moved).toList());
            return moves.stream()
                    .filter(move -> written.contains(move.moved().next().id()))
                    .toList();
        } catch (RuntimeException unknown) {
            if (commits.isAwaited()) {
                throw unknown;
            }
            Set<SyncLinkId> ids =
                    moves.stream().map(move -> move.moved().next().id()).collect(Collectors.toSet());
            Set<SyncLink> stored = RetryOnce.orThrow(unknown, () -> links.load(ids)).stream()
                    .flatMap(row -> row.value().stream())
                    .collect(Collectors.toSet());
            return moves.stream()
                    .filter(move -> stored.contains(move.moved().next()))
                    .toList();
        }
    }

    /** What brings a link to a worker when something is due on it. */
    public static Optional<RunQueue.Ticket> ticket(SyncLink link) {
        return MoveTeller.ticket(link);
    }
}
