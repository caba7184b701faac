package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Absences;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.MissingSince;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.ShortReads;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * What of a scene decides how it can go on, as one number: two scenes with the same fingerprint are the same abstract
 * state. Instants count as past or to come; what a move sets anew in any case is left out, as are the numbers of versions
 * and runs. Where attendees are missing or kept, only what bears on them is told apart: all of it times all of that would be
 * searched for hours, and neither knows of the other.
 */
final class Fingerprint {
    private final SyncPolicy policy;
    private long code;

    private Fingerprint(SyncPolicy policy) {
        this.policy = policy;
    }

    static long of(WorldState state, SyncPolicy policy) {
        Fingerprint fingerprint = new Fingerprint(policy);
        if (state.link().bookkeeping().absences().equals(Absences.NONE)) {
            fingerprint.scene(state);
            return fingerprint.code;
        }
        fingerprint.absences(state);
        return -1 - fingerprint.code;
    }

    /** Each part has its digits in every scene, present or not, so that no two scenes share a number by chance. */
    private void scene(WorldState state) {
        SyncLink link = state.link();
        add(link.phase(), SyncPhase.values().length);
        add(link.suspended());
        add(link.importedAt().isPresent());
        add(link.remote().isPresent());
        integrations(state);
        add(state.late().isPresent());
        incident(link.incident(), state.now());
        remembered(link.bookkeeping().pendingWork());
        add(link.bookkeeping().place().isPresent());
        run(link.run(), state.now());
        polls(link, state.now());
        looks(state);
    }

    private void absences(WorldState state) {
        SyncLink link = state.link();
        Absences known = link.bookkeeping().absences();
        Instant now = state.now();
        add(
                known.remembered()
                        .map(since -> since.endedAt().plus(policy.absence().settling())),
                now);
        add(Math.min(known.remembered().map(MissingSince::goodScans).orElse(0), 2), 3);
        add(known.question().isPresent());
        add(known.question().flatMap(RemovalQuestion::removedBy), now);
        add(known.word().map(RemovalWord::scan).equals(known.question().map(RemovalQuestion::scan)));
        add(known.word().isPresent());
        add(known.kept().isPresent());
        add(known.removing().isPresent());
        add(link.phase(), SyncPhase.values().length);
        add(link.suspended());
        add(link.importedAt().isPresent());
        add(state.bound(), Authorisation.values().length);
        add(link.binding().connection() == state.bound().connection());
        add(link.incident().flatMap(Incident::autoRetryAt), now);
        add(link.bookkeeping().pendingWork().resyncWanted());
        boolean waits = link.run()
                .filter(run -> !run.isWorking() && run.due().isAfter(now))
                .isPresent();
        add(link.run().isPresent());
        add(link.run().map(SyncRun::kind).orElse(SyncRun.Kind.IMPORT), SyncRun.Kind.values().length);
        add(link.run().filter(SyncRun::isWorking).isPresent());
        add(waits ? link.run().get().waitsFor() : SyncRun.Wait.NOW, SyncRun.Wait.values().length);
        polls(link, now);
    }

    /** The two integrations are alike, so only which one is bound matters, not its name. */
    private void integrations(WorldState state) {
        Authorisation other = state.isBoundToFirst() ? state.second() : state.first();
        add(state.bound(), Authorisation.values().length);
        add(other, Authorisation.values().length);
        add(state.link().binding().connection() == state.bound().connection());
    }

    private void incident(Optional<Incident> incident, Instant now) {
        int enough = policy.autoRetry().supportAfterRuns();
        add(Math.min(incident.map(Incident::failedRuns).orElse(0), enough), enough + 1);
        add(Math.min(incident.map(Incident::retriesFailed).orElse(0), enough), enough + 1);
        int turns = RecoveryLaws.turnsUntilAtLast(policy.autoRetry());
        add(Math.min(incident.map(Incident::autoRetriesUsed).orElse(0), turns), turns + 1);
        add(incident.flatMap(Incident::autoRetryAt), now);
        said(incident.map(Incident::last).map(SyncFailure::kind));
    }

    /** What the provider says of the event or channel itself goes on differently from all else that a run fails with. */
    private void said(Optional<FailureKind> last) {
        int gone = last.filter(kind -> kind == FailureKind.REMOTE_GONE).isPresent() ? 2 : 0;
        add(last.filter(kind -> kind == FailureKind.PERMISSION).isPresent() ? 1 : gone, 3);
    }

