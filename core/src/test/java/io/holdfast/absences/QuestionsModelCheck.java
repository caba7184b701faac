package io.holdfast.absences;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.absences.QuestionStory.Act;
import io.holdfast.absences.QuestionStory.Before;
import io.holdfast.absences.QuestionStory.Move;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Persons answer at each step of a scan that is on, one or two of them, with the numbers that are asked or with others; people come
 * back, pages fail, the account is connected anew, the node dies: an answer that was accepted holds, and no other is. Every day at
 * some of the steps.
 */
@Tag("proof")
@Tag("sample")
final class QuestionsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int EACH = WHOLE ? 1 : 199;
    private static final List<Act> ANSWERS = List.of(Act.ANN_APPLIES, Act.BOB_KEEPS);
    static final List<Before> BEFORE =
            List.of(new Before(true, false), new Before(false, false), new Before(true, true), new Before(false, true));

    @Test
    void anAnswerHoldsAtWhateverStepItComesAndNobodyIsAskedTwice() throws IOException {
        List<Case> all = BEFORE.stream().flatMap(QuestionsModelCheck::cases).toList();
        List<QuestionStory.Found> cases = new ArrayList<>();
        List<MonthStory.Found> months = new ArrayList<>();
        QuietMoves.during(() -> {
            cases.addAll(IntStream.range(0, all.size())
                    .filter(number -> number % EACH == 0)
                    .parallel()
                    .mapToObj(number -> all.get(number).tell())
                    .toList());
            months.addAll(months());
        });

        assertThat(cases).filteredOn(found -> !found.isWell()).isEmpty();
        assertThat(months)
                .filteredOn(found ->
                        !found.askedTwice().isEmpty() || !found.keptAndRemoved().isEmpty())
                .isEmpty();
        assertThat(months).allMatch(month -> month.questions() > 0);
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(folder.resolve("questions.txt"), line(cases, months) + System.lineSeparator());
        }
    }

    record Case(Before before, List<Move> moves) {
        QuestionStory.Found tell() {
            return QuestionStory.tell(before, moves);
        }
    }

    /**
     * One act at each step; an answer and another act at each two steps, in both orders; a death at each step after an answer, and
     * another answer at each step of the node that goes on. The run that carries a word out has its steps behind those of the scan.
     */
    static Stream<Case> cases(Before before) {
        int ofScan = steps(before, List.of());
        int ofAll = steps(before, List.of(Move.of(ofScan, Act.ANN_APPLIES)));
        List<List<Move>> moves = new ArrayList<>();
        for (int first = 1; first <= ofScan; first++) {
            for (Act act : Act.values()) {
                moves.add(List.of(Move.of(first, act)));
            }
            for (int second = first; second <= ofAll; second++) {
                addPairs(moves, first, second, before.kept());
            }
        }
        for (int death = 1; death <= ofAll; death++) {
            for (int answer = 1; answer <= ofAll; answer++) {
                moves.add(List.of(
                        Move.of(1, Act.ANN_APPLIES),
                        Move.of(death, Act.NODE_DIES),
                        new Move(answer, Act.BOB_KEEPS, true)));
            }
        }
        return moves.stream().distinct().map(some -> new Case(before, some));
    }

    private static void addPairs(List<List<Move>> moves, int first, int second, boolean answersOnly) {
        for (Act answer : ANSWERS) {
            for (Act other : EnumSet.complementOf(QuestionStory.STALE)) {
                boolean isAnswer = QuestionStory.ANSWERS.contains(other);
                if (isAnswer || !answersOnly) {
                    moves.add(List.of(Move.of(first, answer), Move.of(second, other)));
                    moves.add(List.of(Move.of(first, other), Move.of(second, answer)));
                }
            }
        }
    }

    /** One more than the node calls its ports, so that what is done then is done after all of them. */
    private static int steps(Before before, List<Move> moves) {
        return QuestionStory.tell(before, moves).steps() + 1;
    }

    static List<MonthStory.Found> months() {
        List<MonthStory.Trouble> troubles = List.of(MonthStory.Trouble.values());
        return IntStream.range(0, WHOLE ? troubles.size() * 4 : 1)
                .parallel()
                .mapToObj(number -> MonthStory.tell(number, troubles.get(number / 4), number % 2 == 0, number % 4 < 2))
                .toList();
    }

    private static String line(List<QuestionStory.Found> cases, List<MonthStory.Found> months) {
        return String.format(
                Locale.ENGLISH,
                "questions: %,d cases, %,d answers accepted and %,d refused at up to %d steps of a scan: %d kept and"
                        + " removed, %d removed though nobody said so of them or though seen since, %d answers for another"
                        + " scan or count taken, %d not carried out; %d months: %d questions, %d asked twice, %d kept and"
                        + " removed",
                cases.size(),
                cases.stream().mapToInt(QuestionStory.Found::accepted).sum(),
                cases.stream().mapToInt(QuestionStory.Found::refused).sum(),
                cases.stream().mapToInt(QuestionStory.Found::steps).max().orElse(0),
                cases.stream().mapToInt(found -> found.keptAndRemoved().size()).sum(),
                cases.stream().mapToInt(found -> found.removedUnasked().size()).sum(),
                cases.stream().mapToInt(found -> found.staleTaken().size()).sum(),
                cases.stream().filter(found -> found.undone().isPresent()).count(),
                months.size(),
                months.stream().mapToInt(MonthStory.Found::questions).sum(),
                months.stream().mapToInt(found -> found.askedTwice().size()).sum(),
                months.stream().mapToInt(found -> found.keptAndRemoved().size()).sum());
    }
}
