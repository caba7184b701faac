package io.holdfast.eventbrite;

import static io.holdfast.eventbrite.Word.BAD_HEADER;
import static io.holdfast.eventbrite.Word.BROKEN_OFF;
import static io.holdfast.eventbrite.Word.EDGE_BLOCK;
import static io.holdfast.eventbrite.Word.NOT_A_USERS_TOKEN;
import static io.holdfast.eventbrite.Word.NOT_FOUND;
import static io.holdfast.eventbrite.Word.RATE_LIMIT;
import static io.holdfast.eventbrite.Word.RESET;
import static io.holdfast.eventbrite.Word.REVOKED;
import static io.holdfast.eventbrite.Word.REVOKED_AS_DOCUMENTED;
import static io.holdfast.eventbrite.Word.UNAUTHORIZED_PAGE;
import static io.holdfast.eventbrite.Word.UNAVAILABLE;
import static io.holdfast.eventbrite.Word.USER;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The cells of the matrix. */
final class SeveranceCells {
    /** What would sever if it were asked. */
    private static final List<Word> TRAP = List.of(REVOKED);

    private static final ErrorAnswer REFUSAL = ErrorAnswer.to(OnTheWire.error(401, "INVALID_AUTH"));
    private static final List<ErrorAnswer> TYPICAL =
            List.of(REFUSAL, ErrorAnswer.to(OnTheWire.error(403, "NOT_AUTHORIZED")));

    private static final List<List<Word>> DECISIVE =
            List.of(List.of(USER), List.of(REVOKED, REVOKED), List.of(REVOKED, USER), List.of(REVOKED, UNAVAILABLE));

    private static final List<List<Word>> TELLING = List.of(
            List.of(USER),
            List.of(REVOKED, REVOKED),
            List.of(REVOKED_AS_DOCUMENTED, REVOKED_AS_DOCUMENTED),
            List.of(UNAUTHORIZED_PAGE, UNAUTHORIZED_PAGE),
            List.of(NOT_A_USERS_TOKEN, NOT_A_USERS_TOKEN),
            List.of(BAD_HEADER, REVOKED),
            List.of(REVOKED, USER),
            List.of(USER, REVOKED),
            List.of(REVOKED, UNAVAILABLE),
            List.of(REVOKED, UNAVAILABLE, REVOKED),
            List.of(REVOKED, RESET),
            List.of(REVOKED, BROKEN_OFF, USER),
            List.of(UNAVAILABLE, REVOKED),
            List.of(EDGE_BLOCK),
            List.of(RATE_LIMIT),
            List.of(UNAVAILABLE),
            List.of(NOT_FOUND),
            List.of(RESET));

    private SeveranceCells() {}

    static Stream<SeveranceCell> all() {
        return Stream.of(harmless(), harmlessOnce(), suspects(), typical(), typicalOnce(), pairs())
                .flatMap(cells -> cells)
                .distinct();
    }

    /** Each thirteenth cell, and whichever is the first in its row or column. */
    static Stream<SeveranceCell> sample() {
        List<SeveranceCell> all = all().toList();
        List<SeveranceCell> taken = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (int at = 0; at < all.size(); at++) {
            if (met.addAll(all.get(at).coordinates()) || at % 13 == 0) {
                taken.add(all.get(at));
            }
        }
        return taken.stream();
    }

    private static Stream<SeveranceCell> harmless() {
        return Stream.of(Stage.values())
                .flatMap(stage ->
                        ErrorAnswer.harmless().stream().map(told -> new SeveranceCell(stage, told, true, TRAP)));
    }

    private static Stream<SeveranceCell> harmlessOnce() {
        return Stage.ofItsOwnRun()
                .flatMap(stage ->
                        ErrorAnswer.harmless().stream().map(told -> new SeveranceCell(stage, told, false, TRAP)));
    }

    private static Stream<SeveranceCell> suspects() {
        return Stream.of(Stage.values())
                .flatMap(stage -> ErrorAnswer.suspects().stream()
                        .flatMap(told -> DECISIVE.stream().map(words -> new SeveranceCell(stage, told, true, words))));
    }

    private static Stream<SeveranceCell> typical() {
        return Stream.of(Stage.values())
                .flatMap(stage -> TYPICAL.stream()
                        .flatMap(told -> TELLING.stream().map(words -> new SeveranceCell(stage, told, true, words))));
    }

    private static Stream<SeveranceCell> typicalOnce() {
        return Stage.ofItsOwnRun()
                .flatMap(stage -> TYPICAL.stream()
                        .flatMap(told -> TELLING.stream().map(words -> new SeveranceCell(stage, told, false, words))));
    }

    /** Every first word with every second one. */
    private static Stream<SeveranceCell> pairs() {
        return Word.thatMayComeFirst()
                .flatMap(first -> Stream.of(Word.values())
                        .map(second -> new SeveranceCell(Stage.LIVE, REFUSAL, true, List.of(first, second))));
    }
}
