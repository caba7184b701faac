package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Trigger;
import java.time.Instant;
import java.util.List;

/**
 * One state that the search meets, for a law of the host's own.
 *
 * @param link the link
 * @param integrations the two of its provider in its workspace; one of them it is bound to
 * @param policy the numbers that apply
 * @param now the instant
 * @param machine what decides
 */
public record Scene(SyncLink link, List<Integration> integrations, SyncPolicy policy, Instant now, Decider machine) {
    /**
     * {@return what would be decided here}
     *
     * @param trigger what happens
     */
    public Decision decide(Trigger trigger) {
        return machine.decide(link, trigger, policy, now);
    }

    static Scene of(Observation seen) {
        return new Scene(
                seen.link(),
                seen.state().integrations(),
                seen.policy(),
                seen.state().now(),
                seen.machine());
    }
}
