package io.holdfast.luma;

import io.holdfast.http.Json;
import io.holdfast.http.SharedAnswers;
import io.holdfast.model.Attendee;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the host's questions, one guest's after the other's, while their members stream in. Their type is not
 * looked at: Luma changed the words for the same questions, and the value tells what it is.
 */
final class AnswerReader {
    private final Json json;
    private final SharedAnswers shared = new SharedAnswers();
    private final BiConsumer<String, String> word = this::word;
    private final List<String> value = new ArrayList<>();
    private final List<String> old = new ArrayList<>();
    private List<String> words = value;
    private @Nullable String company;
    private @Nullable String jobTitle;

    AnswerReader(Json json) {
        this.json = json;
    }

    /** Reads one guest's, and the first company and the first job title that they name. */
    void read(Attendee.Builder guest) throws IOException {
        company = null;
        jobTitle = null;
        for (boolean more = json.firstElement(); more; more = json.nextElement()) {
            readOne(guest);
        }
        if (company != null) {
            guest.company(company);
        }
        if (jobTitle != null) {
            guest.jobTitle(jobTitle);
        }
    }

    private void readOne(Attendee.Builder guest) throws IOException {
        String label = null;
        String question = null;
        value.clear();
        old.clear();
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "label" -> label = json.shared();
                case "question_id" -> question = json.shared();
                case "value" -> readWords(value);
                // answers of old, and a repetition beside the value
                case "answer" -> readOld();
                default -> json.skip();
            }
        }
        List<String> answered = value.isEmpty() ? old : value;
        if (!answered.isEmpty()) {
            guest.addAnswers(shared.answer(question, label, answered));
        }
    }

    private void readOld() throws IOException {
        if (value.isEmpty()) {
            readWords(old);
        } else {
            json.skip();
        }
    }

    /** Of doubled members the last counts. */
    private void readWords(List<String> into) throws IOException {
        into.clear();
        words = into;
        json.texts(word);
    }

    private void word(String part, String text) {
        words.add(text);
        if (part.equals("company") && company == null) {
            company = text;
        } else if (part.equals("job_title") && jobTitle == null) {
            jobTitle = text;
        }
    }
}
