package io.holdfast.benchmarks;

import com.github.oxo42.stateless4j.StateMachine;
import com.github.oxo42.stateless4j.StateMachineConfig;
import io.holdfast.model.SyncPhase;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.TriggerKind;
import java.time.Instant;

/** The life cycle by stateless4j. */
final class Stateless4jPeer implements Contestant {
    private final MutableLink link;
    private final StateMachineConfig<SyncPhase, TriggerKind> config = new StateMachineConfig<>();
    private StateMachine<SyncPhase, TriggerKind> machine;

    Stateless4jPeer(RandomWalk walk) {
        this.link = new MutableLink(walk.birth().next(), RandomWalk.POLICY);
        for (PeerRule rule : PeerRule.all()) {
            if (rule.stays()) {
                config.configure(rule.from())
                        .permitInternalIf(rule.on(), () -> rule.holds(link), () -> rule.apply(link));
            } else {
                config.configure(rule.from())
                        .permitIf(rule.on(), rule.to(), () -> rule.holds(link), () -> rule.apply(link));
            }
        }
        this.machine = machine();
    }

    @Override
    public void begin() {
        link.begin();
        machine = machine();
    }

    @Override
    public void hear(Trigger trigger, Instant now) {
        link.hear(trigger, now);
        machine.fire(trigger.kind());
    }

    @Override
    public Standing standing() {
        return link.standing(machine.getState());
    }

    private StateMachine<SyncPhase, TriggerKind> machine() {
        StateMachine<SyncPhase, TriggerKind> fresh = new StateMachine<>(SyncPhase.IMPORTING, config);
        fresh.onUnhandledTrigger((phase, kind) -> {});
        return fresh;
    }
}
