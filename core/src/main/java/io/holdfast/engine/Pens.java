package io.holdfast.engine;

import io.holdfast.model.SyncLink;
import io.holdfast.model.Wordless;
import io.holdfast.port.AttendeeStore;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the pen from a worker whose run was taken from it: a store apart from the links does not see that by itself. */
final class Pens {
    private static final Logger log = LoggerFactory.getLogger(Pens.class);

    private final AttendeeStore attendees;
    private final InstantSource time;

    Pens(AttendeeStore attendees, InstantSource time) {
        this.attendees = attendees;
        this.time = time;
    }

    /** A page may be on its way. What can't be told to the store now only costs that page. */
    void takeFromWorker(SyncLink taken) {
        try {
            take(taken, taken.fence());
        } catch (RuntimeException thrown) {
            log.warn(
                    "{} the attendee store was not told that its worker lost the run",
                    Named.of(taken.id()),
                    Wordless.copyOf(thrown));
        }
    }

    /** No pen writes after this one: the link goes, and its id never comes back. */
    void takeForGood(SyncLink leaving) {
        take(leaving, Long.MAX_VALUE);
    }

    private void take(SyncLink link, long fence) {
        attendees.upsert(
                AttendeeStore.Pen.of(link.id(), link.subject(), fence),
                AttendeeStore.Batch.of(List.of(), fence, time.instant()));
    }
}
