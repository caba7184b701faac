package io.holdfast.absences;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A question waits, a scan is on, and at given steps of it persons answer, people come back or leave, and things break. */
final class QuestionStory {
    private static final Actor ANN = Actor.member("ann");
    private static final Actor BOB = Actor.member("bob");
    private static final int GUESTS = 8;
    private static final int LEAVERS = 5;
    private static final int KEPT = 9;
    private static final Duration POLL = Duration.ofMinutes(45);
    private static final Duration AFTERWARDS = Duration.ofHours(4);
    /** So long it takes a node that is alone to find that another died. */
    private static final Duration LEASE_AND_WATCH = Duration.ofMinutes(2);

    /** What somebody does, or what befalls the provider or the node. */
    enum Act {
        ANN_APPLIES,
        BOB_KEEPS,
        ANN_APPLIES_ANOTHER_SCAN,
        ANN_APPLIES_ANOTHER_COUNT,
        BOB_KEEPS_ANOTHER_SCAN,
        BOB_KEEPS_ANOTHER_COUNT,
        ANN_APPLIES_THOSE_KEPT,
        TWO_COME_BACK,
        ONE_MORE_LEAVES,
        A_PAGE_FAILS,
        CREDENTIAL_IS_SEVERED_AND_RECONNECTED,
        LINK_IS_HELD_AND_RESUMED,
        ANN_READS_AGAIN,
        NODE_DIES
    }

    /** Answers that name other numbers than those that are asked. */
    static final EnumSet<Act> STALE = EnumSet.of(
            Act.ANN_APPLIES_ANOTHER_SCAN,
            Act.ANN_APPLIES_ANOTHER_COUNT,
            Act.BOB_KEEPS_ANOTHER_SCAN,
            Act.BOB_KEEPS_ANOTHER_COUNT);

    /** Answers that may be meant. */
    static final Set<Act> ANSWERS = EnumSet.of(Act.ANN_APPLIES, Act.BOB_KEEPS, Act.ANN_APPLIES_THOSE_KEPT);

    /**
     * One act of a case.
     *
     * @param at before which step of the node that works then
     * @param act what is done
     * @param later whether it is done while another node goes on after the first has died
     */
    record Move(int at, Act act, boolean later) {
        static Move of(int at, Act act) {
            return new Move(at, act, false);
        }
    }

    /**
     * What was before the question.
     *
     * @param changes whether the provider lists changes
     * @param kept whether a person kept others before
     */
    record Before(boolean changes, boolean kept) {}

    /**
     * What a case came to.
     *
     * @param story in a few words
     * @param steps the calls that the node which was on made
     * @param accepted how many answers were accepted
     * @param refused how many were refused
     * @param staleTaken answers for another scan or count that were accepted
     * @param undone whether nobody said otherwise after an answer and it was not carried out
     */
    record Found(
            String story,
            int steps,
            int accepted,
            int refused,
            List<String> keptAndRemoved,
            List<String> removedUnasked,
            List<String> askedTwice,
            List<String> staleTaken,
            Optional<String> undone) {
        boolean isWell() {
            return keptAndRemoved.isEmpty()
                    && removedUnasked.isEmpty()
                    && askedTwice.isEmpty()
                    && staleTaken.isEmpty()
                    && undone.isEmpty();
        }
    }

    private final Before before;
    private final List<Move> moves;
    private final AbsenceWorld world;
    private final List<String> staleTaken = new ArrayList<>();
    private RemovalQuestion asked;
    private Set<AttendeeId> about = Set.of();
    private Optional<Act> lastWord = Optional.empty();
    private boolean leftAlone = true;
    private int accepted;
    private int refused;

    private QuestionStory(Before before, List<Move> moves) {
        this.before = before;
        this.moves = moves;
        world = new AbsenceWorld(
                Habits.plain(before.changes(), 4),
                SyncPolicy.builder().pollInterval(POLL).delayedAfter(POLL).build());
        asked = waits();
    }

    static Found tell(Before before, List<Move> moves) {
        return new QuestionStory(before, moves).told();
    }

    /** Five of eight leave, and two scans have missed them; more who left before may have been kept. */
    private RemovalQuestion waits() {
        List<AttendeeId> guests = world.register(before.kept() ? GUESTS + KEPT : GUESTS, Chance.of("questions", 1));
        world.imported();
        if (before.kept()) {
            RemovalQuestion first = askedAfter(guests.subList(GUESTS, GUESTS + KEPT));
            world.keep(BOB, first.scan(), first.count());
            world.ledger.kept(first.scan(), world.ledger.missedBy(first.scan()));
        }
        about = Set.copyOf(guests.subList(0, LEAVERS));
        RemovalQuestion second = askedAfter(guests.subList(0, LEAVERS));
        world.ledger.onlyPersonsDecide();
        return second;
    }

    private RemovalQuestion askedAfter(List<AttendeeId> leavers) {
        world.until(world.time.instant().plusSeconds(60));
        leavers.forEach(world.provider::leave);
        readAll();
        Instant latest = world.time.instant().plus(Duration.ofHours(6));
        while (world.question().isEmpty() && world.time.instant().isBefore(latest)) {
            world.until(world.time.instant().plus(POLL));
        }
        return world.question()
                .orElseThrow(() -> new IllegalStateException("expected a question after two scans but found "
                        + world.link().bookkeeping().absences()));
    }

