package io.holdfast.transition;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** All that a decision may depend on. */
record Situation(SyncLink link, Trigger trigger, SyncPolicy policy, Instant now) {
    /** The trigger as the kind that its row of the table is about. */
    <T extends Trigger> T trigger(Class<T> type) {
        return type.cast(trigger);
    }

    SyncRun run() {
        return link.run()
                .orElseThrow(() -> new IllegalStateException("link " + link.id().value() + ", version " + link.version()
                        + ": a row of the table that needs a run was taken without one; its guards are wrong"));
    }

    boolean runIs(Predicate<SyncRun> claim) {
        return link.run().filter(claim).isPresent();
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

    /** The same link with another run. */
    SyncLink withRun(SyncRun run) {
        return next().run(run).build();
    }

    SyncRun.Builder runBuilder() {
        SyncRun.Builder builder = SyncRun.builder();
        builder.from(run());
        return builder;
    }

    Optional<Instant> runStartedAt() {
        return link.run().flatMap(SyncRun::startedAt);
    }
}
