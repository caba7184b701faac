package io.holdfast.testkit.lifecycle;

import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happens: a trigger that the link decides on, or something around the link that it does not see.
 *
 * @param name for a reader of a path
 * @param trigger what the link is told, or null
 * @param around the scene after it, if the link is told nothing
 * @param person whether a person did it
 */
record Step(
        String name, @Nullable Trigger trigger, @Nullable WorldState around, boolean person) {
    static Step of(String name, Trigger trigger) {
        return new Step(name, trigger, null, trigger instanceof UserRequest);
    }

    static Step around(String name, WorldState after, boolean person) {
        return new Step(name, null, after, person);
    }
}
