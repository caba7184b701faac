package io.holdfast.http;

import io.holdfast.model.Answer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows that answer the same to the same question the same answer: a form offers few to choose from, and many chose
 * each. Keeps the few that came last, so its size does not follow the list. For one page, and for one thread.
 */
public final class SharedAnswers {
    /** A power of two. */
    private static final int SLOTS = 64;

    private final @Nullable Answer[] known = new @Nullable Answer[SLOTS];

    /** Makes one that knows none. */
    public SharedAnswers() {}

    /**
     * Gives the answer that tells this.
     *
     * @param questionId the provider's id of the question; null or blank if it tells none
     * @param question the question's words; null or blank if it has none
     * @param words what was answered, at least one; they are copied
     * @return the answer, made only if it is not at hand
     */
    public Answer answer(@Nullable String questionId, @Nullable String question, List<String> words) {
        String asked = question == null ? "" : question;
        int slot = slot(questionId == null ? asked : questionId, words) & (SLOTS - 1);
        Answer here = known[slot];
        if (here == null || !says(here, questionId, asked, words)) {
            here = new Answer(filled(questionId), filled(asked).orElse(""), words);
            known[slot] = here;
        }
        return here;
    }

    /** Looks at no more of a word than its ends: it may be a long one that nobody else says. */
    private static int slot(String question, List<String> words) {
        int slot = question.hashCode();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            slot = 31 * slot + word.length() + word.charAt(0) * 7 + word.charAt(word.length() - 1);
        }
        return slot;
    }

    private static boolean says(Answer answer, @Nullable String questionId, String question, List<String> words) {
        if (answer.answers().size() != words.size()) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            if (!answer.answers().get(i).equals(words.get(i))) {
                return false;
            }
        }
        return answer.question().equals(question)
                && (questionId == null
                        ? answer.questionId().isEmpty()
                        : questionId.equals(answer.questionId().orElse("")));
    }

    private static Optional<String> filled(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
