package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Trigger;
import java.time.Instant;

/** What decides: the library's own state machine, or one with a fault that the search must find. */
@FunctionalInterface
public interface Decider {
    /**
     * {@return what a trigger makes of a link}
     *
     * @param link the link as it is stored
     * @param trigger what happened
     * @param policy the numbers that apply
     * @param now the instant of the decision
     */
    Decision decide(SyncLink link, Trigger trigger, SyncPolicy policy, Instant now);
}
