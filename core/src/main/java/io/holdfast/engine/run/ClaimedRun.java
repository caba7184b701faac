package io.holdfast.engine.run;

import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.metrics.RunEnd;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Hints;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The claim of one run by one worker while it lasts: the link as it was last written, and what was seen since. */
final class ClaimedRun {
    /** Rejected rows that are remembered with a run. */
    private static final int SAMPLE = 10;

    private final LinkWriter links;
    private final SyncRun begun;
    private final long fence;
    private final LeaseRenewer.Watch lease;
    private final RunCount count;
    private final List<Rejected> sample = new ArrayList<>();
    /** Who was read by id, and reported so. */
    private final Set<AttendeeId> named = new HashSet<>();

    private SyncLink link;
    /** When the request that is on was sent. */
    private Instant askedAt;
    /** What was seen of the remote event or channel and has not been reported with a page. */
    private Optional<RemoteFacts> seen = Optional.empty();

    ClaimedRun(LinkWriter links, SyncLink claimed, LeaseRenewer.Watch lease, RunCount count, Instant now) {
        this.links = links;
        this.lease = lease;
        this.count = count;
        begun = claimed.run().orElseThrow();
        fence = claimed.bookkeeping().fence();
        link = claimed;
        askedAt = now;
    }

    SyncLink link() {
        return link;
    }

    /** The run as it was claimed. */
    SyncRun begun() {
        return begun;
    }

    long run() {
        return begun.id();
    }

    long fence() {
        return fence;
    }

    /**
     * Whether its run began with its claim. Then no worker is left that the attendee store would not refuse: whoever had a run of the
     * link before has ended it, or was followed by one that told the store of its claim.
     */
    boolean isFirst() {
        return begun.id() == fence;
    }

    RemoteRef remote() {
        return link.key().remote();
    }

    Instant askedAt() {
        return askedAt;
    }

    Optional<RemoteFacts> seen() {
        return seen;
    }

    List<Rejected> sample() {
        return sample;
    }

    /** A request is sent now: its page is young, and a verdict on it is dated from here. */
    void askFrom(Instant now) {
        lease.pageBegins();
        count.call();
        askedAt = now;
    }

    void see(RemoteFacts facts) {
        seen = Optional.of(facts);
    }

    void addToSample(List<Rejected> rejected) {
        rejected.stream().limit(SAMPLE - (long) sample.size()).forEach(sample::add);
    }

    /** Whether the run was given to another worker, or ended, while this one was on its page. */
    boolean isLost() {
        return lease.isLost();
    }

    /** Of what is to be read again, what no page has reported so. */
    Optional<Hints> stillOwed(Hints again) {
        return again.without(named);
    }

    /** Reports a page, what was seen and who was read by id before it; whether the run is still this claim's. */
    boolean reportPage(Checkpoint after, Set<AttendeeId> before, boolean mayLag) {
        named.addAll(before);
        Optional<Hints> recheck = mayLag && !before.isEmpty() ? Optional.of(Hints.of(before)) : Optional.empty();
        boolean held = report(new WorkerReport.PageApplied(run(), fence, after, seen, before, recheck));
        if (held) {
            seen = Optional.empty();
        }
        return held;
    }

    /** Sees what was written to the link meanwhile, by a person say; whether the run is still this claim's. */
    boolean refresh() {
        link = links.load(link.id());
        return holds();
    }

    /** Whether the run was still this claim's when the link was last seen. */
    boolean holds() {
        return link.bookkeeping().fence() == fence
                && link.run()
                        .filter(run -> run.id() == run() && run.isWorking())
                        .isPresent();
    }

    RunCount count() {
        return count;
    }

    /** Whether the report moved the link: if not, another claim holds the run. */
    boolean report(Trigger trigger) {
        Decision decision = links.apply(link, trigger);
        link = decision.link();
        return decision instanceof Decision.Moved;
    }

    /** Reports the end of the turn: all is read, or the run waits. */
    void reportEnd(WorkerReport end) {
        if (report(end)) {
            count.ends(outcome(end));
        }
    }

    private static RunEnd.Outcome outcome(WorkerReport end) {
        if (!(end instanceof WorkerReport.RunCompleted completed)) {
            return RunEnd.Outcome.PAUSED;
        }
        boolean all = completed.report().last().tally().rejected() == 0;
        return all ? RunEnd.Outcome.COMPLETED : RunEnd.Outcome.PARTIAL;
    }
}
