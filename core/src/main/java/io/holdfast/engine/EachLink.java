package io.holdfast.engine;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something to many links, page by page, and reports what became of each. */
record EachLink(AfterCommit commits) {
    private static final Logger log = LoggerFactory.getLogger(EachLink.class);
    private static final int PAGE = 100;

    /** One page of links, from a place on. */
    interface Pages {
        Page<StoredRow<SyncLinkId, SyncLink>> read(Cursor after, int limit);
    }

    /** What is done to the links of a page, by as few calls as there can be. */
    interface Act<T> {
        Done<T> to(List<SyncLink> page);
    }

    /** What became of each link of a page; throws what was thrown because of it. */
    interface Done<T> {
        Outcome<T> of(SyncLinkId link);
    }

    /** One that can't be read is among those that are wanted, and refused. */
    <T> Map<SyncLinkId, Outcome<T>> of(Pages pages, Predicate<SyncLink> wanted, Act<T> act) {
        Map<SyncLinkId, Outcome<T>> outcomes = new LinkedHashMap<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<StoredRow<SyncLinkId, SyncLink>> page = pages.read(next.get(), PAGE);
            List<SyncLink> links = page.items().stream()
                    .flatMap(row -> row.value().stream())
                    .filter(wanted)
                    .toList();
            Set<SyncLinkId> ids = links.stream().map(SyncLink::id).collect(Collectors.toCollection(HashSet::new));
            Done<T> done = done(links, act);
            for (StoredRow<SyncLinkId, SyncLink> row : page.items()) {
                if (row.value().isEmpty()) {
                    outcomes.put(row.id(), unreadable(row.id()));
                } else if (ids.contains(row.id())) {
                    outcomes.put(row.id(), alone(row.id(), done));
                }
            }
            next = page.next();
        }
        return outcomes;
    }

    private static <T> Outcome<T> unreadable(SyncLinkId link) {
        return Outcome.refused(Refusals.unreadable("link " + link.value()));
    }

    /** What fails for a whole page has failed for each link of it; inside of a transaction it has spoilt them all. */
    private <T> Done<T> done(List<SyncLink> page, Act<T> act) {
        try {
            return page.isEmpty() ? none -> unreadable(none) : act.to(page);
        } catch (RuntimeException thrown) {
            if (commits.isAwaited()) {
                throw thrown;
            }
            return any -> {
                throw thrown;
            };
        }
    }

    /** One that can't be done must not keep the others from it. */
    private <T> Outcome<T> alone(SyncLinkId link, Done<T> done) {
        try {
            return done.of(link);
        } catch (RuntimeException thrown) {
            if (commits.isAwaited()) {
                throw thrown;
            }
            log.warn("{} was left out of a command on many", LogIds.of(link), SanitizedThrowable.copyOf(thrown));
            return Outcome.refused(Refusals.interrupted("link " + link.value(), HostCalls.asThrown(thrown)));
        }
    }
}
