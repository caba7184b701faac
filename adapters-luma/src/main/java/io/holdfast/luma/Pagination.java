package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a list goes on. {@code has_more} alone decides: a cursor stands on last pages too. */
final class Pagination {
    private final Cursor asked;
    private @Nullable Boolean hasMore;
    private @Nullable String cursor;

    Pagination(Cursor asked) {
        this.asked = asked;
    }

    /** Reads a member of the page that is none of the list. */
    void member(Json json, String name) throws IOException {
        switch (name) {
            case "has_more" -> hasMore = json.flag();
            case "next_cursor" -> cursor = json.filled();
            default -> json.skip();
        }
    }

    /** Where the next page begins; empty only if the list says that it ended. */
    Optional<Cursor> next(Response answer) {
        if (hasMore == null) {
            throw answer.malformed("it does not say whether its list ended");
        }
        if (!hasMore) {
            return Optional.empty();
        }
        if (cursor == null) {
            throw answer.malformed("more rows are announced without a cursor");
        }
        if (cursor.equals(asked.value())) {
            throw answer.malformed("its list goes on where this page began");
        }
        return Optional.of(Cursor.of(cursor));
    }
}
