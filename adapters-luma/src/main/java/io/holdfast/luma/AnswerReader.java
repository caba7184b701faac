package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.model.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a question of the host's while its members stream in. Its type is not looked at: Luma changed the words for
 * the same questions, and the value tells what it is.
 */
final class AnswerReader {
    private final Json json;
    private @Nullable String label;
    private @Nullable String question;
    private List<String> value = List.of();
    private List<String> old = List.of();
    private @Nullable String company;
    private @Nullable String jobTitle;

    AnswerReader(Json json) {
        this.json = json;
    }

    void read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "label" -> label = json.shared();
                case "question_id" -> question = json.shared();
                case "value" -> value = words();
                case "answer" -> old = words();
                default -> json.skip();
            }
        }
    }

    /** What was answered; nothing if it was left out. */
    Optional<Answer> answer() {
        List<String> answered = value.isEmpty() ? old : value;
        return answered.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(filled(question), filled(label).orElse(""), answered));
    }

    Optional<String> company() {
        return Optional.ofNullable(company);
    }

    Optional<String> jobTitle() {
        return Optional.ofNullable(jobTitle);
    }

    private List<String> words() throws IOException {
        List<String> words = new ArrayList<>(1);
        json.texts((part, text) -> {
            words.add(text);
            switch (part) {
                case "company" -> company = text;
                case "job_title" -> jobTitle = text;
                default -> {}
            }
        });
        return words;
    }

    private static Optional<String> filled(@Nullable String text) {
        return Optional.ofNullable(text).filter(told -> !told.isBlank());
    }
}
