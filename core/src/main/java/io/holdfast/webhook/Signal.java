package io.holdfast.webhook;

import io.holdfast.model.Hints;
import io.holdfast.model.RemoteRef;
import java.util.Objects;

/** What a delivery says has changed. It is a hint at where to look, never the news itself: a body is not believed. */
public sealed interface Signal permits Signal.AttendeesOf, Signal.AttendeesOfChannels, Signal.FactsOf {
    /**
     * Attendees of an event or channel changed.
     *
     * @param remote whose
     * @param hints who, or all
     */
    record AttendeesOf(RemoteRef remote, Hints hints) implements Signal {
        public AttendeesOf {
            Objects.requireNonNull(remote, "remote");
            Objects.requireNonNull(hints, "hints");
        }
    }

    /**
     * Attendees of the account's channels changed; which channel, the provider does not say.
     *
     * @param hints who, by the ids that they bear in a channel, or all
     */
    record AttendeesOfChannels(Hints hints) implements Signal {
        public AttendeesOfChannels {
            Objects.requireNonNull(hints, "hints");
        }
    }

    /**
     * The event or channel itself changed: renamed, postponed, cancelled, on again.
     *
     * @param remote which one
     */
    record FactsOf(RemoteRef remote) implements Signal {
        public FactsOf {
            Objects.requireNonNull(remote, "remote");
        }
    }
}
