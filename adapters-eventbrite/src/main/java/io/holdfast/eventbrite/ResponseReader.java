package io.holdfast.eventbrite;

import static io.holdfast.eventbrite.AttendeeReader.filled;

import io.holdfast.http.Json;
import io.holdfast.model.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One answer to a question of the organiser's, while its members stream in. */
final class ResponseReader {
    private final Json json;
    private final List<String> answers = new ArrayList<>(1);
    private @Nullable String question;
    private @Nullable String questionId;

    ResponseReader(Json json) {
        this.json = json;
    }

    void read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "question" -> question = json.shared();
                case "question_id" -> questionId = json.shared();
                case "answer" -> readAnswer();
                default -> json.skip();
            }
        }
    }

    /** Nothing if the question was left unanswered. */
    Optional<Answer> answer() {
        return answers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(filled(questionId), filled(question).orElse(""), answers));
    }

    /** A list, or an object such as an address, in its parts; of doubled members the last counts. */
    private void readAnswer() throws IOException {
        answers.clear();
        json.texts((part, text) -> answers.add(text));
    }
}
