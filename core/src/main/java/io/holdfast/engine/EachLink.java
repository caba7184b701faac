package io.holdfast.engine;

import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.SanitizedThrowable;
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
final class EachLink {
    private static final Logger log = LoggerFactory.getLogger(EachLink.class);
    private static final int PAGE = 100;

    private EachLink() {}

    /** One page of links, from a place on. */
    interface Pages {
        Page<SyncLink> read(Cursor after, int limit);
    }

    static Map<SyncLinkId, Outcome<SyncLink>> of(
            Pages pages, Predicate<SyncLink> wanted, Function<SyncLink, Outcome<SyncLink>> act) {
        Map<SyncLinkId, Outcome<SyncLink>> outcomes = new LinkedHashMap<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<SyncLink> page = pages.read(next.get(), PAGE);
            page.items().stream().filter(wanted).forEach(link -> outcomes.put(link.id(), alone(link, act)));
            next = page.next();
        }
        return outcomes;
    }

    /** One that can't be done must not keep the others from it. */
    private static Outcome<SyncLink> alone(SyncLink link, Function<SyncLink, Outcome<SyncLink>> act) {
        try {
            return act.apply(link);
        } catch (RuntimeException thrown) {
            log.warn("{} was left out of a command on many", LogIds.of(link.id()), SanitizedThrowable.copyOf(thrown));
            return Outcome.refused(Refusals.interrupted(link.id(), thrown));
        }
    }
}
