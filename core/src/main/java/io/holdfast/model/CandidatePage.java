package io.holdfast.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of what a provider says can be imported.
 *
 * @param items the events or channels, in the connector's order; those that can be seen but not imported are among them, and
 *     say why. A page may be empty and not the last
 * @param next where the next page begins; empty on the last page
 * @param refused who refused to list theirs while others did, by the names that people know them by: an organization, say;
 *     a page shows them beside the list
 */
public record CandidatePage(List<RemoteSubject> items, Optional<Cursor> next, List<String> refused) {
    /** Characters of each name; the engine cuts what is longer. */
    public static final int LONGEST_NAME = 1_000;

    public CandidatePage {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
        refused = List.copyOf(refused);
    }
}
