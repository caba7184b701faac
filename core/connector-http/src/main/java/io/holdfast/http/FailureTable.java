package io.holdfast.http;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * What the answers of one provider that are no success mean, row by row. The rows are read from the top; the last has to
 * take what no other does.
 *
 * @param <T> what the connector reads from the body of an error, to judge by
 */
public final class FailureTable<T> {
    private final List<Row<T>> rows;

    /**
     * Makes a table.
     *
     * @param rows its rows, from the top
     */
    public FailureTable(List<Row<T>> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Says what an answer means.
     *
     * @param answer the answer
     * @param told what its body tells
     * @param found the answer in words, which quote nothing that is personal or secret
     * @param wait how long to wait, if it means that the provider asks for that
     * @return the failure, to be thrown
     */
    public ProviderException failure(Response answer, T told, String found, Duration wait) {
        Row<T> row = rows.stream()
                .filter(next -> next.covers.test(answer, told))
                .findFirst()
                .orElseThrow();
        String message = "expected an answer of " + answer.api().name() + " to "
                + answer.call().path() + " but found " + found + "; " + row.help;
        if (row.kind == FailureKind.RATE_LIMITED) {
            return ProviderException.rateLimited(wait, message + " " + wait.toSeconds() + " s");
        }
        ProviderException failure = ProviderException.of(row.kind, message);
        return row.suspect ? failure.suspectingCredential() : failure;
    }

    /**
     * Takes some statuses.
     *
     * @param wanted the statuses
     * @return whether a status is one of them
     */
    public static IntPredicate is(int... wanted) {
        return status -> Arrays.stream(wanted).anyMatch(one -> one == status);
    }

    /**
     * Takes all statuses from one on.
     *
     * @param lowest the lowest
     * @return whether a status is that or a higher one
     */
    public static IntPredicate atLeast(int lowest) {
        return status -> status >= lowest;
    }

    /**
     * One row: the answers that it covers, and what they mean.
     *
     * @param <T> what the connector reads from the body of an error
     */
    public static final class Row<T> {
        private final BiPredicate<Response, T> covers;
        private final FailureKind kind;
        private final boolean suspect;
        private final String help;

        private Row(BiPredicate<Response, T> covers, FailureKind kind, boolean suspect, String help) {
            this.covers = covers;
            this.kind = kind;
            this.suspect = suspect;
            this.help = help;
        }

        /**
         * Begins a row.
         *
         * @param <T> what the connector reads from the body of an error
         * @param status the statuses that it covers
         * @return the row; it means nothing yet
         */
        public static <T> Row<T> on(IntPredicate status) {
            return new Row<>((answer, told) -> status.test(answer.status()), FailureKind.MALFORMED, false, "");
        }

        /**
         * Narrows a row.
         *
         * @param more what has to hold as well
         * @return the row
         */
        public Row<T> where(BiPredicate<Response, T> more) {
            return new Row<>(covers.and(more), kind, suspect, help);
        }

        /**
         * Says what a row means, whoever asked.
         *
         * @param meant the kind of the failure
         * @param helps what to do
         * @return the row
         */
        public Row<T> means(FailureKind meant, String helps) {
            return new Row<>(covers, meant, false, helps);
        }

        /**
         * Says what a row means if the credential is good, which it may not be.
         *
         * @param meant the kind of the failure if the credential is good
         * @param helps what to do
         * @return the row
         */
        public Row<T> suspect(FailureKind meant, String helps) {
            return new Row<>(covers, meant, true, helps);
        }
    }
}
