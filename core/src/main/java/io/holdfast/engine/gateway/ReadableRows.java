package io.holdfast.engine.gateway;

import io.holdfast.codec.StoredFormException;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.SyncLinkStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what can be read out of the rows of a store, and reports each row that can't be once; of very many, the first. */
public final class ReadableRows {
    private static final Logger log = LoggerFactory.getLogger(ReadableRows.class);
    private static final int REPORTED = 10_000;

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    public List<SyncLink> links(List<StoredRow<SyncLinkId, SyncLink>> rows) {
        return readable(rows, LogIds::of);
    }

    public List<Integration> integrations(List<StoredRow<IntegrationId, Integration>> rows) {
        return readable(rows, LogIds::of);
    }

    /** How many could not be read so far; of very many, as many as are reported. */
    public int unreadable() {
        return reported.size();
    }

    /** One by its id; nothing if it is gone, or can't be read. */
    public Optional<SyncLink> load(SyncLinkStore links, SyncLinkId id) {
        try {
            return links.load(id);
        } catch (RuntimeException thrown) {
            if (thrown instanceof StoredFormException || thrown.getCause() instanceof StoredFormException) {
                report(LogIds.of(id));
                return Optional.empty();
            }
            throw thrown;
        }
    }

    /** Those that show: one that was begun and never connected yet does not. */
    public List<Integration> shown(List<StoredRow<IntegrationId, Integration>> rows) {
        return integrations(rows).stream().filter(one -> !one.isPending()).toList();
    }

    private <I, T> List<T> readable(List<StoredRow<I, T>> rows, Function<I, String> name) {
        rows.stream()
                .filter(row -> row.value().isEmpty())
                .map(row -> name.apply(row.id()))
                .forEach(this::report);
        return rows.stream().flatMap(row -> row.value().stream()).toList();
    }

    private void report(String name) {
        if (reported.size() < REPORTED && reported.add(name)) {
            log.warn(
                    "{} expected a stored text that this release reads but found one that it can't; it is left alone and all"
                            + " others go on; ask for it by its id to see why, then run the release that wrote it or restore"
                            + " it from a backup",
                    name);
        }
    }
}
