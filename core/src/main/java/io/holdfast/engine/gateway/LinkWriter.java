package io.holdfast.engine.gateway;

import io.holdfast.codec.StoredForm;
import io.holdfast.internal.Text;
import io.holdfast.model.ContendedException;
import io.holdfast.model.ImportMode;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door through which links move: decide, write once by compare-and-set, then tell. */
public record LinkWriter(
        SyncLinkStore links,
        RunQueue queue,
        ListenerDispatcher dispatcher,
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
        return inOrder(birth, () -> {
            SyncLink stored = RetryOnce.onceAfterFailure(() -> links.createIfAbsent(birth));
            if (stored.id().equals(birth.next().id())) {
                tell(birth);
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
    public Decision choose(SyncLinkId id, ImportMode mode) {
        for (int tries = 0; tries < TRIES; tries++) {
            Decision decision = SyncStateMachine.choose(load(id), mode, time.instant());
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

    /** Removes a link with its history. */
    public void remove(SyncLink link) {
        RetryOnce.onceAfterFailure(() -> {
            links.remove(link.id());
            return link;
        });
        dispatcher.removed(link);
    }

    /** Writes and tells. */
    private boolean isWritten(Decision.Moved moved, Optional<SyncLink> before) {
        return inOrder(moved, () -> {
            boolean written = write(moved);
            if (written) {
                tell(moved);
                before.ifPresent(link -> tellOfRemote(link, moved.next()));
            }
            return written;
        });
    }

    /** Whoever writes the next version meanwhile is told of after this one. */
    private <T> T inOrder(Decision.Moved moved, Supplier<T> act) {
        dispatcher.writing(moved.next());
        try {
            return act.get();
        } finally {
            dispatcher.written(moved.next());
        }
    }

    /** A store that wrote and then threw has written: what lies there now tells. */
    private boolean write(Decision.Moved moved) {
        try {
            return links.replace(moved);
        } catch (RuntimeException unknown) {
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

    private void tell(Decision.Moved moved) {
        SyncLink link = moved.next();
        logMove(moved);
        if (isWorkedNow(moved)) {
            ticket(link).ifPresent(this::submit);
        }
        moved.record().ifPresent(record -> dispatcher.transitioned(link, record));
    }

    /** A run that waits has a ticket, and so has what a provider has just told of; a sweep finds whatever else is due. */
    private static boolean isWorkedNow(Decision.Moved moved) {
        return moved.next().run().filter(run -> !run.isWorking()).isPresent()
                || (moved.next().run().isEmpty()
                        && moved.trigger()
                                .filter(Fact.RemoteSignalled.class::isInstance)
                                .isPresent());
    }

    private void tellOfRemote(SyncLink before, SyncLink after) {
        before.remote()
                .filter(known -> after.remote()
                        .filter(told -> !told.subject().looksLike(known.subject()))
                        .isPresent())
                .ifPresent(known -> dispatcher.remoteChanged(after, known));
    }

    private void submit(RunQueue.Ticket ticket) {
        try {
            if (!queue.submit(List.of(ticket))) {
                log.debug(
                        "link={} found no room in the queue, a sweep will bring it",
                        Text.escaped(ticket.link().value()));
            }
        } catch (RuntimeException thrown) {
            throttled.warn("queue", LogIds.of(ticket.link()) + " queue threw, a sweep will bring it", thrown);
        }
    }

    /** What brings a link to a worker when something is due on it. */
    public static Optional<RunQueue.Ticket> ticket(SyncLink link) {
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
