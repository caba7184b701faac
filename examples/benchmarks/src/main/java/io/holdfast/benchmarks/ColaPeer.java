package io.holdfast.benchmarks;

import com.alibaba.cola.statemachine.StateMachine;
import com.alibaba.cola.statemachine.builder.On;
import com.alibaba.cola.statemachine.builder.StateMachineBuilder;
import com.alibaba.cola.statemachine.builder.StateMachineBuilderFactory;
import io.holdfast.model.SyncPhase;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.TriggerKind;
import java.time.Instant;

/** The life cycle by COLA's state machine, which keeps no state of its own. */
final class ColaPeer implements Contestant {
    private final MutableLink link;
    private final StateMachine<SyncPhase, TriggerKind, MutableLink> machine;
    private SyncPhase phase = SyncPhase.IMPORTING;

    ColaPeer(RandomWalk walk) {
        this.link = new MutableLink(walk.birth().next(), RandomWalk.POLICY);
        StateMachineBuilder<SyncPhase, TriggerKind, MutableLink> builder = StateMachineBuilderFactory.create();
        for (PeerRule rule : PeerRule.all()) {
            on(builder, rule).when(rule::holds).perform((from, to, kind, context) -> rule.apply(context));
        }
        this.machine = builder.build(ColaPeer.class.getName());
    }

    @Override
    public void begin() {
        link.begin();
        phase = SyncPhase.IMPORTING;
    }

    @Override
    public void hear(Trigger trigger, Instant now) {
        link.hear(trigger, now);
        phase = machine.fireEvent(phase, trigger.kind(), link);
    }

    @Override
    public Standing standing() {
        return link.standing(phase);
    }

    private static On<SyncPhase, TriggerKind, MutableLink> on(
            StateMachineBuilder<SyncPhase, TriggerKind, MutableLink> builder, PeerRule rule) {
        return rule.stays()
                ? builder.internalTransition().within(rule.from()).on(rule.on())
                : builder.externalTransition().from(rule.from()).to(rule.to()).on(rule.on());
    }
}
