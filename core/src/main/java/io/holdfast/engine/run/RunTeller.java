package io.holdfast.engine.run;

import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.watch.Observer;
import io.holdfast.metrics.RunEnd;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells the log and the host's metrics of each turn of a worker. What most polls do, to find nothing, is told at DEBUG. */
record RunTeller(Observer observer) {
    private static final Logger log = LoggerFactory.getLogger(RunTeller.class);

    /** A run was claimed; when, for {@link #ended}. */
    long begun(SyncLink claimed, SyncRun run) {
        log.atLevel(run.kind() == SyncRun.Kind.CATCH_UP ? Level.DEBUG : Level.INFO)
                .log(
                        "{} run={} kind={} urgency={} attempt={} begins",
                        LogIds.of(claimed.id()),
                        run.id(),
                        run.kind(),
                        run.urgency(),
                        run.attempt());
        return observer.begin();
    }

    /** Does it so that all its failures have the reference which a person is told. */
    <T> T under(SyncLink claimed, Supplier<T> act) {
        return observer.under(SyncFailure.reference(claimed.seed()), act);
    }

    /** A worker's run was taken from it, because it had fallen silent. */
    void takenOver() {
        observer.runTakenOver();
    }

    /** The turn is over. */
    void ended(SyncLink claimed, SyncRun run, long begun, RunCount count) {
        RunEnd end = new RunEnd(
                claimed,
                run.kind(),
                run.urgency(),
                count.outcome(),
                count.pages(),
                count.written(),
                count.unchanged(),
                count.removed(),
                count.calls(),
                observer.since(begun));
        log.atLevel(end.isQuiet() ? Level.DEBUG : Level.INFO)
                .log(
                        "{} run={} kind={} outcome={} pages={} written={} unchanged={} removed={} calls={} took={}",
                        LogIds.of(claimed.id()),
                        run.id(),
                        run.kind(),
                        end.outcome(),
                        end.pages(),
                        end.written(),
                        end.unchanged(),
                        end.removed(),
                        end.calls(),
                        end.took());
        observer.runEnded(end);
    }
}
