package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import io.holdfast.model.Incident;
import io.holdfast.model.SyncStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What lies over a page: that the workspace is not served, and that a person has put the link on hold. */
final class Overlays {
    private Overlays() {}

    static List<Overlay> of(PageContext page) {
        return Stream.of(page.lapse().map(why -> notServed(why, goesOnByItself(page))), onHold(page))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Once it is served again: what a person put on hold, and what only a person helps, waits for that person still. */
    private static boolean goesOnByItself(PageContext page) {
        boolean flows = page.told().status() == SyncStatus.ACTIVE || page.imports();
        boolean recovers = page.link().incident().flatMap(Incident::autoRetryAt).isPresent()
                && page.told().status() != SyncStatus.DISCONNECTED;
        return !page.onHold() && (flows || recovers);
    }

    static Overlay notServed(String why, boolean goesOnByItself) {
        return new Overlay(
                Overlay.Kind.NOT_SERVED,
                Message.of("overlay.not-served"),
                Message.of(goesOnByItself ? "overlay.not-served.text" : "overlay.not-served.text.person", why),
                List.of());
    }

    private static Optional<Overlay> onHold(PageContext page) {
        return page.onHold()
                ? Optional.of(new Overlay(
                        Overlay.Kind.ON_HOLD,
                        Message.of("overlay.on-hold"),
                        Message.of("overlay.on-hold.text"),
                        List.of(Buttons.of(page, Command.RESUME))))
                : Optional.empty();
    }
}
