package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Eventbrite's words; the network in front of it is CloudFront. */
final class EventbriteDialect implements Dialect {
    static final String TYPE = "application/json";

    @Override
    public String requestIdHeader() {
        return "x-amz-cf-id";
    }

    @Override
    public Reply error(int status, String error) {
        return Reply.of(
                status,
                TYPE,
                Wire.error(new Refusal(status, error, "Put there by a test.")).toString());
    }

    @Override
    public Reply page(int status) {
        return Reply.html(status);
    }

    @Override
    public Map<String, String> edge() {
        return Map.of("server", "CloudFront", "x-cache", "Error from cloudfront");
    }

    @Override
    public String place() {
        return "continuation";
    }

    @Override
    public void goOn(ObjectNode page, String place) {
        pagination(page).put("has_more_items", true).put(place(), place);
    }

    @Override
    public void goOnNowhere(ObjectNode page) {
        pagination(page).put("has_more_items", true);
        pagination(page).remove(place());
    }

    @Override
    public void withoutPagination(ObjectNode page) {
        page.remove("pagination");
    }

    @Override
    public ArrayNode rows(ObjectNode page) {
        return (ArrayNode) page.get("attendees");
    }

    @Override
    public void foreign(ObjectNode row) {
        row.put("event_id", "990000000001");
    }

    @Override
    public void firstName(ObjectNode row, String firstName) {
        ObjectNode profile = row.get("profile") instanceof ObjectNode known ? known : row.putObject("profile");
        profile.put("first_name", firstName);
    }

    private static ObjectNode pagination(ObjectNode page) {
        return (ObjectNode) page.get("pagination");
    }
}
