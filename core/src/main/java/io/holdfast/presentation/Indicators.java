package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.SyncStatus;
import io.holdfast.recovery.Pace;
import java.util.Optional;

/** Which pill a page shows, if any. */
final class Indicators {
    private Indicators() {}

    static Optional<Indicator> of(PageContext page) {
        return page.told().status() == SyncStatus.ACTIVE ? Optional.of(ofLive(page)) : Optional.empty();
    }

    private static Indicator ofLive(PageContext page) {
        Indicator.Kind kind = kind(page);
        Optional<Message> rests = switch (kind) {
            case SYNCED -> page.told().pace().flatMap(pace -> why(page, pace));
            case NOT_SERVED -> page.lapse().map(why -> Message.of("refusal.not-served.because", why));
            case SYNCING, DELAYED, ON_HOLD -> Optional.empty();
        };
        return new Indicator(
                kind,
                Message.named("indicator.*", kind),
                rests.orElse(page.told().reason()));
    }

    /** Why changes are no longer followed as they come. */
    private static Optional<Message> why(PageContext page, Pace pace) {
        if (pace == Pace.ON_REQUEST) {
            return Optional.of(Message.named("pace.*", pace));
        }
        return page.link()
                .remote()
                .filter(facts -> facts.isOver(page.told().at()))
                .map(facts -> Message.of(page.told().cancelled() ? "pace.cancelled" : "pace.over"))
                .map(over -> Message.named("pace.*", pace, over));
    }

    private static Indicator.Kind kind(PageContext page) {
        if (page.lapse().isPresent()) {
            return Indicator.Kind.NOT_SERVED;
        }
        if (page.onHold()) {
            return Indicator.Kind.ON_HOLD;
        }
        if (page.told().delayed()) {
            return Indicator.Kind.DELAYED;
        }
        return page.told().pace().equals(Optional.of(Pace.LIVE)) ? Indicator.Kind.SYNCING : Indicator.Kind.SYNCED;
    }
}
