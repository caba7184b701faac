package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Hints;
import io.holdfast.model.Looks;
import io.holdfast.model.Remembered;
import io.holdfast.model.SecondLook;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Trouble;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * What of a scene decides how it can go on, as one number: two scenes with the same fingerprint are the same abstract
 * state. Instants count as past or to come; what a move sets anew in any case is left out, as are the numbers of versions
 * and runs.
 */
final class Fingerprint {
    private final SyncPolicy policy;
    private long code;

    private Fingerprint(SyncPolicy policy) {
        this.policy = policy;
    }

    static long of(Scene scene, SyncPolicy policy) {
        Fingerprint fingerprint = new Fingerprint(policy);
        fingerprint.scene(scene);
        return fingerprint.code;
    }

    /** Each part has its digits in every scene, present or not, so that no two scenes share a number by chance. */
    private void scene(Scene scene) {
        SyncLink link = scene.link();
        add(link.phase(), SyncPhase.values().length);
        add(link.suspended());
        add(link.importedAt().isPresent());
        add(link.remote().isPresent());
        integrations(scene);
        add(scene.late().isPresent());
        trouble(link.trouble(), scene.now());
        remembered(link.remembered());
        run(link.run(), scene.now());
        looks(link, scene.now());
    }

    /** The two integrations are alike, so only which one is bound counts, not its name. */
    private void integrations(Scene scene) {
        Authorisation other = scene.isBoundToFirst() ? scene.second() : scene.first();
        add(scene.bound(), Authorisation.values().length);
        add(other, Authorisation.values().length);
        add(scene.link().binding().connection() == scene.bound().connection());
    }

    private void trouble(Optional<Trouble> trouble, Instant now) {
        int enough = policy.heal().supportAfterRuns();
        add(Math.min(trouble.map(Trouble::failedRuns).orElse(0), enough), enough + 1);
        add(
                trouble.map(Trouble::recoveriesUsed).orElse(0),
                policy.heal().waits().size() + 1);
        add(trouble.flatMap(Trouble::healAt), now);
    }

    private void remembered(Remembered remembered) {
        add(remembered.change());
        add(remembered.resyncWanted());
        add(remembered.heldBack().isPresent());
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
        add(run.map(SyncRun::attempt).orElse(0), policy.retry().attempts() + 1);
        add(run.map(SyncRun::failures).orElse(0), policy.retry().failuresInAll() + 1);
        add(run.flatMap(SyncRun::checkpoint).isPresent());
        add(run.filter(on -> on.furthest() > 0).isPresent());
        add(run.flatMap(SyncRun::goneSince).map(since -> since.plus(Steps.WINDOW)), now);
        add(run.flatMap(SyncRun::startedAt)
                .filter(at -> !at.plus(policy.retry().longestRun()).isAfter(now))
                .isPresent());
        add(run.flatMap(SyncRun::hints));
    }

    /** While a run is on, only what its completion leaves as it is counts; it does a second look whose time has come. */
    private void looks(SyncLink link, Instant now) {
        Looks looks = link.looks();
        boolean runs = link.run().isPresent();
        boolean walks =
                link.run().filter(run -> run.kind() != SyncRun.Kind.CATCH_UP).isPresent();
        add(runs ? Optional.empty() : looks.pollAt(), now);
        add(walks ? Optional.empty() : looks.walkAt(), now);
        add(looks.second().map(SecondLook::at).filter(at -> !runs || at.isAfter(now)), now);
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
