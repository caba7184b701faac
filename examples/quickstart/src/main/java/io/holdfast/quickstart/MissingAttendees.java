package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.SyncLink;
import io.holdfast.presentation.Alert;

/** The README's snippet of a person's answer about missing attendees, compiled. */
final class MissingAttendees {
    private MissingAttendees() {}

    static void run(SyncEngine engine, SyncLink link, boolean remove) {
        // spotless:off
        engine.links().view(link.id()).alert().flatMap(Alert::question).ifPresent(asked -> {
            if (remove) {
                engine.links().applyRemovals(link.id(), asked.scan(), asked.count()).orThrow();
            } else {
                engine.links().keepAttendees(link.id(), asked.scan(), asked.count()).orThrow();
            }
        });
        // spotless:on
    }
}
