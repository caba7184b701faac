package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncLink;

/** The README's snippet of a person's answer about missing attendees, compiled. */
final class MissingAttendees {
    private MissingAttendees() {}

    static void run(SyncEngine engine, SyncLink link, boolean remove) {
        // spotless:off
        engine.links().view(link.id()).attention().ifPresent(attention -> {
            RemovalQuestion asked = attention.question();
            if (remove) {
                engine.links().applyRemovals(link.id(), asked.scan(), asked.count()).orThrow();
            } else {
                engine.links().keepAttendees(link.id(), asked.scan(), asked.count()).orThrow();
            }
        });
        // spotless:on
    }
}
