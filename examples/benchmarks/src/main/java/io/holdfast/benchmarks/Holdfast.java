package io.holdfast.benchmarks;

import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import java.time.Instant;

/** This library: each decision is made on the link that the one before left behind. */
final class Holdfast implements Contestant {
    private final Decision birth;
    private Decision last;

    Holdfast(RandomWalk walk) {
        this.birth = walk.birth();
        this.last = birth;
    }

    @Override
    public void begin() {
        last = birth;
    }

    @Override
    public void hear(Trigger trigger, Instant now) {
        last = SyncStateMachine.decide(last.link(), trigger, RandomWalk.POLICY, now);
    }

    @Override
    public Standing standing() {
        return Standing.of(last.link());
    }
}
