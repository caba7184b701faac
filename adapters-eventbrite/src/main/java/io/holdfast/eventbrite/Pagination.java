package io.holdfast.eventbrite;

import io.holdfast.http.Endpoint;
import io.holdfast.http.Json;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on. {@code has_more_items} decides: a continuation stands on some last pages too, and is missing on
 * others. Answers of old, without that member, count their pages.
 */
final class Pagination {
    private static final String CONTINUATION = "c:";
    private static final String PAGE = "p:";

    private @Nullable Boolean hasMore;
    private @Nullable String continuation;
    private long pageNumber = -1;
    private long pageCount = -1;
    private long objectCount = -1;

    /** The query parameter that asks for a place; empty for the first page. */
    static String parameter(Cursor after) {
        String place = after.value();
        if (place.startsWith(CONTINUATION)) {
            return Endpoint.parameter("continuation", place.substring(CONTINUATION.length()));
        }
        if (place.startsWith(PAGE)) {
            return Endpoint.parameter("page", place.substring(PAGE.length()));
        }
        if (after.equals(Cursor.START)) {
            return "";
        }
        throw ProviderException.of(
                FailureKind.CURSOR_REFUSED,
                "expected a place in one of Eventbrite's lists but found another's; the list is read from its start");
    }

    void read(Json json) throws IOException {
        json.object(name -> {
            switch (name) {
                case "has_more_items" -> hasMore = json.flag();
                case "continuation" -> continuation = json.text();
                case "page_number" -> pageNumber = json.number();
                case "page_count" -> pageCount = json.number();
                case "object_count" -> objectCount = json.number();
                default -> json.skip();
            }
        });
    }

    /** How many rows the list has in all, as it says; it may say another number on the next page. */
    OptionalLong total() {
        return objectCount < 0 ? OptionalLong.empty() : OptionalLong.of(objectCount);
    }

    /** Where the next page begins; empty only if the list says that it ended. */
    Optional<Cursor> next(Endpoint call) {
        if (Boolean.TRUE.equals(hasMore)) {
            if (continuation == null || continuation.isBlank()) {
                throw unproven(call, "more rows are announced without a continuation");
            }
            return Optional.of(Cursor.of(CONTINUATION + continuation));
        }
        if (Boolean.FALSE.equals(hasMore)) {
            return Optional.empty();
        }
        if (pageNumber < 0 || pageCount < 0) {
            throw unproven(call, "nothing says so");
        }
        return pageNumber < pageCount ? Optional.of(Cursor.of(PAGE + (pageNumber + 1))) : Optional.empty();
    }

    private static ProviderException unproven(Endpoint call, String found) {
        return ProviderException.of(
                FailureKind.MALFORMED,
                "expected " + call.path() + " to say whether its list ended but " + found + "; try again later");
    }
}
