package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** What a link knows of its remote side. Decides no status. */
@Value.Immutable
public interface RemoteFacts {
    /** {@return what the provider told} */
    @Value.Parameter
    RemoteSubject subject();

    /** {@return how its changes reach us} */
    @Value.Parameter
    Feed feed();

    /** {@return when it was read, by our clock} */
    @Value.Parameter
    Instant readAt();

    /**
     * Notes what was read.
     *
     * @param subject what the provider told
     * @param feed how its changes reach us
     * @param readAt when, by our clock
     * @return the facts
     */
    static RemoteFacts of(RemoteSubject subject, Feed feed, Instant readAt) {
        return ImmutableRemoteFacts.of(subject, feed, readAt);
    }
}
