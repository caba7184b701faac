package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.model.Attendee;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One answer to a question of the organiser's, while its members stream in. */
final class ResponseReader {
    private final Json json;
    private @Nullable String question;
    private @Nullable String questionId;
    private @Nullable String answer;

    ResponseReader(Json json) {
        this.json = json;
    }

    void read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "question" -> question = json.text();
                case "question_id" -> questionId = json.text();
                case "answer" -> answer = json.scalar();
                default -> json.skip();
            }
        }
    }

    /** Adds it under the question's text, or else its id; one without an answer in words adds nothing. */
    void addTo(Attendee.Builder attendee) {
        String asked = question == null || question.isBlank() ? questionId : question;
        if (asked != null && answer != null && !asked.isBlank() && !answer.isBlank()) {
            attendee.putAnswers(asked, answer);
        }
    }
}
