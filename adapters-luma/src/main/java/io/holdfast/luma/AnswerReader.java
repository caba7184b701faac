package io.holdfast.luma;

import io.holdfast.http.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a question of the host's while its members stream in. Its type is not looked at: Luma changed the words for
 * the same questions, and the value tells what it is.
 */
final class AnswerReader {
    private final Json json;
    private @Nullable String label;
    private @Nullable String question;
    private @Nullable String value;
    private @Nullable String old;
    private @Nullable String company;
    private @Nullable String jobTitle;

    AnswerReader(Json json) {
        this.json = json;
    }

    void read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "label" -> label = json.filled();
                case "question_id" -> question = json.filled();
                case "value" -> value = words();
                case "answer" -> old = words();
                default -> json.skip();
            }
        }
    }

    /** The question's own words, or else its id; nothing if it has neither. */
    @Nullable
    String asked() {
        return label == null ? question : label;
    }

    /** The same, told apart from another question with the same words. */
    String askedApart() {
        return question == null ? "" + label : label + " (" + question + ")";
    }

    /** What was answered, in words; nothing if it was left out. */
    @Nullable
    String answered() {
        return value == null ? old : value;
    }

    Optional<String> company() {
        return Optional.ofNullable(company);
    }

    Optional<String> jobTitle() {
        return Optional.ofNullable(jobTitle);
    }

    private @Nullable String words() throws IOException {
        StringJoiner words = new StringJoiner(", ");
        if (json.isArray()) {
            json.array(() -> add(words, json.scalar()));
        } else if (json.isObject()) {
            json.object(part -> {
                String told = json.scalar();
                add(words, told);
                keep(part, told);
            });
        } else {
            add(words, json.scalar());
        }
        return words.length() == 0 ? null : words.toString();
    }

    private void keep(String part, @Nullable String told) {
        if (told != null && !told.isBlank()) {
            switch (part) {
                case "company" -> company = told;
                case "job_title" -> jobTitle = told;
                default -> {}
            }
        }
    }

    private static void add(StringJoiner words, @Nullable String told) {
        if (told != null && !told.isBlank()) {
            words.add(told);
        }
    }
}
