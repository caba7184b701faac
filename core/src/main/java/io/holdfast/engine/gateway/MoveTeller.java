package io.holdfast.engine.gateway;

import io.holdfast.codec.StoredForm;
import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.internal.Text;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.TransitionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of moves that were written: the queue, the listener and the log. Inside of a host's transaction that waits for its commit. */
record MoveTeller(
        SyncLinkStore links,
        RunQueue queue,
        ListenerDispatcher dispatcher,
        AfterCommit commits,
        ThrottledLog throttled) {
    private static final Logger log = LoggerFactory.getLogger(MoveTeller.class);
    private static final int PAGE = 50;

    /**
     * A move that was written.
     *
     * @param moved what was decided
     * @param before the link before, if what it shows of the event or channel is compared
     */
    record Move(Decision.Moved moved, Optional<SyncLink> before) {
        SyncLinkId link() {
            return moved.next().id();
        }
    }

    /** Tells of moves of one link each, and of what they show otherwise of the event or channel than the link before. */
    void tell(List<Move> moves) {
        if (moves.isEmpty()) {
            return;
        }
        commits.run(
                () -> {
                    bring(moves, move -> Optional.of(move.moved().next()));
                    moves.forEach(this::toldNow);
                },
                () -> tellWhatStands(moves),
                () -> bring(moves, standing(moves)));
    }

    /** A link that is there is brought as it is now; a move is told only if the history holds it, because a savepoint may have been undone. */
    private void tellWhatStands(List<Move> moves) {
        Function<Move, Optional<SyncLink>> standing = standing(moves);
        bring(moves, standing);
        moves.stream()
                .filter(move -> standing.apply(move)
                        .filter(stored -> stored.equals(move.moved().next())
                                || move.moved().record().filter(this::isHeld).isPresent())
                        .isPresent())
                .forEach(this::toldNow);
    }

    private Function<Move, Optional<SyncLink>> standing(List<Move> moves) {
        Map<SyncLinkId, SyncLink> stored =
                links.load(moves.stream().map(Move::link).collect(Collectors.toSet())).stream()
                        .flatMap(row -> row.value().stream())
                        .collect(Collectors.toMap(SyncLink::id, Function.identity()));
        return move -> Optional.ofNullable(stored.get(move.link()));
    }

    private boolean isHeld(TransitionRecord record) {
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            Page<TransitionRecord> page = links.history(record.link(), at.get(), PAGE);
            for (TransitionRecord held : page.items()) {
                if (held.version() <= record.version()) {
                    return held.equals(record);
                }
            }
            at = page.next();
        }
        return false;
    }

    private void toldNow(Move move) {
        Decision.Moved moved = move.moved();
        logMove(moved);
        moved.record().ifPresent(record -> dispatcher.transitioned(moved.next(), record));
        move.before().ifPresent(link -> tellOfRemote(link, moved.next()));
    }

    private void tellOfRemote(SyncLink before, SyncLink after) {
        before.remote()
                .filter(known -> after.remote()
                        .filter(told -> !told.subject().looksLike(known.subject()))
                        .isPresent())
                .ifPresent(known -> dispatcher.remoteChanged(after, known));
    }

    /** A run that waits has a ticket, and so has what a provider has just told of; a sweep finds whatever else is due. */
    private static boolean isWorkedNow(SyncLink link, Decision.Moved moved) {
        return link.run().filter(run -> !run.isWorking()).isPresent()
                || (link.run().isEmpty()
                        && moved.trigger()
                                .filter(Fact.RemoteSignalled.class::isInstance)
                                .isPresent());
    }

    private void bring(List<Move> moves, Function<Move, Optional<SyncLink>> now) {
        List<RunQueue.Ticket> tickets = moves.stream()
                .flatMap(move -> now.apply(move).filter(link -> isWorkedNow(link, move.moved())).stream())
                .flatMap(link -> ticket(link).stream())
                .toList();
        if (!tickets.isEmpty()) {
            submit(tickets);
        }
    }

    private void submit(List<RunQueue.Ticket> tickets) {
        String first = LogIds.of(tickets.get(0).link());
        try {
            if (!queue.submit(tickets)) {
                log.debug(
                        "{}, of {} tickets, found no room in the queue, a sweep will bring it", first, tickets.size());
            }
        } catch (RuntimeException thrown) {
            throttled.warn("queue", first + " queue threw, a sweep will bring it", thrown);
        }
    }

    /** What brings a link to a worker when something is due on it. */
    static Optional<RunQueue.Ticket> ticket(SyncLink link) {
        SyncRun.Urgency urgency = link.run().map(SyncRun::urgency).orElse(SyncRun.Urgency.ROUTINE);
        return link.due().map(due -> new RunQueue.Ticket(link.id(), link.key().workspace(), due, urgency));
    }

    private static void logMove(Decision.Moved moved) {
        SyncLink link = moved.next();
        String id = Text.escaped(link.id().value());
        String trigger =
                moved.trigger().map(t -> t.kind().name()).orElse(link.version() == 1 ? "IMPORT_REQUESTED" : "NONE");
        Optional<SyncStatus> was = moved.record().flatMap(r -> r.before()).map(before -> before.status());
        if (moved.record().isEmpty()) {
            log.debug("link={} version={} trigger={} reason=\"{}\"", id, link.version(), trigger, moved.reason());
        } else if (link.incident().isPresent() && link.run().isEmpty()) {
            log.warn(
                    "link={} status={} was={} trigger={} reason=\"{}\" failure={} reference={}",
                    id,
                    link.status(),
                    was.orElse(link.status()),
                    trigger,
                    moved.reason(),
                    link.incident().get().last().kind(),
                    Text.escaped(link.incident().get().last().reference()));
        } else {
            log.info(
                    "link={} status={} was={} trigger={} reason=\"{}\"",
                    id,
                    link.status(),
                    was.map(SyncStatus::name).orElse("none"),
                    trigger,
                    moved.reason());
        }
        if (log.isTraceEnabled()) {
            moved.record()
                    .ifPresent(record ->
                            log.trace("link={} history={}", id, Text.escaped(StoredForm.RECORD.write(record))));
        }
    }
}
