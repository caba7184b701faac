package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Luma's words; the network in front of it is Cloudflare. */
final class LumaDialect implements Dialect {
    @Override
    public String requestIdHeader() {
        return "cf-ray";
    }

    @Override
    public Reply error(int status, String error) {
        return LumaWire.error(status, "Put there by a test: " + error);
    }

    @Override
    public Reply page(int status) {
        return Reply.of(
                status,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html>\n<html lang=\"en-US\"><head><title>Attention Required! | Cloudflare</title></head>\n"
                        + "<body><h1>" + status
                        + "</h1><p>Performance &amp; security by Cloudflare</p></body></html>\n");
    }

    @Override
    public Map<String, String> edge() {
        return Map.of("server", "cloudflare", "cf-mitigated", "challenge");
    }

    @Override
    public String place() {
        return LumaPages.CURSOR;
    }

    @Override
    public void goOn(ObjectNode page, String place) {
        page.put("has_more", true).put("next_cursor", place);
    }

    @Override
    public void goOnNowhere(ObjectNode page) {
        page.put("has_more", true).remove("next_cursor");
    }

    @Override
    public void withoutPagination(ObjectNode page) {
        page.remove("has_more");
        page.remove("next_cursor");
    }

    @Override
    public ArrayNode rows(ObjectNode page) {
        return (ArrayNode) page.get("entries");
    }

    @Override
    public void foreign(ObjectNode row) {
        row.put("check_in_qr_code", "https://luma.com/check-in/evt-Other000000001?pk=g-Other00001");
    }

    @Override
    public void firstName(ObjectNode row, String firstName) {
        row.put("user_first_name", firstName);
    }
}
