package io.holdfast.testkit.lifecycle;

import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happens, maybe by a person: a trigger that the link decides on, or something around the link that it does
 * not see, with the scene after it. Its name is for a reader of a path.
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
