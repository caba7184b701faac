package io.holdfast.benchmarks;

import io.holdfast.model.SyncPhase;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.TriggerKind;
import java.time.Instant;
import java.util.EnumSet;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.StateMachineBuilder;
import reactor.core.publisher.Mono;

/** The life cycle by Spring Statemachine. */
final class SpringPeer implements Contestant {
    private final MutableLink link;
    private StateMachine<SyncPhase, TriggerKind> machine;

    SpringPeer(RandomWalk walk) {
        this.link = new MutableLink(walk.birth().next(), RandomWalk.POLICY);
        this.machine = started(link);
    }

    @Override
    public void begin() {
        machine.stopReactively().block();
        link.begin();
        machine = started(link);
    }

    @Override
    public void hear(Trigger trigger, Instant now) {
        link.hear(trigger, now);
        machine.sendEvent(Mono.just(new GenericMessage<>(trigger.kind()))).blockLast();
    }

    @Override
    public Standing standing() {
        return link.standing(machine.getState().getId());
    }

    private static StateMachine<SyncPhase, TriggerKind> started(MutableLink link) {
        try {
            StateMachine<SyncPhase, TriggerKind> machine = configured(link).build();
            machine.startReactively().block();
            return machine;
        } catch (Exception refused) {
            throw new IllegalStateException("expected Spring to take the life cycle but it refused", refused);
        }
    }

    private static StateMachineBuilder.Builder<SyncPhase, TriggerKind> configured(MutableLink link) throws Exception {
        StateMachineBuilder.Builder<SyncPhase, TriggerKind> builder = StateMachineBuilder.builder();
        builder.configureStates().withStates().initial(SyncPhase.IMPORTING).states(EnumSet.allOf(SyncPhase.class));
        for (PeerRule rule : PeerRule.all()) {
            if (rule.stays()) {
                builder.configureTransitions()
                        .withInternal()
                        .source(rule.from())
                        .event(rule.on())
                        .guard(context -> rule.holds(link))
                        .action(context -> rule.apply(link));
            } else {
                builder.configureTransitions()
                        .withExternal()
                        .source(rule.from())
                        .target(rule.to())
                        .event(rule.on())
                        .guard(context -> rule.holds(link))
                        .action(context -> rule.apply(link));
            }
        }
        return builder;
    }
}
