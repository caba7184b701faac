package io.holdfast.springboot;

import io.holdfast.model.Change;
import io.holdfast.model.SyncLink;
import io.holdfast.port.SyncListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.MDC;

/** What the product's own listener is told. */
final class Heard implements SyncListener {
    final LinkedBlockingQueue<Change.Kind> changes = new LinkedBlockingQueue<>();
    final Set<String> links = ConcurrentHashMap.newKeySet();
    /** What the log knew meanwhile. */
    final Set<String> context = ConcurrentHashMap.newKeySet();

    @Override
    public void attendeesChanged(SyncLink link, List<Change> told) {
        links.add(link.id().value());
        context.add(String.valueOf(MDC.get("holdfast.link")));
        told.forEach(change -> changes.add(change.kind()));
    }
}
