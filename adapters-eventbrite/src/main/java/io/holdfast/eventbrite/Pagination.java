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
 * others. Answers of old, without that member, count their pages; older ones yet only number them, and the first page
 * without rows, or that is none, is then behind the end.
 */
final class Pagination {
    private static final String CONTINUATION = "c:";
    /** A page that the one before it announced. */
    private static final String PAGE = "p:";
    /** A page that may be behind the end. */
    private static final String NEXT_IF_ANY = "n:";

    private final Cursor asked;
    private @Nullable Boolean hasMore;
    private @Nullable String continuation;
    private long pageNumber = -1;
    private long pageCount = -1;
    private long objectCount = -1;

    Pagination(Cursor asked) {
        this.asked = asked;
    }

    /** The query parameter that asks for a place; empty for the first page. */
    static String parameter(Cursor after) {
        String place = after.value();
        if (place.startsWith(CONTINUATION)) {
            return Endpoint.parameter("continuation", place.substring(CONTINUATION.length()));
        }
        if (isPage(after)) {
            return Endpoint.parameter("page", place.substring(PAGE.length()));
        }
        if (after.equals(Cursor.START)) {
            return "";
        }
        throw ProviderException.of(
                FailureKind.CURSOR_REFUSED,
                "expected a place in one of Eventbrite's lists but found another's; the list is read from its start");
    }

    /** Whether a refusal says that the list had ended before the page that was asked for. */
    static boolean isBehindTheEnd(Cursor after, int status, Optional<String> error) {
        return after.value().startsWith(NEXT_IF_ANY)
                && status == 400
                && error.filter("BAD_PAGE"::equals).isPresent();
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

    /**
     * Where the next page begins; empty only if the list says that it ended.
     *
     * @param call what was asked
     * @param rows how many rows this page has, those that can't be taken included
     */
    Optional<Cursor> next(Endpoint call, int rows) {
        if (isPage(asked) && pageNumber >= 0 && pageNumber != askedPage()) {
            throw unproven(call, "another page than the one asked for came");
        }
        if (Boolean.FALSE.equals(hasMore)) {
            return Optional.empty();
        }
        if (Boolean.TRUE.equals(hasMore)) {
            if (!continues()) {
                throw unproven(call, "more rows are announced without a continuation");
            }
            return Optional.of(Cursor.of(CONTINUATION + continuation));
        }
        if (pageNumber >= 0 && pageCount >= 0) {
            return pageNumber < pageCount ? Optional.of(page(PAGE, pageNumber)) : Optional.empty();
        }
        return uncounted(call, rows);
    }

    private Optional<Cursor> uncounted(Endpoint call, int rows) {
        long here = pageNumber < 0 && isPage(asked) ? askedPage() : pageNumber;
        if (here < 0 && !continues()) {
            throw unproven(call, "nothing says so");
        }
        Cursor goesOn = here < 0 ? Cursor.of(CONTINUATION + continuation) : page(NEXT_IF_ANY, here);
        if (goesOn.equals(asked)) {
            throw unproven(call, "it goes on where this page began");
        }
        return rows == 0 ? Optional.empty() : Optional.of(goesOn);
    }

    private boolean continues() {
        return continuation != null && !continuation.isBlank();
    }

    private static boolean isPage(Cursor place) {
        return place.value().startsWith(PAGE) || place.value().startsWith(NEXT_IF_ANY);
    }

    private long askedPage() {
        String page = asked.value().substring(PAGE.length());
        return page.matches("\\d{1,18}") ? Long.parseLong(page) : -1;
    }

    private static Cursor page(String kind, long before) {
        return Cursor.of(kind + (before + 1));
    }

    private static ProviderException unproven(Endpoint call, String found) {
        return ProviderException.of(
                FailureKind.MALFORMED,
                "expected " + call.path() + " to say whether its list ended but " + found + "; try again later");
    }
}
