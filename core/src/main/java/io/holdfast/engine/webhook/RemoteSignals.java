package io.holdfast.engine.webhook;

import io.holdfast.model.Hints;
import io.holdfast.transition.Fact;

/** What a link is told when the event or channel itself changed. */
final class RemoteSignals {
    private RemoteSignals() {}

    static Fact fact() {
        return new Fact.ChangeSignalled(Hints.ALL);
    }
}
