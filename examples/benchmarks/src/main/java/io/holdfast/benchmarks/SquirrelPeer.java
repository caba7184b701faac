package io.holdfast.benchmarks;

import io.holdfast.model.SyncPhase;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.TriggerKind;
import java.time.Instant;
import org.squirrelframework.foundation.fsm.AnonymousAction;
import org.squirrelframework.foundation.fsm.AnonymousCondition;
import org.squirrelframework.foundation.fsm.StateMachineBuilder;
import org.squirrelframework.foundation.fsm.StateMachineBuilderFactory;
import org.squirrelframework.foundation.fsm.builder.On;
import org.squirrelframework.foundation.fsm.impl.AbstractStateMachine;

/** The life cycle by squirrel-foundation. */
final class SquirrelPeer implements Contestant {
    private final MutableLink link;
    private final StateMachineBuilder<Machine, SyncPhase, TriggerKind, MutableLink> builder =
            StateMachineBuilderFactory.create(Machine.class, SyncPhase.class, TriggerKind.class, MutableLink.class);
    private Machine machine;

    /** Squirrel makes it, and asks for a class of one's own. */
    static class Machine extends AbstractStateMachine<Machine, SyncPhase, TriggerKind, MutableLink> {
        Machine() {}
    }

    SquirrelPeer(RandomWalk walk) {
        this.link = new MutableLink(walk.birth().next(), RandomWalk.POLICY);
        PeerRule.all().forEach(rule -> on(rule).when(new Guard(rule)).perform(new Move(rule)));
        this.machine = builder.newStateMachine(SyncPhase.IMPORTING);
    }

    @Override
    public void begin() {
        link.begin();
        machine = builder.newStateMachine(SyncPhase.IMPORTING);
    }

    @Override
    public void hear(Trigger trigger, Instant now) {
        link.hear(trigger, now);
        machine.fire(trigger.kind(), link);
    }

    @Override
    public Standing standing() {
        return link.standing(machine.getCurrentState());
    }

    private On<Machine, SyncPhase, TriggerKind, MutableLink> on(PeerRule rule) {
        return rule.stays()
                ? builder.internalTransition().within(rule.from()).on(rule.on())
                : builder.externalTransition().from(rule.from()).to(rule.to()).on(rule.on());
    }

    private static final class Guard extends AnonymousCondition<MutableLink> {
        private final PeerRule rule;

        Guard(PeerRule rule) {
            this.rule = rule;
        }

        @Override
        public boolean isSatisfied(MutableLink context) {
            return rule.holds(context);
        }
    }

    private static final class Move extends AnonymousAction<Machine, SyncPhase, TriggerKind, MutableLink> {
        private final PeerRule rule;

        Move(PeerRule rule) {
            this.rule = rule;
        }

        @Override
        public void execute(SyncPhase from, SyncPhase to, TriggerKind kind, MutableLink context, Machine machine) {
            rule.apply(context);
        }
    }
}
