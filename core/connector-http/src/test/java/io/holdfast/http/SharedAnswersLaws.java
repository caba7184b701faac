package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Answer;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** A shared answer tells what one that was made anew would. */
final class SharedAnswersLaws {
    private final SharedAnswers shared = new SharedAnswers();

    @Property
    void whateverWasAnsweredBeforeEachAnswerTellsWhatItsRowDoes(@ForAll("rows") List<Row> rows) {
        for (Row row : rows) {
            Answer anew =
                    new Answer(filled(row.questionId), filled(row.question).orElse(""), row.words);

            assertThat(shared.answer(row.questionId, row.question, row.words)).isEqualTo(anew);
        }
    }

    @Example
    void rowsThatAnswerTheSameShareOneAnswer() {
        Answer first = shared.answer("q1", "Diet", List.of("vegan", "halal"));
        shared.answer("q2", "Diet", List.of("vegan"));

        assertThat(shared.answer("q1", "Diet", List.of("vegan", "halal"))).isSameAs(first);
        assertThat(shared.answer("q1", "Diet", List.of("vegan"))).isNotEqualTo(first);
    }

    /** Of few texts, so that rows tell the same, or nearly the same in the same place. */
    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> texts = Arbitraries.of("q1", "Diet", "Diot", " ", "a\u0000", "b\uD800");
        return Combinators.combine(
                        texts.injectNull(0.2),
                        texts.injectNull(0.2),
                        texts.list().ofMinSize(1).ofMaxSize(2))
                .as(Row::new)
                .list()
                .ofMaxSize(60);
    }

    private static Optional<String> filled(@Nullable String text) {
        return Optional.ofNullable(text).filter(told -> !told.isBlank());
    }

    record Row(@Nullable String questionId, @Nullable String question, List<String> words) {}
}
