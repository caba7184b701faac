package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.Actor;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.Removing;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A link of a few guests, the worker of its run between two of its calls, and what a bystander remembers of each guest. Each step
 * is one call: a claim, a read, a count, a report, a mark, an answer of a person.
 *
 * @param guests the attendee store, and what the bystander saw
 * @param worker the one that holds the run; idle if none does
 * @param zombie one that was given up for lost while it marked, and does not know
 * @param left how much may still happen
 * @param stale the numbers of a question that is no longer asked
 */
record RemovalScene(
        SyncLink link,
        Instant now,
        List<Guest> guests,
        Worker worker,
        Optional<Worker> zombie,
        Left left,
        Optional<Numbers> stale) {
    static final SyncPolicy POLICY = SyncPolicy.defaults();
    private static final Actor ANN = Actor.member("m-ann");
    private static final Actor BOB = Actor.member("m-bob");

    /**
     * One guest: the row of the store, and what the bystander remembers.
     *
     * @param missedSince the end of the first full scan that missed the guest since a read saw them last
     * @param kept whether a person keeps the guest
     * @param worded whether a person's word means the guest
     */
    record Guest(long stamp, boolean absent, Optional<Instant> missedSince, boolean kept, boolean worded) {
        Guest seen(long by) {
            return new Guest(Math.max(stamp, by), false, Optional.empty(), false, false);
        }

        boolean isMissedBy(long scan) {
            return !absent && stamp < scan;
        }
    }

    /** Where a worker stands. */
    enum Stage {
        IDLE,
        CLAIMED,
        READ,
        COUNTED,
        MARKING,
        SETTLED
    }

    record Worker(
            Stage stage,
            long run,
            long fence,
            long scan,
            Instant begunAt,
            List<AbsenceRules.Removal> todo,
            Optional<ScanFindings> found) {
        static final Worker IDLE = new Worker(Stage.IDLE, 0, 0, 0, Instant.EPOCH, List.of(), Optional.empty());

        Worker at(Stage next) {
            return new Worker(next, run, fence, scan, begunAt, todo, found);
        }

        Worker counted(Stage next, ScanFindings count, List<AbsenceRules.Removal> removals) {
            return new Worker(next, run, fence, scan, begunAt, removals, Optional.of(count));
        }

        Removing range() {
            return todo.get(0).range();
        }
    }

    /** Full scans, answers of people, breakdowns, sightings by another read. */
    record Left(int scans, int answers, int breakdowns, int sightings) {}

    record Numbers(long scan, long count) {}

    /** A step by its name, and where it leads. */
    record Way(String step, RemovalScene after) {}

    /** Something that must never happen. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        Broken(String law) {
            super(law);
        }
    }

    /** A link of three guests, of whom nobody is missing yet. */
    static RemovalScene fresh(Left left) {
        SyncLink live = Links.live().toBuilder(kept -> kept.polls(PollSchedule.NONE))
                .remote(facts())
                .build();
        Guest seen = new Guest(live.bookkeeping().fence() - 1, false, Optional.empty(), false, false);
        return new RemovalScene(
                live, Links.NOW, List.of(seen, seen, seen), Worker.IDLE, Optional.empty(), left, Optional.empty());
    }

    /** The same once a person is asked about two of them. */
    static RemovalScene asking(Left left) {
        RemovalScene scene = fresh(new Left(3, 0, 0, 0));
        while (scene.known().question().isEmpty()) {
            scene = scene.ways().stream()
                    .filter(way -> !way.step().startsWith("reads") || way.step().equals("reads 1 of 3"))
                    .findFirst()
                    .orElseThrow()
                    .after();
        }
        return new RemovalScene(
                scene.link, scene.now, scene.guests, scene.worker, Optional.empty(), left, Optional.empty());
    }

    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        works(ways);
        zombie.ifPresent(lost -> marks(ways, "the lost worker marks", lost, this::withZombie));
        answers(ways);
        breaksDown(ways);
        if (worker.stage() == Stage.IDLE && left.sightings() > 0) {
            for (int i = 0; i < guests.size(); i++) {
                int whom = i;
                Left less = new Left(left.scans(), left.answers(), left.breakdowns(), left.sightings() - 1);
                ways.add(new Way(
                        "another read sees " + i,
                        withGuests(each(at -> at == whom, guest -> guest.seen(link.version())))
                                .with(less)));
            }
        }
        return ways;
    }

    private void works(List<Way> ways) {
        switch (worker.stage()) {
            case IDLE -> begins(ways);
            case CLAIMED -> reads(ways);
            case READ -> ways.add(new Way("counts", counted()));
            case COUNTED -> reports(ways);
            case MARKING -> marks(ways, "marks", worker, this::with);
            case SETTLED -> ways.add(new Way("completes", completed()));
        }
    }

    private void begins(List<Way> ways) {
        Optional<SyncRun> waiting = link.run().filter(run -> !run.due().isAfter(now));
        if (waiting.isPresent() && left.scans() > 0) {
            SyncLink claimed = moved(new WorkerReport.RunStarted(waiting.get().id(), "owner of " + link.version()));
            Optional<Checkpoint> place = claimed.run().flatMap(SyncRun::checkpoint);
            Worker begun = new Worker(
                    place.isPresent() ? Stage.READ : Stage.CLAIMED,
                    waiting.get().id(),
                    claimed.bookkeeping().fence(),
                    place.map(Checkpoint::scan).orElse(claimed.bookkeeping().fence()),
                    place.map(Checkpoint::begunAt).orElse(now),
                    List.of(),
                    Optional.empty());
            ways.add(new Way("claims", with(claimed).with(begun).withZombie(Worker.IDLE)));
        } else if (link.run().isEmpty() && link.phase() == SyncPhase.LIVE && isDue()) {
            ways.add(new Way("a poll is due", with(moved(new Fact.PollDue()))));
        } else if (link.phase() == SyncPhase.SYNC_FAILED) {
            ways.add(new Way("a person retries", with(moved(new UserRequest.RetryRequested(ANN)))));
        } else if (link.run().isEmpty() && link.due().isEmpty() && left.scans() > 0) {
            ways.add(new Way("a person asks for everything", with(moved(new UserRequest.ResyncRequested(ANN)))));
        } else {
            link.due().filter(now::isBefore).ifPresent(due -> ways.add(new Way("time passes", at(due))));
        }
    }

    private boolean isDue() {
        return link.due().filter(due -> !due.isAfter(now)).isPresent();
    }

    /** A list of all, of the last alone, or of nobody; or one of the last alone that takes as long as an outage may. */
    private void reads(List<Way> ways) {
        for (int from : List.of(0, 2, 3)) {
            ways.add(new Way("reads " + (guests.size() - from) + " of 3", read(from, Duration.ZERO)));
        }
        ways.add(new Way("reads slowly", read(2, POLICY.absence().settling().minusMinutes(1))));
    }

    private RemovalScene read(int from, Duration took) {
        RemovalScene later = at(now.plus(took));
        Checkpoint end = later.checkpoint();
        SyncLink applied =
                later.moved(new WorkerReport.PageApplied(worker.run(), worker.fence(), end, Optional.of(facts())));
        return later.with(applied)
                .withGuests(each(at -> at >= from, guest -> guest.seen(worker.scan())))
                .with(worker.at(Stage.READ));
    }

    private RemovalScene counted() {
        ScanFindings found = count();
        List<AbsenceRules.Removal> removals =
                AbsenceRules.at(link, result(found), POLICY, now).removals();
        return with(worker.counted(removals.isEmpty() ? Stage.SETTLED : Stage.COUNTED, found, removals));
    }

    private void reports(List<Way> ways) {
        WorkerReport begun = new WorkerReport.RemovalsBegun(worker.run(), worker.fence(), worker.range());
        Decision decision = SyncStateMachine.decide(link, begun, POLICY, now);
        ways.add(
                decision instanceof Decision.Moved
                        ? new Way("begins to remove", with(decision.link()).with(worker.at(Stage.MARKING)))
                        : new Way("finds that somebody answered", with(worker.at(Stage.READ))));
    }

    private void marks(List<Way> ways, String step, Worker by, Function<Worker, RemovalScene> next) {
        Removing range = by.range();
        boolean any = false;
        for (int i = 0; i < guests.size(); i++) {
            Guest guest = guests.get(i);
            if (guest.isMissedBy(range.before()) && guest.stamp() >= range.keptFrom()) {
                any = true;
                int whom = i;
                mayBeMarked(guest, by);
                ways.add(new Way(
                        step + " " + i,
                        withGuests(each(
                                at -> at == whom,
                                one -> new Guest(one.stamp(), true, Optional.empty(), false, false)))));
            }
        }
        if (!any) {
            Worker done = new Worker(
                    by.todo().size() > 1 ? Stage.COUNTED : Stage.SETTLED,
                    by.run(),
                    by.fence(),
                    by.scan(),
                    by.begunAt(),
                    by.todo().subList(1, by.todo().size()),
                    Optional.of(count()));
            ways.add(new Way(step + " nobody else", next.apply(done)));
        }
    }

    private static void mayBeMarked(Guest guest, Worker by) {
        boolean settled = guest.missedSince()
                .filter(end -> !by.begunAt().isBefore(end.plus(POLICY.absence().settling())))
                .isPresent();
        if (guest.kept()) {
            throw new Broken("a guest whom a person keeps is removed");
        }
        if (!guest.isMissedBy(by.scan())) {
            throw new Broken("a guest whom this scan has seen is removed");
        }
        if (!settled && !guest.worded()) {
            throw new Broken("a guest is removed by one scan, or by two that lie too close");
        }
    }

    private RemovalScene completed() {
        RunResult result = result(worker.found().orElseThrow());
        SyncLink live = moved(new WorkerReport.RunCompleted(worker.run(), worker.fence(), result));
        boolean wordIsOver = live.bookkeeping().absences().word().isEmpty();
        List<Guest> told = each(at -> true, guest -> {
            boolean missed = guest.isMissedBy(worker.scan());
            return new Guest(
                    guest.stamp(),
                    guest.absent(),
                    missed ? guest.missedSince().or(() -> Optional.of(now)) : guest.missedSince(),
                    guest.kept(),
                    guest.worded() && !wordIsOver);
        });
        RemovalScene next = with(live)
                .withGuests(told)
                .with(Worker.IDLE)
                .with(new Left(left.scans() - 1, left.answers(), left.breakdowns(), left.sightings()));
        next.asksAboutNobodyWhoIsKept();
        Optional<Numbers> before = numbers(known());
        return before.equals(numbers(next.known())) || before.isEmpty() ? next : next.stale(before);
    }

    private void asksAboutNobodyWhoIsKept() {
        known().question().ifPresent(asked -> {
            boolean asksAgain = guests.stream()
                    .anyMatch(guest ->
                            guest.kept() && guest.isMissedBy(asked.scan()) && guest.stamp() >= known().keptFrom());
            if (asksAgain) {
                throw new Broken("a person is asked again about a guest who is kept");
            }
        });
    }

    private void answers(List<Way> ways) {
        if (left.answers() == 0) {
            return;
        }
        numbers(known()).ifPresent(asked -> {
            applies(ways, "Ann has them removed", new UserRequest.ApplyRemovals(ANN, asked.scan(), asked.count()));
            keeps(ways, "Bob keeps them", new UserRequest.KeepAttendees(BOB, asked.scan(), asked.count()));
        });
        known().kept()
                .ifPresent(kept -> applies(
                        ways,
                        "Ann has the kept removed",
                        new UserRequest.ApplyRemovals(ANN, kept.scan(), kept.count())));
        stale.ifPresent(old -> {
            applies(ways, "Ann answers late", new UserRequest.ApplyRemovals(ANN, old.scan(), old.count()));
            keeps(ways, "Bob answers late", new UserRequest.KeepAttendees(BOB, old.scan(), old.count()));
        });
    }

    private void applies(List<Way> ways, String step, UserRequest.ApplyRemovals answer) {
        Decision decision = SyncStateMachine.decide(link, answer, POLICY, now);
        if (decision instanceof Decision.Moved) {
            boolean ofQuestion = known().question()
                    .filter(asked -> asked.scan() == answer.scan())
                    .isPresent();
            long from = ofQuestion ? known().keptFrom() : 0;
            List<Guest> meant = each(
                    at -> guests.get(at).isMissedBy(answer.scan())
                            && guests.get(at).stamp() >= from,
                    guest -> new Guest(guest.stamp(), guest.absent(), guest.missedSince(), false, true));
            ways.add(new Way(step, with(decision.link()).withGuests(meant).answered()));
        }
    }

    private void keeps(List<Way> ways, String step, UserRequest.KeepAttendees answer) {
        Decision decision = SyncStateMachine.decide(link, answer, POLICY, now);
        if (decision instanceof Decision.Moved) {
            List<Guest> meant = each(
                    at -> guests.get(at).isMissedBy(answer.scan()),
                    guest -> new Guest(guest.stamp(), guest.absent(), guest.missedSince(), true, false));
            ways.add(new Way(step, with(decision.link()).withGuests(meant).answered()));
        }
    }

    private void breaksDown(List<Way> ways) {
        if (left.breakdowns() == 0 || worker.stage() == Stage.IDLE) {
            return;
        }
        RemovalScene less = with(new Left(left.scans(), left.answers(), left.breakdowns() - 1, left.sightings()));
        Instant until = link.run().orElseThrow().lease().orElseThrow().until();
        SyncLink lost = moved(new WorkerReport.RunLost(worker.run(), worker.fence(), until));
        boolean marks = worker.stage() == Stage.MARKING;
        ways.add(new Way(
                "the worker falls silent", less.with(lost).with(Worker.IDLE).withZombie(marks ? worker : Worker.IDLE)));
        ways.add(new Way(
                "the run fails",
                less.with(moved(Links.failure(link, FailureKind.PERMISSION, Optional.empty())))
                        .with(Worker.IDLE)
                        .withZombie(marks ? worker : Worker.IDLE)));
    }

    // parts

    private ScanFindings count() {
        long keptFrom = known().keptFrom();
        return new ScanFindings(
                guests.stream().filter(guest -> !guest.absent()).count(),
                between(keptFrom, worker.scan()),
                known().remembered()
                        .map(since -> between(keptFrom, since.scan()))
                        .orElse(0L),
                known().question().map(asked -> between(keptFrom, asked.scan())).orElse(0L),
                between(0, keptFrom),
                keptFrom,
                false);
    }

    private long between(long from, long before) {
        return guests.stream()
                .filter(guest -> guest.isMissedBy(before) && guest.stamp() >= from)
                .count();
    }

    private RunResult result(ScanFindings found) {
        return RunResult.builder().last(checkpoint()).build().with(found);
    }

    /** A provider that never tells of changes, so that only the full scans are read that are owed. */
    private static RemoteFacts facts() {
        return new RemoteFacts(Links.facts().subject(), Feed.NONE, Links.NOW);
    }

    private Checkpoint checkpoint() {
        return Links.checkpoint(link, 1, now, Optional.empty()).toBuilder()
                .scan(worker.scan())
                .begunAt(worker.begunAt())
                .build();
    }

    private static Optional<Numbers> numbers(Absences known) {
        return known.question().map(asked -> new Numbers(asked.scan(), asked.count()));
    }

    private Absences known() {
        return link.bookkeeping().absences();
    }

    private SyncLink moved(Trigger trigger) {
        return Links.moved(link, trigger, now);
    }

    private List<Guest> each(IntPredicate whom, UnaryOperator<Guest> change) {
        return IntStream.range(0, guests.size())
                .mapToObj(at -> whom.test(at) ? change.apply(guests.get(at)) : guests.get(at))
                .toList();
    }

    private RemovalScene at(Instant later) {
        return new RemovalScene(link, later, guests, worker, zombie, left, stale);
    }

    private RemovalScene with(SyncLink next) {
        return new RemovalScene(next, now, guests, worker, zombie, left, stale);
    }

    private RemovalScene with(Worker next) {
        return new RemovalScene(link, now, guests, next, zombie, left, stale);
    }

    private RemovalScene withZombie(Worker lost) {
        Optional<Worker> marking = Optional.of(lost).filter(one -> one.stage() == Stage.MARKING);
        return new RemovalScene(link, now, guests, worker, marking, left, stale);
    }

    private RemovalScene withGuests(List<Guest> next) {
        return new RemovalScene(link, now, next, worker, zombie, left, stale);
    }

    private RemovalScene with(Left less) {
        return new RemovalScene(link, now, guests, worker, zombie, less, stale);
    }

    private RemovalScene stale(Optional<Numbers> old) {
        return new RemovalScene(link, now, guests, worker, zombie, left, old);
    }

    private RemovalScene answered() {
        return with(new Left(left.scans(), left.answers() - 1, left.breakdowns(), left.sightings()));
    }
}
