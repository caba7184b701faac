package io.holdfast.engine;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something to many links: in pages, each asked for as alone and each reported. */
record EachLink(AfterCommit commits) {
    private static final Logger log = LoggerFactory.getLogger(EachLink.class);
    private static final int PAGE = 100;

    /** One page of links, from a place on. */
    interface Pages {
        Page<StoredRow<SyncLinkId, SyncLink>> read(Cursor after, int limit);
    }

    /** One that can't be read is among those that are wanted, and refused. */
    <T> Map<SyncLinkId, Outcome<T>> of(Pages pages, Predicate<SyncLink> wanted, Function<SyncLinkId, Outcome<T>> act) {
        Map<SyncLinkId, Outcome<T>> outcomes = new LinkedHashMap<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<StoredRow<SyncLinkId, SyncLink>> page = pages.read(next.get(), PAGE);
            page.items().stream()
                    .filter(row -> row.value().map(wanted::test).orElse(true))
                    .forEach(row -> outcomes.put(
                            row.id(), row.value().isPresent() ? alone(row.id(), act) : unreadable(row.id())));
            next = page.next();
        }
        return outcomes;
    }

    private static <T> Outcome<T> unreadable(SyncLinkId link) {
        return Outcome.refused(Refusals.unreadable("link " + link.value()));
    }

    /** One that can't be done must not keep the others from it; inside of a transaction it has spoilt them all. */
    private <T> Outcome<T> alone(SyncLinkId link, Function<SyncLinkId, Outcome<T>> act) {
        try {
            return act.apply(link);
        } catch (RuntimeException thrown) {
            if (commits.isAwaited()) {
                throw thrown;
            }
            log.warn("{} was left out of a command on many", LogIds.of(link), SanitizedThrowable.copyOf(thrown));
            return Outcome.refused(Refusals.interrupted("link " + link.value(), HostCalls.asThrown(thrown)));
        }
    }
}