    private void remembered(PendingWork pendingWork) {
        add(pendingWork.change());
        add(pendingWork.resyncWanted());
    }

    private void run(Optional<SyncRun> run, Instant now) {
        boolean works = run.filter(SyncRun::isWorking).isPresent();
        boolean waits = !works && run.filter(on -> on.due().isAfter(now)).isPresent();
        add(run.isPresent());
        add(run.map(SyncRun::kind).orElse(SyncRun.Kind.IMPORT), SyncRun.Kind.values().length);
        add(works);
        add(works ? run.map(SyncRun::nextInstant) : Optional.empty(), now);
        add(waits);
        add(waits ? run.get().waitsFor() : SyncRun.Wait.NOW, SyncRun.Wait.values().length);
        add(run.map(SyncRun::attempt).orElse(0), policy.retry().maxAttempts() + 1);
        add(run.map(SyncRun::failures).orElse(0), policy.retry().maxFailures() + 1);
        add(run.flatMap(SyncRun::checkpoint).isPresent());
        add(run.filter(on -> on.furthest() > 0).isPresent());
        boolean recovers = run.filter(SyncRun::isRecovery).isPresent();
        add(recovers);
        add(recovers && run.flatMap(SyncRun::progressedAt).isPresent());
        add(run.flatMap(SyncRun::goneSince).map(since -> since.plus(Steps.WINDOW)), now);
        add(run.filter(on -> isOverdue(on, now)).isPresent());
        add(run.flatMap(SyncRun::hints));
        add(
                run.flatMap(SyncRun::shortReads).map(ShortReads::reads).orElse(0),
                policy.shortLists().enough());
    }

    private boolean isOverdue(SyncRun run, Instant now) {
        Optional<Instant> pageless =
                run.pagelessSince().map(at -> at.plus(policy.retry().maxPageless()));
        return run.ownTime(now).compareTo(policy.retry().maxRunDuration()) >= 0
                || pageless.filter(end -> !end.isAfter(now)).isPresent();
    }

    /** While a run is on, only what its completion leaves as it is matters; it does a due consistency recheck. */
    private void polls(SyncLink link, Instant now) {
        PollSchedule polls = link.bookkeeping().polls();
        boolean runs = link.run().isPresent();
        boolean scans =
                link.run().filter(run -> run.kind() != SyncRun.Kind.CATCH_UP).isPresent();
        add(runs ? Optional.empty() : polls.pollAt(), now);
        add(scans ? Optional.empty() : polls.fullScanAt(), now);
        add(polls.recheck().map(ConsistencyRecheck::at).filter(at -> !runs || at.isAfter(now)), now);
        add(polls.recheck().flatMap(ConsistencyRecheck::afterwards).isPresent());
    }

    /** Told apart where nothing else is on a live link's mind: neither knows of the other. */
    private void looks(WorldState state) {
        SyncLink link = state.link();
        Instant now = state.now();
        boolean alone = link.phase() == SyncPhase.LIVE
                && !link.suspended()
                && state.first() == Authorisation.NEVER_SEVERED
                && state.second() == Authorisation.NEVER_SEVERED
                && link.incident().isEmpty()
                && link.bookkeeping().pendingWork().equals(PendingWork.NOTHING);
        PollSchedule polls = link.bookkeeping().polls();
        add(alone && link.remote().filter(facts -> facts.isOver(now)).isPresent());
        add(alone && link.run().isEmpty() ? polls.lookAt() : Optional.empty(), now);
    }

    private void add(Optional<Hints> hints) {
        int all = hints.filter(Hints::all).isPresent() ? 2 : 1;
        add(hints.isPresent() ? all : 0, 3);
    }

    private void add(Optional<Instant> at, Instant now) {
        int later = at.filter(now::isBefore).isPresent() ? 2 : 1;
        add(at.isPresent() ? later : 0, 3);
    }

    private void add(boolean yes) {
        add(yes ? 1 : 0, 2);
    }

    @SuppressWarnings("EnumOrdinal") // the number lives no longer than one search
    private void add(Enum<?> one, int ofHowMany) {
        add(one.ordinal(), ofHowMany);
    }

    private void add(int digit, int base) {
        code = Math.addExact(Math.multiplyExact(code, base), digit);
    }
}
