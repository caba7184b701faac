package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ShortList;
import io.holdfast.model.ShortReads;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads off a run how far its import is. */
final class RunProgress {
    /** What takes longer than this is not foretold: a total so large is most likely a mistake. */
    private static final Duration FORETOLD = Duration.ofDays(30);

    private RunProgress() {}

    /** Whether it waits for a time to come, and not for a worker alone. */
    static boolean waits(SyncRun run, Instant now) {
        return !run.isWorking()
                && run.waitsFor() != SyncRun.Wait.NOW
                && run.due().isAfter(now);
    }

    static Progress of(SyncRun run, boolean paused, Instant now) {
        Tally tally = run.checkpoint().map(Checkpoint::tally).orElse(Tally.NONE);
        Optional<ShortList> before = run.shortReads().map(ShortReads::list);
        long read = Math.max(tally.processed(), run.mostRows());
        long processed = Math.max(read, before.map(ShortList::listed).orElse(0L));
        OptionalLong total = total(tally, before, processed);
        OptionalLong rate = rate(run);
        Optional<Instant> waitsUntil = waits(run, now) && !paused ? Optional.of(run.due()) : Optional.empty();
        return Progress.builder()
                .processed(processed)
                .total(total)
                .perMinute(rate)
                .expectedEnd(
                        total.isPresent() && rate.isPresent() && !paused
                                ? left(total.getAsLong() - tally.processed(), rate.getAsLong())
                                        .map(goesOn(run, waitsUntil)::plus)
                                        .filter(now::isBefore)
                                : Optional.empty())
                .advancedAt(run.progressedAt())
                .startedAt(run.startedAt())
                .attempt(run.attempt())
                .waitsUntil(waitsUntil)
                .text(text(
                        processed, total, before.isPresent() && run.checkpoint().isEmpty()))
                .build();
    }

    /** A list that brought as many as were stated may bring more: then nobody knows how many there are. */
    private static OptionalLong total(Tally tally, Optional<ShortList> before, long processed) {
        OptionalLong stated = tally.expected().isEmpty() && before.isPresent()
                ? OptionalLong.of(before.get().stated())
                : tally.expected();
        return stated.isPresent() && stated.getAsLong() > processed ? stated : OptionalLong.empty();
    }

    private static Message text(long processed, OptionalLong total, boolean shorter) {
        return total.isEmpty()
                ? Message.of("progress.some", processed)
                : Message.of(shorter ? "progress.list-shorter" : "progress.of", processed, total.getAsLong());
    }

    /** Only of a read that began in this run: how long one that was taken up again rested in between, nobody knows. */
    private static OptionalLong rate(SyncRun run) {
        Optional<Checkpoint> place = run.checkpoint()
                .filter(at -> run.startedAt()
                        .filter(started -> !at.begunAt().isBefore(started))
                        .isPresent());
        if (place.isEmpty()) {
            return OptionalLong.empty();
        }
        Duration read = Duration.between(place.get().begunAt(), place.get().takenAt());
        Duration own = run.ownTime(place.get().takenAt());
        double seconds = (read.compareTo(own) < 0 ? read : own).toSeconds();
        long perMinute = seconds < 1 ? 0 : Math.round(60 * place.get().tally().processed() / seconds);
        return perMinute < 1 ? OptionalLong.empty() : OptionalLong.of(perMinute);
    }

    /** What is left is read from the last page on, or from the end of a wait; so the end does not recede while a worker stands still. */
    private static Instant goesOn(SyncRun run, Optional<Instant> waitsUntil) {
        Instant lastPage = run.checkpoint().map(Checkpoint::takenAt).orElse(run.due());
        return waitsUntil.filter(lastPage::isBefore).orElse(lastPage);
    }

    private static Optional<Duration> left(long rows, long perMinute) {
        return Optional.of(Duration.ofSeconds(Math.round(60.0 * rows / perMinute)))
                .filter(time -> time.compareTo(FORETOLD) <= 0);
    }
}
