package io.holdfast.benchmarks;

import io.holdfast.model.SyncPhase;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.TriggerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jeasy.states.api.Event;
import org.jeasy.states.api.EventHandler;
import org.jeasy.states.api.FiniteStateMachine;
import org.jeasy.states.api.FiniteStateMachineException;
import org.jeasy.states.api.State;
import org.jeasy.states.core.FiniteStateMachineBuilder;
import org.jeasy.states.core.TransitionBuilder;

/**
 * The life cycle by easy-states. It has no guards: whoever fires asks them first, and fires what holds, if anything. A
 * class of events leads from a state to one other, so giving up has classes of its own.
 */
final class EasyStatesPeer implements Contestant {
    private final MutableLink link;
    private final Map<SyncPhase, State> states = new EnumMap<>(SyncPhase.class);
    private final Map<SyncPhase, Map<TriggerKind, List<Heard>>> events = new EnumMap<>(SyncPhase.class);
    private FiniteStateMachine machine;

    EasyStatesPeer(RandomWalk walk) {
        this.link = new MutableLink(walk.birth().next(), RandomWalk.POLICY);
        for (SyncPhase phase : SyncPhase.values()) {
            states.put(phase, new State(phase.name()));
            events.put(phase, new EnumMap<>(TriggerKind.class));
        }
        for (PeerRule rule : PeerRule.all()) {
            ofPhase(rule.from())
                    .computeIfAbsent(rule.on(), kind -> new ArrayList<>())
                    .add(heard(rule));
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
        for (Heard event : ofPhase(link.phase).getOrDefault(trigger.kind(), List.of())) {
            if (event.rule().holds(link)) {
                fire(event);
                return;
            }
        }
    }

    @Override
    public Standing standing() {
        return link.standing(SyncPhase.valueOf(machine.getCurrentState().getName()));
    }

    private void fire(Heard event) {
        try {
            machine.fire(event);
        } catch (FiniteStateMachineException broken) {
            throw new IllegalStateException("expected " + event + " to be taken but it was not", broken);
        }
    }

    private FiniteStateMachine machine() {
        FiniteStateMachineBuilder builder =
                new FiniteStateMachineBuilder(new HashSet<>(states.values()), state(SyncPhase.IMPORTING));
        EventHandler<Heard> move = event -> event.rule().apply(link);
        events.values()
                .forEach(ofPhase -> ofPhase.values()
                        .forEach(cell -> cell.forEach(event -> builder.registerTransition(new TransitionBuilder()
                                .sourceState(state(event.rule().from()))
                                .eventType(event.getClass())
                                .targetState(state(event.rule().to()))
                                .eventHandler(move)
                                .build()))));
        return builder.build();
    }

    private Map<TriggerKind, List<Heard>> ofPhase(SyncPhase phase) {
        return events.getOrDefault(phase, Map.of());
    }

    private State state(SyncPhase phase) {
        return states.getOrDefault(phase, new State("none"));
    }

    private static Heard heard(PeerRule rule) {
        return switch (rule.on()) {
            case RETRY_REQUESTED -> new Retry(rule);
            case RECONNECT_REQUESTED -> new Reconnect(rule);
            case RESYNC_REQUESTED -> new Resync(rule);
            case SUSPEND_REQUESTED -> new Suspend(rule);
            case RESUME_REQUESTED -> new Resume(rule);
            case RUN_STARTED -> new Started(rule);
            case PAGE_APPLIED -> new Page(rule);
            case LEASE_RENEWED -> new Renewed(rule);
            case RUN_COMPLETED -> new Completed(rule);
            case RUN_FAILED -> rule.stays() ? new Failed(rule) : gaveUp(rule);
            case RUN_YIELDED -> rule.stays() ? new Yielded(rule) : gaveUp(rule);
            case RUN_LOST -> rule.stays() ? new Lost(rule) : gaveUp(rule);
            case CHANGE_SIGNALLED -> new Signalled(rule);
            case CREDENTIAL_SEVERED -> new Severed(rule);
            case POLL_DUE -> new Look(rule);
            case AUTO_RETRY_DUE -> new Heal(rule);
            case INTEGRATION_PROVEN -> new Woken(rule);
            case APPLY_REMOVALS_REQUESTED,
                    KEEP_ATTENDEES_REQUESTED,
                    REMOVALS_BEGUN,
                    LOOK_DUE,
                    REMOTE_SEEN,
                    REMOTE_SIGNALLED ->
                throw new IllegalArgumentException("expected what the walk hears but found a rule on " + rule.on());
        };
    }

    private static Heard gaveUp(PeerRule rule) {
        return rule.to() == SyncPhase.IMPORT_FAILED ? new GaveUpAtFirst(rule) : new GaveUpLater(rule);
    }

    /** An event, with the rule that holds for it. */
    private interface Heard extends Event {
        PeerRule rule();

        @Override
        default String getName() {
            return rule().on().name();
        }

        @Override
        default long getTimestamp() {
            return 0;
        }
    }

    private record Retry(PeerRule rule) implements Heard {}

    private record Reconnect(PeerRule rule) implements Heard {}

    private record Resync(PeerRule rule) implements Heard {}

    private record Suspend(PeerRule rule) implements Heard {}

    private record Resume(PeerRule rule) implements Heard {}

    private record Started(PeerRule rule) implements Heard {}

    private record Page(PeerRule rule) implements Heard {}

    private record Renewed(PeerRule rule) implements Heard {}

    private record Completed(PeerRule rule) implements Heard {}

    private record Failed(PeerRule rule) implements Heard {}

    private record Yielded(PeerRule rule) implements Heard {}

    private record Lost(PeerRule rule) implements Heard {}

    private record GaveUpAtFirst(PeerRule rule) implements Heard {}

    private record GaveUpLater(PeerRule rule) implements Heard {}

    private record Signalled(PeerRule rule) implements Heard {}

    private record Severed(PeerRule rule) implements Heard {}

    private record Look(PeerRule rule) implements Heard {}

    private record Woken(PeerRule rule) implements Heard {}

    private record Heal(PeerRule rule) implements Heard {}
}
