package io.holdfast.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The floor: streams a page and reads the members that the connector reads, as strings, and builds nothing of them. */
final class BareParse {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String rows;
    private final Set<String> ofPage;
    private final Set<String> ofRow;
    private final Map<String, Set<String>> ofParts;
    private final Consumer<String> read;

    /** Parts are objects, or lists of objects. */
    private BareParse(
            String rows,
            Set<String> ofPage,
            Set<String> ofRow,
            Map<String, Set<String>> ofParts,
            Consumer<String> read) {
        this.rows = rows;
        this.ofPage = ofPage;
        this.ofRow = ofRow;
        this.ofParts = ofParts;
        this.read = read;
    }

    static BareParse ofEventbrite(Consumer<String> read) {
        return new BareParse(
                "attendees",
                Set.of("has_more_items", "continuation", "page_number", "page_count", "object_count"),
                Set.of(
                        "id",
                        "event_id",
                        "changed",
                        "ticket_class_name",
                        "status",
                        "checked_in",
                        "cancelled",
                        "refunded"),
                Map.of(
                        "profile",
                                Set.of(
                                        "name",
                                        "first_name",
                                        "last_name",
                                        "email",
                                        "company",
                                        "job_title",
                                        "cell_phone",
                                        "work_phone",
                                        "home_phone"),
                        "barcodes", Set.of("barcode"),
                        "answers", Set.of("question", "question_id", "answer")),
                read);
    }

    static BareParse ofLuma(Consumer<String> read) {
        return new BareParse(
                "entries",
                Set.of("has_more", "next_cursor"),
                Set.of(
                        "id",
                        "approval_status",
                        "user_name",
                        "user_first_name",
                        "user_last_name",
                        "user_email",
                        "phone_number",
                        "check_in_qr_code"),
                Map.of(
                        "event_tickets", Set.of("id", "name", "checked_in_at"),
                        "registration_answers", Set.of("label", "question_id", "value")),
                read);
    }

    void page(byte[] page) throws IOException {
        try (JsonParser in = FACTORY.createParser(page)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                if (name.equals(rows)) {
                    rows(in);
                } else if (name.equals("pagination")) {
                    members(in, ofPage);
                } else {
                    member(in, name, ofPage);
                }
            }
        }
    }

    private void rows(JsonParser in) throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                Set<String> part = ofParts.get(name);
                if (part == null) {
                    member(in, name, ofRow);
                } else {
                    part(in, part);
                }
            }
        }
    }

    private void part(JsonParser in, Set<String> wanted) throws IOException {
        if (in.currentToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                members(in, wanted);
            }
        } else {
            members(in, wanted);
        }
    }

    private void members(JsonParser in, Set<String> wanted) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            member(in, name, wanted);
        }
    }

    private void member(JsonParser in, String name, Set<String> wanted) throws IOException {
        if (wanted.contains(name)) {
            texts(in);
        } else {
            in.skipChildren();
        }
    }

    /** A member may be a list or an object of texts, and the connector reads them all. */
    private void texts(JsonParser in) throws IOException {
        int depth = 0;
        do {
            JsonToken token = in.currentToken();
            if (token.isScalarValue()) {
                read.accept(in.getText());
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && in.nextToken() != null);
    }
}
