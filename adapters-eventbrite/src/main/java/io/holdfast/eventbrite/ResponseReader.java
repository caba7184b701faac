package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.SharedAnswers;
import io.holdfast.model.Attendee;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The answers to the organiser's questions, one attendee's after the other's, while their members stream in. */
final class ResponseReader {
    private final Json json;
    private final SharedAnswers shared = new SharedAnswers();
    private final List<String> words = new ArrayList<>();
    private final BiConsumer<String, String> word = this::word;

    ResponseReader(Json json) {
        this.json = json;
    }

    /** Reads one attendee's. A question that was left unanswered is none. */
    void read(Attendee.Builder attendee) throws IOException {
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            readOne(attendee);
        }
    }

    private void readOne(Attendee.Builder attendee) throws IOException {
        String question = null;
        String questionId = null;
        words.clear();
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "question" -> question = json.shared();
                case "question_id" -> questionId = json.shared();
                case "answer" -> readWords();
                default -> json.skip();
            }
        }
        if (!words.isEmpty()) {
            attendee.addAnswers(shared.answer(questionId, question, words));
        }
    }

    /** A list, or an object such as an address, in its parts; of doubled members the last counts. */
    private void readWords() throws IOException {
        words.clear();
        json.texts(word);
    }

    private void word(String part, String text) {
        words.add(text);
    }
}
