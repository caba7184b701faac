package io.holdfast.transition;

import io.holdfast.model.Lease;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Trouble;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Optional;

/** All that a decision may depend on. */
record Situation(SyncLink link, Trigger trigger, SyncPolicy policy, Instant now) {
    /** The trigger as the kind that its row of the table is about. */
    <T extends Trigger> T trigger(Class<T> type) {
        return type.cast(trigger);
    }

    boolean hasRun() {
        return link.run().isPresent();
    }

    SyncRun run() {
        return demanded(link.run(), "a run");
    }

    Lease lease() {
        return demanded(run().lease(), "a working run");
    }

    Trouble trouble() {
        return demanded(link.trouble(), "an open incident");
    }

    long nextVersion() {
        return link.version() + 1;
    }

    /** The link after this move, so far only its version grown. */
    SyncLink.Builder next() {
        SyncLink.Builder next = SyncLink.builder();
        next.from(link).version(nextVersion());
        return next;
    }

    /** The link after this move, in the phase that the move leads to. */
    SyncLink.Builder enter(SyncPhase phase) {
        SyncLink.Builder next = next();
        next.phase(phase).since(phase == link.phase() ? link.since() : now);
        return next;
    }

    /** The same link with another run. */
    SyncLink withRun(SyncRun run) {
        return next().run(run).build();
    }

    SyncRun.Builder runBuilder() {
        SyncRun.Builder builder = SyncRun.builder();
        builder.from(run());
        return builder;
    }

    private <T> T demanded(Optional<T> part, String what) {
        if (part.isPresent()) {
            return part.get();
        }
        throw new IllegalStateException("link " + link.id().value() + ", version " + link.version()
                + ": a row of the table that needs " + what + " was taken without one; its guards are wrong");
    }
}
