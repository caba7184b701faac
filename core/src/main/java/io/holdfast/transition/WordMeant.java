package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import java.util.Optional;

/** Whom a person's word means: those about whom a person is asked, or those whom a person had kept. */
final class WordMeant {
    private WordMeant() {}

    /** Their stamps; empty if nobody asks about them any more, and nobody keeps them. */
    static Optional<Removing> of(Absences known, RemovalWord word) {
        if (isOfQuestion(known, word)) {
            return Optional.of(new Removing(word.scan(), known.keptFrom()));
        }
        return known.kept().filter(kept -> kept.scan() == word.scan()).map(kept -> new Removing(word.scan(), 0));
    }

    /** How many of them are there still. */
    static long left(Absences known, RemovalWord word, ScanFindings found) {
        return isOfQuestion(known, word) ? found.missingOfQuestion() : found.keptStill();
    }

    private static boolean isOfQuestion(Absences known, RemovalWord word) {
        return known.question().filter(asked -> asked.scan() == word.scan()).isPresent();
    }
}
