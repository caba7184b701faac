package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.SyncStatus;
import java.util.Optional;

/**
 * The colour-coded word on an event's or channel's card: one of four words, and beside it what is being done.
 *
 * @param status the status behind it
 * @param tone its colour
 * @param label its word
 * @param qualifier what is being done: importing, waiting, import failed, syncing, synced, delayed, on hold or not served; empty
 *     where the word says it all
 * @param onHold whether a person has put it on hold
 */
public record Badge(SyncStatus status, Tone tone, Message label, Optional<Message> qualifier, boolean onHold) {
    /** {@return the badge of a link; the pill of one that is ACTIVE says what is being done} */
    static Badge of(PageContext page, Optional<Indicator> pill) {
        SyncStatus status = page.told().status();
        Tone tone = switch (status) {
            case PENDING -> page.imports() ? Tone.BUSY : Tone.ATTENTION;
            case ACTIVE -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case DISCONNECTED -> Tone.OFF;
        };
        return new Badge(
                status,
                tone,
                Message.named("badge.*", status),
                page.paused().or(() -> pill.map(Indicator::label)).or(() -> ofPending(page)),
                page.onHold());
    }

    private static Optional<Message> ofPending(PageContext page) {
        if (page.told().status() != SyncStatus.PENDING) {
            return Optional.empty();
        }
        if (!page.imports()) {
            return Optional.of(Message.of("badge.import-failed"));
        }
        boolean waits = page.link()
                .run()
                .filter(run -> RunProgress.waits(run, page.told().at()))
                .isPresent();
        return Optional.of(Message.of(waits ? "badge.waiting" : "badge.importing"));
    }
}
