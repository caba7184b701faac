package io.holdfast.transition;

import io.holdfast.internal.Text;
import io.holdfast.model.Incident;
import io.holdfast.model.Lease;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that a decision may depend on. */
final class DecisionContext {
    private final SyncLink stored;
    private final SyncLink link;
    // guards ask for it again and again, and each time the link would wrap it anew
    private final @Nullable SyncRun run;
    private final Trigger trigger;
    private final SyncPolicy policy;
    private final Instant now;

    DecisionContext(SyncLink link, Trigger trigger, SyncPolicy policy, Instant now) {
        stored = link;
        this.link = SoundTimes.before(link, policy, now);
        run = this.link.run().orElse(null);
        this.trigger = trigger;
        this.policy = policy;
        this.now = now;
    }

    SyncLink link() {
        return link;
    }

    /** The end of the lease as it is stored, whatever clock set it. */
    Optional<Instant> leaseEnd() {
        return stored.run().flatMap(SyncRun::lease).map(Lease::until);
    }

    Trigger trigger() {
        return trigger;
    }

    SyncPolicy policy() {
        return policy;
    }

    Instant now() {
        return now;
    }

    /** The trigger as the kind that its row of the table is about. */
    <T extends Trigger> T trigger(Class<T> type) {
        return type.cast(trigger);
    }

    boolean hasRun() {
        return run != null;
    }

    SyncRun run() {
        return demanded(run, "a run");
    }

    Lease lease() {
        return demanded(run().lease().orElse(null), "a working run");
    }

    Incident incident() {
        return demanded(link.incident().orElse(null), "an open incident");
    }

    long nextVersion() {
        return link.version() + 1;
    }

    /** The link after this move, so far only its version grown. */
    SyncLink.Builder next() {
        return link.toBuilder().version(nextVersion()).decidedAt(now);
    }

    /** The same with its bookkeeping edited. */
    SyncLink.Builder next(Consumer<LinkBookkeeping.Builder> edit) {
        return link.toBuilder(edit).version(nextVersion()).decidedAt(now);
    }

    /** The link after this move, in the phase that the move leads to. */
    SyncLink.Builder enter(SyncPhase phase, Consumer<LinkBookkeeping.Builder> edit) {
        return next(edit).phase(phase).since(phase == link.phase() ? link.since() : now);
    }

    /** The same link with another run. */
    SyncLink withRun(SyncRun run) {
        return next().run(run).build();
    }

    SyncRun.Builder runBuilder() {
        return run().toBuilder();
    }

    /** What is known of the remote side after something may have been read of it. */
    Optional<RemoteFacts> remote(Optional<RemoteFacts> read) {
        Optional<RemoteFacts> known = link.remote();
        return read.map(told -> known.map(told::following).orElse(told)).or(() -> known);
    }

    private <T> T demanded(@Nullable T part, String what) {
        if (part != null) {
            return part;
        }
        throw new IllegalStateException(Text.escaped("link " + link.id().value() + ", version " + link.version()
                + ": a row of the table that needs " + what + " was taken without one; its guards are wrong"));
    }
}
