package io.holdfast.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** The floor: streams a page and reads the fields that the connector reads, as strings, and builds nothing of them. */
final class BareParse {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> ROW =
            Set.of("id", "event_id", "changed", "ticket_class_name", "status", "checked_in", "cancelled", "refunded");
    private static final Set<String> PROFILE = Set.of(
            "name",
            "first_name",
            "last_name",
            "email",
            "company",
            "job_title",
            "cell_phone",
            "work_phone",
            "home_phone");
    private static final Set<String> BARCODE = Set.of("barcode");
    private static final Set<String> ANSWER = Set.of("question", "question_id", "answer");
    private static final Set<String> PAGINATION =
            Set.of("has_more_items", "continuation", "page_number", "page_count", "object_count");

    private final Consumer<String> read;

    BareParse(Consumer<String> read) {
        this.read = read;
    }

    void page(byte[] page) throws IOException {
        try (JsonParser in = FACTORY.createParser(page)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "attendees" -> rows(in);
                    case "pagination" -> fields(in, PAGINATION);
                    default -> in.skipChildren();
                }
            }
        }
    }

    private void rows(JsonParser in) throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                if (ROW.contains(name)) {
                    read.accept(in.getText());
                } else {
                    part(in, name);
                }
            }
        }
    }

    private void part(JsonParser in, String name) throws IOException {
        switch (name) {
            case "profile" -> fields(in, PROFILE);
            case "barcodes" -> elements(in, BARCODE);
            case "answers" -> elements(in, ANSWER);
            default -> in.skipChildren();
        }
    }

    private void elements(JsonParser in, Set<String> wanted) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            fields(in, wanted);
        }
    }

    private void fields(JsonParser in, Set<String> wanted) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (wanted.contains(name)) {
                read.accept(in.getText());
            } else {
                in.skipChildren();
            }
        }
    }
}
