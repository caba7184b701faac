package io.holdfast.eventbrite;

import java.util.ArrayList;
import java.util.List;

/**
 * One cell of the matrix: where the link stands, what its call is told, whether that lasts, and what the provider says to each
 * question who we are. The last word is said for ever.
 */
record SeveranceCell(Stage stage, ErrorAnswer told, boolean lasts, List<Word> words) {
    /** The answer to a question, the first one being 0. */
    Word word(int question) {
        return words.get(Math.min(question, words.size() - 1));
    }

    /** The rows and columns that it stands in. */
    List<String> coordinates() {
        List<String> coordinates = new ArrayList<>(List.of(stage.name(), told + " told", lasts ? "lasts" : "once"));
        for (int question = 0; question < words.size(); question++) {
            coordinates.add(words.get(question) + " said to question " + question);
        }
        return coordinates;
    }

    @Override
    public String toString() {
        return stage + ", " + told + (lasts ? "" : " once") + ", who are we: " + words;
    }
}
