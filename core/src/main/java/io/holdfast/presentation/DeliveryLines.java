package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Integration;
import io.holdfast.model.WebhookRoute;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What a card tells of the deliveries of its provider. */
final class DeliveryLines {
    private DeliveryLines() {}

    static Stream<Message> of(Integration integration) {
        return integration.bookkeeping().route().filter(route -> integration.isConnected()).stream()
                .flatMap(route -> Stream.of(arriving(route), tested(route)))
                .flatMap(Optional::stream);
    }

    private static Optional<Message> arriving(WebhookRoute route) {
        return route.silentSince()
                .map(since -> Message.of("line.deliveries-silent", since))
                .or(() -> route.refusedSince().map(since -> Message.of("line.deliveries-refused", since)))
                .or(() -> Optional.of(route.lastDeliveryAt())
                        .filter(last -> route.hasDelivered())
                        .map(last -> Message.of("line.deliveries-last", last)));
    }

    private static Optional<Message> tested(WebhookRoute route) {
        return Optional.of(route.testedAt())
                .filter(at -> at.isAfter(Instant.EPOCH))
                .map(at -> Message.of("line.deliveries-tested", at));
    }
}
