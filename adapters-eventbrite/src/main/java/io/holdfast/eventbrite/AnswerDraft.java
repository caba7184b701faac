package io.holdfast.eventbrite;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer to a question of the organiser's, while its members stream in. */
final class AnswerDraft {
    private @Nullable String question;
    private @Nullable String questionId;
    private @Nullable String answer;

    void member(Json json, String member) throws IOException {
        switch (member) {
            case "question" -> question = json.text();
            case "question_id" -> questionId = json.text();
            case "answer" -> answer = json.scalar();
            default -> json.skip();
        }
    }

    /** Adds it under the question's text, or else its id; one without an answer in words adds nothing. */
    void addTo(Map<String, String> answers) {
        String asked = question == null || question.isBlank() ? questionId : question;
        if (asked != null && answer != null && !asked.isBlank() && !answer.isBlank()) {
            answers.put(asked, answer);
        }
    }
}
