package io.holdfast.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists in pages whose cursor is the last row's sort value and id, as the provider's own: who is added before that place
 * meanwhile is missed, and nothing is remembered.
 */
record LumaPages(int most, boolean cursorOnLastPage) {
    static final String CURSOR = "pagination_cursor";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AFTER_ALL = "\uffff";

    /**
     * One page of a list.
     *
     * @param columns what it can be sorted by; the first, if nobody asks
     */
    <T> ObjectNode page(
            List<T> rows,
            Map<String, Function<T, Optional<String>>> columns,
            String first,
            Function<T, String> id,
            Function<T, ObjectNode> wire,
            Query query) {
        Function<T, Optional<String>> column = Optional.ofNullable(
                        columns.get(query.text("sort_column").orElse(first)))
                .orElseThrow(() -> invalid("sort_column"));
        String direction = query.text("sort_direction").orElse("asc");
        if (!direction.matches("(asc|desc)( nulls last)?")) {
            throw invalid("sort_direction");
        }
        // as the provider's database does it: what is unknown is above all, unless it is asked for last
        String unknown = direction.equals("desc nulls last") ? "" : AFTER_ALL;
        Comparator<Place> ascending = Comparator.comparing(Place::value).thenComparing(Place::id);
        Comparator<Place> order = direction.startsWith("desc") ? ascending.reversed() : ascending;
        Function<T, Place> place = row -> new Place(column.apply(row).orElse(unknown), id.apply(row));
        Optional<Place> after = query.text(CURSOR).map(Place::of);
        List<T> rest = rows.stream()
                .filter(row -> after.filter(last -> order.compare(place.apply(row), last) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(place, order))
                .toList();
        List<T> shown = rest.subList(0, Math.min(limit(query), rest.size()));
        boolean more = shown.size() < rest.size();
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = page.putArray("entries");
        shown.forEach(row -> entries.add(wire.apply(row)));
        page.put("has_more", more);
        if (!shown.isEmpty() && (more || cursorOnLastPage)) {
            page.put("next_cursor", place.apply(shown.get(shown.size() - 1)).cursor());
        }
        return page;
    }

    /** A refusal of a parameter, over several lines as the provider's. */
    static Refusal invalid(String parameter) {
        return new Refusal(400, "", "The request is not valid:\n- " + parameter + ": Invalid input");
    }

    /** As many as are asked for, but no more than the provider gives. */
    private int limit(Query query) {
        return query.text("pagination_limit")
                .map(asked -> {
                    if (!asked.matches("[1-9]\\d{0,8}")) {
                        throw invalid("pagination_limit");
                    }
                    return Math.min(Integer.parseInt(asked), most);
                })
                .orElse(most);
    }

    private record Place(String value, String id) {
        static Place of(String cursor) {
            try {
                JsonNode told =
                        JSON.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
                if (!told.path("sv").isTextual() || !told.path("fb").isTextual()) {
                    throw invalid(CURSOR);
                }
                return new Place(told.get("sv").asText(), told.get("fb").asText());
            } catch (IllegalArgumentException | JsonProcessingException malformed) {
                throw invalid(CURSOR);
            }
        }

        String cursor() {
            String told = JsonNodeFactory.instance
                    .objectNode()
                    .put("sv", value)
                    .put("fb", id)
                    .toString();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(told.getBytes(StandardCharsets.UTF_8));
        }
    }
}
