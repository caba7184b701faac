package io.holdfast.testkit;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Hints;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Signal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bodies of a scripted provider's deliveries: one line of words. */
final class ScriptedBodies {
    static final String TEST = "test";

    private static final String ATTENDEES = "attendees";
    private static final String CHANNELS = "channels";
    private static final String FACTS = "facts";
    private static final Pattern BLANK = Pattern.compile("\\s+");

    private ScriptedBodies() {}

    static String text(Signal signal) {
        if (signal instanceof Signal.AttendeesOf some) {
            return ATTENDEES + " " + text(some.remote()) + text(some.hints());
        }
        if (signal instanceof Signal.AttendeesOfChannels some) {
            return CHANNELS + text(some.hints());
        }
        return FACTS + " " + text(((Signal.FactsOf) signal).remote());
    }

    static DeliveryContent read(String body) {
        List<String> words = List.of(BLANK.split(body.strip()));
        return switch (words.get(0)) {
            case TEST -> DeliveryContent.without(DeliveryContent.Kind.TEST);
            case CHANNELS -> DeliveryContent.of(List.of(new Signal.AttendeesOfChannels(hints(words, 1))));
            case ATTENDEES -> about(words, remote -> new Signal.AttendeesOf(remote, hints(words, 3)));
            case FACTS -> about(words, Signal.FactsOf::new);
            case "" -> DeliveryContent.without(DeliveryContent.Kind.MALFORMED);
            default -> DeliveryContent.without(DeliveryContent.Kind.IRRELEVANT);
        };
    }

    private static DeliveryContent about(List<String> words, Function<RemoteRef, Signal> signal) {
        return remote(words)
                .map(remote -> DeliveryContent.of(List.of(signal.apply(remote))))
                .orElseGet(() -> DeliveryContent.without(DeliveryContent.Kind.MALFORMED));
    }

    private static String text(RemoteRef remote) {
        return remote.kind().name() + " " + remote.id().value();
    }

    private static String text(Hints hints) {
        return hints.named().stream().map(id -> " " + id.value()).sorted().collect(Collectors.joining());
    }

    private static Optional<RemoteRef> remote(List<String> words) {
        return words.size() < 3
                ? Optional.empty()
                : Stream.of(SubjectKind.values())
                        .filter(kind -> kind.name().equals(words.get(1)))
                        .map(kind -> new RemoteRef(kind, RemoteId.of(words.get(2))))
                        .findFirst();
    }

    private static Hints hints(List<String> words, int from) {
        Set<AttendeeId> named = words.stream().skip(from).map(AttendeeId::of).collect(Collectors.toSet());
        return named.isEmpty() ? Hints.ALL : Hints.of(named);
    }
}