    /** Where changes are listed a person has to ask for a scan. */
    private void readAll() {
        if (before.changes()) {
            world.engine.links().resync(world.link().id()).orThrow();
        }
    }

    private Found told() {
        Steps steps = new Steps();
        moves.stream().filter(move -> !move.later()).forEach(move -> steps.before(move.at(), () -> act(move, steps)));
        readAll();
        if (!before.changes()) {
            world.tickTo(world.link().due().orElseThrow());
        }
        turn(steps);
        steps.end();
        if (steps.isDead()) {
            Steps others = new Steps();
            moves.stream().filter(Move::later).forEach(move -> others.before(move.at(), () -> act(move, others)));
            SyncEngine other = world.node(others);
            world.until(world.time.instant().plus(LEASE_AND_WATCH), other);
            others.end();
        }
        world.until(world.time.instant().plus(AFTERWARDS));
        return new Found(
                before + ", " + moves + " of " + steps.calls().size(),
                steps.calls().size(),
                accepted,
                refused,
                world.ledger.keptAndRemoved(),
                removedUnasked(),
                world.ledger.askedTwice(),
                staleTaken,
                undone());
    }

    private void turn(Steps steps) {
        try {
            world.node(steps).runDue();
        } catch (Steps.Died died) {
            if (!steps.isDead()) {
                throw died;
            }
        }
    }

    private void act(Move move, Steps steps) {
        switch (move.act()) {
            case ANN_APPLIES -> apply(move.act(), asked.scan(), asked.count());
            case BOB_KEEPS -> keep(move.act(), asked.scan(), asked.count());
            case ANN_APPLIES_ANOTHER_SCAN -> apply(move.act(), asked.scan() - 1, asked.count());
            case ANN_APPLIES_ANOTHER_COUNT -> apply(move.act(), asked.scan(), asked.count() + 1);
            case BOB_KEEPS_ANOTHER_SCAN -> keep(move.act(), asked.scan() + 1, asked.count());
            case BOB_KEEPS_ANOTHER_COUNT -> keep(move.act(), asked.scan(), asked.count() - 1);
            case ANN_APPLIES_THOSE_KEPT ->
                world.link()
                        .bookkeeping()
                        .absences()
                        .kept()
                        .ifPresent(kept -> apply(move.act(), kept.scan(), kept.count()));
            case TWO_COME_BACK -> about.stream().limit(2).forEach(world.provider::comeBack);
            case ONE_MORE_LEAVES ->
                world.provider.present().stream().findFirst().ifPresent(world.provider::leave);
            case A_PAGE_FAILS -> world.provider.failsOnce();
            case CREDENTIAL_IS_SEVERED_AND_RECONNECTED -> {
                leftAlone = false;
                world.reconnect();
            }
            case LINK_IS_HELD_AND_RESUMED -> {
                world.engine.links().suspend(world.link().id());
                world.engine.links().resume(world.link().id());
            }
            case ANN_READS_AGAIN -> world.engine.links().resync(world.link().id());
            case NODE_DIES -> steps.die();
        }
    }

    private void apply(Act act, long scan, long count) {
        Outcome<SyncLink> outcome = world.apply(ANN, scan, count);
        note(outcome, act, scan, count);
        if (outcome.changed()) {
            world.ledger.applied(scan);
        }
    }

    private void keep(Act act, long scan, long count) {
        Outcome<SyncLink> outcome = world.keep(BOB, scan, count);
        note(outcome, act, scan, count);
        if (outcome.changed()) {
            world.ledger.kept(scan, about);
        }
    }

    private void note(Outcome<SyncLink> outcome, Act act, long scan, long count) {
        refused += outcome.refusal().isPresent() ? 1 : 0;
        if (outcome.changed()) {
            accepted++;
            lastWord = Optional.of(act);
            if (STALE.contains(act)) {
                staleTaken.add(act + " of scan " + scan + " and " + count + " is taken, where " + asked + " asked");
            }
        }
    }

    /** An answer means nobody else: who left only now is removed no sooner than if nobody had answered. */
    private List<String> removedUnasked() {
        List<String> unasked = new ArrayList<>(world.ledger.removedUnasked());
        world.provider
                .goneAt()
                .forEach((id, gone) -> world.attendees
                        .removedAt(id)
                        .filter(removed -> !about.contains(id) && removed.isBefore(gone.plus(Leavers.SETTLING)))
                        .ifPresent(removed ->
                                unasked.add(id.value() + " left at " + gone + " and is removed at " + removed)));
        return unasked;
    }

    /** Whom nobody has seen again is gone if that was the last word, and there if it was the other. */
    private Optional<String> undone() {
        Set<AttendeeId> there = world.ledger.missedBy(asked.scan());
        there.retainAll(about);
        boolean isToGo = lastWord.equals(Optional.of(Act.ANN_APPLIES)) && leftAlone;
        if (isToGo && !there.isEmpty()) {
            return Optional.of("said to be gone, but still there: " + there + ", "
                    + world.link().bookkeeping().absences());
        }
        boolean waits = world.question().isPresent();
        if (lastWord.isEmpty() && !there.isEmpty() && !waits) {
            return Optional.of("nobody answered, but no question waits");
        }
        return Optional.empty();
    }
}
