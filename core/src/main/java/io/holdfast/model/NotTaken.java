package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.List;
import java.util.Optional;

/**
 * The rows that the latest complete full scan could not take, while it took the others.
 *
 * @param rows how many they are, from 1
 * @param nameless how many of them name no attendee; these hold back the removal of whoever can't be asked for alone
 * @param of how many rows the full scan read in all
 * @param codes some of the codes of why, in their order, each once
 */
public record NotTaken(long rows, long nameless, long of, List<String> codes) {
    public NotTaken {
        Preconditions.atLeastOne("a count of rows that were not taken", rows);
        Preconditions.notNegative("a count of rows that name nobody", nameless);
        Preconditions.notNegative("a count of rows that were taken", of - rows);
        codes = List.copyOf(codes);
    }

    /**
     * {@return what a full scan could not take; nothing if it took every row}
     *
     * @param tally how many rows it read
     * @param sample some of those that it could not take
     */
    public static Optional<NotTaken> of(Tally tally, List<Rejected> sample) {
        return tally.rejected() == 0
                ? Optional.empty()
                : Optional.of(new NotTaken(
                        tally.rejected(),
                        tally.nameless(),
                        tally.processed(),
                        sample.stream().map(Rejected::code).distinct().sorted().toList()));
    }
}
