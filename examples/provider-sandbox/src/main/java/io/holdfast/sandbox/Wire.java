package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Users, organizations, events and errors in the provider's words: members and nulls as its recorded answers have them. */
final class Wire {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final String ORIGIN = "https://www.eventbriteapi.com/v3";
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");

    private Wire() {}

    static ObjectNode user(Account account) {
        ObjectNode user = object();
        user.put("id", account.id())
                .put("name", account.name())
                .putNull("first_name")
                .putNull("last_name");
        user.put("is_public", false).putNull("image_id");
        user.putArray("emails")
                .addObject()
                .put("email", "owner" + account.id() + "@example.org")
                .put("verified", true)
                .put("primary", true);
        return user;
    }

    static ObjectNode organization(Account account) {
        ObjectNode organization = object();
        organization
                .put("_type", "organization")
                .put("id", account.organizationId())
                .put("name", account.name());
        // the one date of the API that has no offset
        organization.put("vertical", "default").put("created", "2027-01-05T03:58:27");
        organization.putNull("image_id").putNull("parent_id").putNull("locale");
        return organization;
    }

    static ObjectNode event(SandboxEvent event) {
        ObjectNode json = object();
        json.put("id", event.id())
                .put("organization_id", event.organizationId())
                .put("organizer_id", "120033445566");
        json.putObject("name").put("text", event.title()).put("html", html(event.title()));
        json.putNull("summary").putObject("description").putNull("text").putNull("html");
        json.put("url", "https://www.eventbrite.com/e/" + event.id());
        json.set("start", moment(event.start()));
        json.set("end", moment(event.end()));
        json.put("created", event.created().toString());
        json.put("changed", event.changed().toString());
        json.put("published", event.published().toString());
        json.put("status", event.status());
        settings(json);
        json.put("is_series", event.isSeriesParent()).put("is_series_parent", event.isSeriesParent());
        json.put("resource_uri", ORIGIN + "/events/" + event.id() + "/");
        return json;
    }

    static ObjectNode error(Refusal refusal) {
        return object().put("status_code", refusal.status())
                .put("error", refusal.error())
                .put("error_description", refusal.description());
    }

    static ObjectNode token(String access) {
        return object().put("access_token", access).put("token_type", "bearer");
    }

    static ObjectNode pair(TokenPair pair, Duration life) {
        return token(pair.access()).put("expires_in", life.toSeconds()).put("refresh_token", pair.refresh());
    }

    /** As the token endpoint words errors; most have no description. */
    static ObjectNode oauthError(Refusal refusal) {
        ObjectNode error = object().put("error", refusal.error());
        return refusal.description().isEmpty() ? error : error.put("error_description", refusal.description());
    }

    /** What no act of the sandbox changes. */
    private static void settings(ObjectNode json) {
        json.put("currency", "EUR").put("capacity", 5000).put("capacity_is_custom", false);
        json.put("online_event", false).put("listed", true).put("shareable", true);
        json.put("invite_only", false).put("show_remaining", false).put("tx_time_limit", 1200);
        json.put("hide_start_date", false).put("hide_end_date", false).put("locale", "en_US");
        json.put("is_locked", false).put("privacy_setting", "unlocked");
        json.put("inventory_type", "limited");
        json.put("is_reserved_seating", false).put("is_free", false).put("source", "coyote");
        json.putNull("version").putNull("logo_id").put("venue_id", "299000111");
        json.put("category_id", "102").putNull("subcategory_id").putNull("format_id");
        json.put("is_externally_ticketed", false).putNull("logo");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static ObjectNode moment(Instant at) {
        return object().put("timezone", ZONE.getId())
                .put("utc", at.toString())
                .put("local", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at.atZone(ZONE)));
    }

    private static ObjectNode object() {
        return JSON.objectNode();
    }
}
