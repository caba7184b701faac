package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What lies over a page: that the workspace is not served, and that a person has put the link on hold. */
final class Overlays {
    private Overlays() {}

    static List<Overlay> of(PageContext page) {
        return Stream.of(page.lapse().map(Overlays::notServed), onHold(page))
                .flatMap(Optional::stream)
                .toList();
    }

    static Overlay notServed(String why) {
        return new Overlay(
                Overlay.Kind.NOT_SERVED,
                Message.of("overlay.not-served"),
                Message.of("overlay.not-served.text", why),
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
