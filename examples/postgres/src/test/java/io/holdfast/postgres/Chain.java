package io.holdfast.postgres;

import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Calls of one port, made of two stores. */
abstract class Chain {
    static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    /** They differ in case, accents and length, and by what is no letter. */
    static final List<String> IDS =
            List.of("a", "A", "\u00e4", "a ", "aa", "\u540d", "\uD83C\uDF9F", "a'b\"c\\d", "x".repeat(400));

    final Random random;

    Chain(Random random) {
        this.random = random;
    }

    /** What a call was answered. */
    record Answers(String call, Object memory, Object postgres) {}

    /** Makes another call. */
    abstract Answers next();

    /** One call to both. */
    <S> Answers both(String call, S memory, S postgres, Function<S, Object> make) {
        return new Answers(call, answer(memory, make), answer(postgres, make));
    }

    private static <S> Object answer(S store, Function<S, Object> make) {
        try {
            return make.apply(store);
        } catch (IllegalStateException refused) {
            return "refused";
        }
    }

    String id() {
        return IDS.get(random.nextInt(IDS.size()));
    }

    /** Instants that differ by nanoseconds, microseconds and minutes. */
    Instant instant() {
        return NOW.plusNanos(random.nextInt(3))
                .plusNanos(1_000L * random.nextInt(3))
                .plusSeconds(7L * random.nextInt(20));
    }

    int limit() {
        return 1 + random.nextInt(4);
    }

    /** All rows of a list, page by page. */
    static <T> List<T> all(Function<Cursor, Page<T>> read) {
        List<T> rows = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            Page<T> page = read.apply(at.get());
            rows.addAll(page.items());
            at = page.next();
        }
        return rows;
    }
}
