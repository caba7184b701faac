package io.holdfast.webhook;

import java.util.List;
import java.util.Objects;

/**
 * What the body of a genuine delivery says.
 *
 * @param kind what it is
 * @param signals what changed; none unless it is {@link Kind#SIGNALS}
 */
public record DeliveryContent(Kind kind, List<Signal> signals) {
    /** What a delivery is. */
    public enum Kind {
        /** It says that something changed. */
        SIGNALS,
        /** The provider, or a person there, tries whether deliveries arrive. */
        TEST,
        /** It says nothing that concerns attendees, events or channels, or is of a type that nobody knows. */
        IRRELEVANT,
        /** It can't be read. */
        MALFORMED
    }

    public DeliveryContent {
        Objects.requireNonNull(kind, "kind");
        signals = List.copyOf(signals);
        if (signals.isEmpty() == (kind == Kind.SIGNALS)) {
            throw new IllegalArgumentException("expected signals if and only if a delivery tells of changes but found "
                    + signals.size() + " in one of kind " + kind);
        }
    }

    /**
     * {@return a delivery that says that something changed}
     *
     * @param signals what; at least one
     */
    public static DeliveryContent of(List<Signal> signals) {
        return new DeliveryContent(Kind.SIGNALS, signals);
    }

    /**
     * {@return a delivery without signals}
     *
     * @param kind what it is instead
     */
    public static DeliveryContent without(Kind kind) {
        return new DeliveryContent(kind, List.of());
    }
}
