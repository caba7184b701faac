package io.holdfast.transition;

import io.holdfast.model.Actor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides what a trigger makes of a link, by the transition table. Pure and total: same input, same decision, on every
 * node; never throws for a well-formed link. Safe for use by several threads.
 */
public final class SyncStateMachine {
    private SyncStateMachine() {}

    /**
     * {@return the birth of a link: version 1, importing, its first run waiting; its record has no "before"}
     *
     * @param id its id
     * @param key what makes it the only one of its sort
     * @param binding the connection that it uses
     * @param actor who asked for it
     * @param now the instant of the decision
     */
    public static Decision.Moved begin(
            SyncLinkId id, SyncLink.Key key, SyncLink.Binding binding, Actor actor, Instant now) {
        return begin(id, key, binding, ImportMode.UPDATE_EXISTING, actor, now);
    }

    /**
     * {@return the birth of a link: version 1, importing, its first run waiting; its record has no "before"}
     *
     * @param id its id
     * @param key what makes it the only one of its sort
     * @param binding the connection that it uses
     * @param mode what becomes of the host's own rows that an arriving attendee is matched to
     * @param actor who asked for it
     * @param now the instant of the decision
     */
    public static Decision.Moved begin(
            SyncLinkId id, SyncLink.Key key, SyncLink.Binding binding, ImportMode mode, Actor actor, Instant now) {
        SyncLink born = SyncLink.builder()
                .id(id)
                .key(key)
                .binding(binding)
                .importMode(mode)
                .phase(SyncPhase.IMPORTING)
                .since(now)
                .run(SyncRun.builder()
                        .id(1)
                        .kind(SyncRun.Kind.IMPORT)
                        .urgency(SyncRun.Urgency.PERSON)
                        .due(now)
                        .build())
                .decidedAt(now)
                .version(1)
                .build();
        String reason = "a person asked for an import";
        TransitionRecord record = TransitionRecord.builder()
                .link(id)
                .version(1)
                .at(now)
                .reason(reason)
                .actor(actor)
                .after(VisibleState.of(born))
                .build();
        return new Decision.Moved(born, Optional.empty(), now, reason, Optional.of(record));
    }

    /**
     * Decides.
     *
     * @param link the link as it is stored
     * @param trigger what happened
     * @param policy the numbers that apply
     * @param now the instant of the decision
     * @return what to write, or why there is nothing to write
     * @throws NullPointerException if one of them is null; the message says which
     */
    public static Decision decide(SyncLink link, Trigger trigger, SyncPolicy policy, Instant now) {
        DecisionContext context = new DecisionContext(
                Objects.requireNonNull(link, "expected a link to decide about but found null"),
                Objects.requireNonNull(trigger, "expected a trigger to decide on but found null"),
                Objects.requireNonNull(policy, "expected a policy but found null; SyncPolicy.defaults() is one"),
                Objects.requireNonNull(now, "expected the instant of the decision but found null"));
        TransitionRule rule = TransitionTable.LIFE_CYCLE.rule(context);
        if (rule.verdict() instanceof TransitionRule.Move move) {
            SyncLink next = SoundTimes.after(move.next().apply(context), policy, now);
            return new Decision.Moved(
                    next, Optional.of(trigger), now, rule.reason(), record(context, next, rule.reason()));
        }
        if (rule.verdict() instanceof TransitionRule.Refuse refuse) {
            return new Decision.Refused(link, rule.reason(), refuse.instead());
        }
        return new Decision.Ignored(link, rule.reason());
    }

    /**
     * {@return what to write of a link that was decided by a clock that was ahead, so that what is due on it comes when it should;
     * empty if it was not, or a worker is on it, whose lease is watched} No person sees a difference.
     *
     * @param link the link as it is stored
     * @param policy the numbers that apply
     * @param now the instant of the decision
     */
    public static Optional<Decision.Moved> corrected(SyncLink link, SyncPolicy policy, Instant now) {
        boolean works = link.run().filter(SyncRun::isWorking).isPresent();
        if (works || !link.decidedAt().isAfter(now)) {
            return Optional.empty();
        }
        SyncLink next = SoundTimes.before(link, policy, now).toBuilder()
                .version(link.version() + 1)
                .decidedAt(now)
                .build();
        String reason = "a clock was ahead when this was decided";
        return Optional.of(new Decision.Moved(next, Optional.empty(), now, reason, Optional.empty()));
    }

    /**
     * Decides what a person's choice of an import mode makes of a link, in any phase. It is no part of the life cycle: no run
     * begins or ends by it. What was due when the link was decided last stays due then. The history says who chose, because the
     * host's own rows look different by it.
     *
     * @param link the link as it is stored
     * @param mode what becomes of the host's own rows from the next run on
     * @param actor who chose it
     * @param now the instant of the decision
     * @return what to write; ignored if it has that mode already
     */
    public static Decision choose(SyncLink link, ImportMode mode, Actor actor, Instant now) {
        if (link.importMode() == mode) {
            String reason = "it has that import mode already";
            return new Decision.Ignored(link, reason);
        }
        SyncLink next =
                link.toBuilder().importMode(mode).version(link.version() + 1).build();
        String reason = "a person chose the import mode";
        TransitionRecord record = TransitionRecord.builder()
                .link(next.id())
                .version(next.version())
                .at(now)
                .reason(reason)
                .actor(actor)
                .before(VisibleState.of(link))
                .after(VisibleState.of(next))
                .build();
        return new Decision.Moved(next, Optional.empty(), now, reason, Optional.of(record));
    }

    /**
     * Names the trigger that {@link SyncLink#due()} announces. A worker is lost only once its lease, which looks passed then,
     * has been watched for {@link SyncPolicy#leaseWatch()}; that is for the caller to do.
     *
     * @param link the link
     * @return what to tell it at that instant; empty where a run waits, which a worker claims, and where nothing is due
     */
    public static Optional<Trigger> announced(SyncLink link) {
        if (link.due().isEmpty()) {
            return Optional.empty();
        }
        if (link.run().isPresent()) {
            return link.run()
                    .filter(SyncRun::isWorking)
                    .map(run -> new WorkerReport.RunLost(
                            run.id(), link.bookkeeping().fence(), run.nextInstant()));
        }
        if (link.phase() != SyncPhase.LIVE) {
            return Optional.of(new Fact.AutoRetryDue());
        }
        return Optional.of(link.bookkeeping().polls().isLookNext() ? new Fact.LookDue() : new Fact.PollDue());
    }

    private static boolean looksTheSame(SyncLink before, SyncLink after) {
        return before.phase() == after.phase()
                && before.suspended() == after.suspended()
                && before.binding().equals(after.binding())
                && before.incident().equals(after.incident());
    }

    /** A line for the history, if a person sees a difference. */
    private static Optional<TransitionRecord> record(DecisionContext context, SyncLink next, String reason) {
        if (looksTheSame(context.link(), next)) {
            return Optional.empty();
        }
        return Optional.of(TransitionRecord.builder()
                .link(next.id())
                .version(next.version())
                .at(context.now())
                .trigger(context.trigger().kind())
                .reason(reason)
                .actor(context.trigger() instanceof UserRequest request ? request.actor() : Actor.SYSTEM)
                .before(VisibleState.of(context.link()))
                .after(VisibleState.of(next))
                .build());
    }
}
