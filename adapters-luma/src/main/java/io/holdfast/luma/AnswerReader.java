package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.model.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the host's questions, one after the other, while their members stream in. Their type is not looked at: Luma
 * changed the words for the same questions, and the value tells what it is.
 */
final class AnswerReader {
    private final Json json;
    private final BiConsumer<String, String> word = this::word;
    private @Nullable String label;
    private @Nullable String question;
    private List<String> words = List.of();
    private @Nullable String company;
    private @Nullable String jobTitle;

    AnswerReader(Json json) {
        this.json = json;
    }

    /** {@return the next answer; nothing if it was left out} */
    Optional<Answer> next() throws IOException {
        label = null;
        question = null;
        List<String> value = List.of();
        List<String> old = List.of();
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "label" -> label = json.shared();
                case "question_id" -> question = json.shared();
                case "value" -> value = words();
                // answers of old, and a repetition beside the value
                case "answer" -> old = value.isEmpty() ? words() : skipped();
                default -> json.skip();
            }
        }
        List<String> answered = value.isEmpty() ? old : value;
        return answered.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(filled(question), filled(label).orElse(""), answered));
    }

    /** {@return the company of the first answer that names one} */
    Optional<String> company() {
        return Optional.ofNullable(company);
    }

    /** {@return the job title of the first answer that names one} */
    Optional<String> jobTitle() {
        return Optional.ofNullable(jobTitle);
    }

    private List<String> words() throws IOException {
        words = List.of();
        json.texts(word);
        return words;
    }

    private List<String> skipped() throws IOException {
        json.skip();
        return List.of();
    }

    private void word(String part, String text) {
        if (words.isEmpty()) {
            words = List.of(text);
        } else {
            List<String> more = words instanceof ArrayList<String> ? words : new ArrayList<>(words);
            more.add(text);
            words = more;
        }
        if (part.equals("company") && company == null) {
            company = text;
        } else if (part.equals("job_title") && jobTitle == null) {
            jobTitle = text;
        }
    }

    private static Optional<String> filled(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
