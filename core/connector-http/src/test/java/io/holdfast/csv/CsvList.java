package io.holdfast.csv;

import io.holdfast.http.Response;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list. Its last line says {@code end}, or {@code next} and the place to go on at.
 *
 * @param rows the lines before, split
 * @param next where the next page begins; empty if the list ended
 */
record CsvList(List<List<String>> rows, Optional<Cursor> next) {
    static CsvList read(Response answer) {
        List<List<String>> lines =
                text(answer).lines().map(line -> List.of(line.split(",", -1))).toList();
        List<String> last = lines.isEmpty() ? List.of() : lines.get(lines.size() - 1);
        boolean ended = last.equals(List.of("end"));
        if (!ended
                && !(last.size() == 2
                        && last.get(0).equals("next")
                        && !last.get(1).isBlank())) {
            throw answer.malformed("its last line does not say whether the list ended");
        }
        return new CsvList(
                lines.subList(0, lines.size() - 1), ended ? Optional.empty() : Optional.of(Cursor.of(last.get(1))));
    }

    /** The one row of a list that has one, with as many columns as it is to have. */
    List<String> one(Response answer, int columns) {
        if (rows.size() != 1 || rows.get(0).size() != columns) {
            throw answer.malformed("it is not one row of " + columns + " columns");
        }
        return rows.get(0);
    }

    private static String text(Response answer) {
        try {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw ProviderException.of(
                            FailureKind.UNREACHABLE, "expected a whole answer but it broke off; try again later")
                    .because(broken);
        }
    }
}
