package io.holdfast.policy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** When a list is read again that brought fewer rows than the provider stated, and when its shortfall is believed. */
@Value.Immutable
public interface ShortListPolicy {
    /** {@return how long after the first read of a first import that was short it is read again; default 1 min} */
    @Value.Default
    default Duration firstAgain() {
        return Duration.ofMinutes(1);
    }

    /** {@return how long after one of the first short reads it is read again; default 10 min} */
    @Value.Default
    default Duration again() {
        return Duration.ofMinutes(10);
    }

    /** {@return how long after a further short scan it is read again; default 1 h} */
    @Value.Default
    default Duration then() {
        return Duration.ofHours(1);
    }

    /**
     * {@return how many short reads are enough: that many alike end a first import, with a warning; after that many scans they
     * come more seldom, and their shortfall may be believed; default 3}
     */
    @Value.Default
    default int enough() {
        return 3;
    }

    /** {@return how many times a first import that is short is read at most, alike or not; default 6} */
    @Value.Default
    default int atMost() {
        return 6;
    }

    /** {@return for how long scans must be short, from the end of the first to the begin of another, to be believed; default 6 h} */
    @Value.Default
    default Duration proof() {
        return Duration.ofHours(6);
    }

    /**
     * {@return how long after an import that was short, empty or told no total everything is read again, each from the import's
     * end, in order; default 10 min, 1 h, 3 h, 6 h}
     */
    @Value.Default
    default List<Duration> afterImport() {
        return List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6));
    }

    /** {@return the longest wait of a first import that was short} */
    default Duration longestWait() {
        return Margins.longest(firstAgain(), again());
    }

    /** {@return the longest until a list is read again} */
    default Duration longestUntilFullScan() {
        return Stream.concat(Stream.of(again(), then()), afterImport().stream()).reduce(firstAgain(), Margins::longest);
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ShortListPolicy}. */
    final class Builder extends ImmutableShortListPolicy.Builder {
        Builder() {}
    }

    /** Refuses waits of nothing, and numbers that can't hold together. */
    @Value.Check
    default void check() {
        Margins.positive("the first wait after a short list", firstAgain());
        Margins.positive("the wait after a short list", again());
        Margins.atLeast("the later wait after a short list", then(), "the wait before", again());
        Margins.positive("the number of short reads that are enough", enough());
        Margins.positive("the most reads of a first import less those that are enough", atMost() - enough() + 1);
        Margins.positive("the time until a shortfall is believed", proof());
        Duration before = Duration.ZERO;
        for (Duration wait : afterImport()) {
            Margins.longer("each full scan after an import", wait, "the one before", before);
            before = wait;
        }
    }
}
