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
        Optional<Message> notServed = page.lapse().map(why -> Message.of("refusal.not-served.because", why));
        return new Indicator(
                kind,
                Message.named("indicator.*", kind),
                notServed.orElse(page.told().reason()));
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
