package io.holdfast.model;

import io.holdfast.internal.Text;
import java.util.List;
import java.util.Optional;

/**
 * What an attendee answered to one question of the organiser's. Texts hold no U+0000 and no lone surrogate. What was
 * answered tells who it is, and a question may, so both are left out of {@code toString}.
 *
 * @param questionId the provider's id of the question, where it tells one: two questions may have the same words, and the
 *     words may be corrected later
 * @param question its words, as they were when the provider was read; empty text if it has none
 * @param answers what was answered, in words; several where more than one may be chosen
 */
public record Answer(Optional<String> questionId, String question, List<String> answers) {
    public Answer {
        answers = List.copyOf(answers);
        // each answer of each attendee of each page comes by here, and nearly all are clean
        if (!isClean(questionId, question, answers)) {
            questionId = questionId.map(Text::storable);
            question = Text.storable(question);
            answers = answers.stream().map(Text::storable).toList();
        }
    }

    private static boolean isClean(Optional<String> questionId, String question, List<String> answers) {
        for (int i = 0; i < answers.size(); i++) {
            if (!Text.isStorable(answers.get(i))) {
                return false;
            }
        }
        return Text.isStorable(questionId) && Text.isStorable(question);
    }

    @Override
    public String toString() {
        return "Answer[questionId=" + questionId + ", question=***, answers=***]";
    }
}
