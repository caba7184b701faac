package io.holdfast.engine.gateway;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door through which a page of links moves: each is decided as it would be alone, and those that move are written by one call
 * of the store. What that leaves goes through the door of {@link LinkWriter}, so one that can't be stored keeps no other from it.
 */
public final class ManyLinks {
    /** As they were seen, and once more as they were just loaded. */
    private static final int LOOKS = 2;

    private final LinkWriter writer;
    private final AttendeeFences fences;
    private final AfterCommit commits;

    ManyLinks(LinkWriter writer, AttendeeFences fences, AfterCommit commits) {
        this.writer = writer;
        this.fences = fences;
        this.commits = commits;
    }

    /** What became of each of several links: a decision, or what was thrown because of it. */
    public static final class Taken {
        private final Map<SyncLinkId, Decision> decisions = new HashMap<>();
        private final Map<SyncLinkId, RuntimeException> failures = new HashMap<>();

        private Taken() {}

        /** What was decided on a link; throws what was thrown because of it. */
        public Decision of(SyncLinkId id) {
            RuntimeException failure = failures.get(id);
            if (failure != null) {
                throw failure;
            }
            return Optional.ofNullable(decisions.get(id)).orElseThrow();
        }

        /** What was thrown because of a link; nothing if something was decided on it. */
        public Optional<RuntimeException> failure(SyncLinkId id) {
            return Optional.ofNullable(failures.get(id));
        }

        /** All that were decided on, as they are now. */
        public List<SyncLink> links() {
            return decisions.values().stream().map(Decision::link).toList();
        }

        /** Those that moved, as they are now. */
        public List<SyncLink> moved() {
            return decisions.values().stream()
                    .filter(Decision.Moved.class::isInstance)
                    .map(Decision::link)
                    .toList();
        }
    }

    /** The latest versions of those of several links that are there and can be read. */
    public List<SyncLink> load(Collection<SyncLink> seen) {
        return writer.links().load(ids(seen)).stream()
                .map(StoredRow::value)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Removes links with their histories; their workers, if they have some, write nothing any more. */
    public void removeForGood(Collection<SyncLink> leaving) {
        if (leaving.isEmpty()) {
            return;
        }
        if (commits.isAwaited()) {
            remove(leaving);
            commits.run(() -> closeThoseGone(leaving));
        } else {
            fences.fenceForGood(leaving);
            remove(leaving);
            leaving.forEach(writer.dispatcher()::removed);
        }
    }

    private void remove(Collection<SyncLink> leaving) {
        writer.repeatable(() -> {
            writer.links().removeAll(ids(leaving));
            return leaving;
        });
    }

    /** The attendee store may be elsewhere, where nothing is undone with the host's transaction. */
    private void closeThoseGone(Collection<SyncLink> removed) {
        Set<SyncLinkId> standing =
                writer.links().load(ids(removed)).stream().map(StoredRow::id).collect(Collectors.toSet());
        List<SyncLink> gone =
                removed.stream().filter(link -> !standing.contains(link.id())).toList();
        fences.fenceForGood(gone);
        gone.forEach(writer.dispatcher()::removed);
    }

    /**
     * Takes the fencing tokens from the workers of links that were just written. A savepoint may be undone, and a fence that was
     * never stored would keep a good worker out.
     */
    public void fence(Collection<SyncLink> taken) {
        if (!taken.isEmpty()) {
            commits.run(() -> fences.fence(taken), () -> fences.fence(load(taken)), () -> {});
        }
    }

    /**
     * Applies to each link what its trigger says. A move that was too late, and whatever is no move, is decided again on what was
     * loaded since; the rest is done alone.
     */
    public Taken apply(Collection<SyncLink> seen, Function<SyncLink, Trigger> trigger) {
        Taken taken = new Taken();
        Map<SyncLinkId, Trigger> triggers = seen.stream().collect(Collectors.toMap(SyncLink::id, trigger));
        Collection<SyncLink> left = seen;
        for (int look = 0; look < LOOKS && !left.isEmpty(); look++) {
            left = look == 0 ? left : load(left);
            decide(left, triggers, look > 0, taken);
            left = left.stream()
                    .filter(link -> !taken.decisions.containsKey(link.id()))
                    .toList();
        }
        seen.stream()
                .filter(link -> !taken.decisions.containsKey(link.id()))
                .forEach(link ->
                        alone(link, Optional.ofNullable(triggers.get(link.id())).orElseThrow(), taken));
        return taken;
    }

    private void decide(
            Collection<SyncLink> links, Map<SyncLinkId, Trigger> triggers, boolean justLoaded, Taken taken) {
        List<MoveTeller.Move> moves = new ArrayList<>();
        for (SyncLink link : links) {
            Trigger trigger = Optional.ofNullable(triggers.get(link.id())).orElseThrow();
            Decision decision = SyncStateMachine.decide(
                    link, trigger, writer.policy(), writer.time().instant());
            if (decision instanceof Decision.Moved moved) {
                moves.add(new MoveTeller.Move(moved, Optional.of(link)));
            } else if (justLoaded) {
                taken.decisions.put(link.id(), decision);
            }
        }
        if (!moves.isEmpty()) {
            writer.write(moves)
                    .forEach(move -> taken.decisions.put(move.moved().next().id(), move.moved()));
        }
    }

    private void alone(SyncLink link, Trigger trigger, Taken taken) {
        try {
            taken.decisions.put(link.id(), writer.apply(link, trigger));
        } catch (RuntimeException thrown) {
            if (commits.isAwaited()) {
                throw thrown;
            }
            taken.failures.put(link.id(), thrown);
        }
    }

    private static Set<SyncLinkId> ids(Collection<SyncLink> links) {
        return links.stream().map(SyncLink::id).collect(Collectors.toSet());
    }
}
