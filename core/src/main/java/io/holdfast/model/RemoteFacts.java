package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a link knows of its remote side. Decides no status.
 *
 * @param subject what the provider told
 * @param feed how its changes reach us
 * @param readAt when it was read, by our clock
 * @param cancelledSince when it was first read as cancelled, by our clock; empty while it is on
 */
public record RemoteFacts(RemoteSubject subject, Feed feed, Instant readAt, Optional<Instant> cancelledSince) {
    /**
     * Makes facts of which nothing was known before.
     *
     * @param subject what the provider told
     * @param feed how its changes reach us
     * @param readAt when it was read, by our clock
     */
    public RemoteFacts(RemoteSubject subject, Feed feed, Instant readAt) {
        this(subject, feed, readAt, subject.cancelled() ? Optional.of(readAt) : Optional.empty());
    }

    /**
     * {@return the same, cancelled since it was first read so}
     *
     * @param known what was known before
     */
    public RemoteFacts following(RemoteFacts known) {
        return subject().cancelled() && known.cancelledSince().isPresent()
                ? new RemoteFacts(subject(), feed(), readAt(), known.cancelledSince())
                : this;
    }

    /** {@return when it ends or ended: by its own end, or when it was first read as cancelled, if that is earlier} */
    public Optional<Instant> endsAt() {
        return Stream.concat(subject().endsAt().stream(), cancelledSince().stream())
                .min(Instant::compareTo);
    }

    /**
     * {@return whether it is over or cancelled}
     *
     * @param now the instant of asking
     */
    public boolean isOver(Instant now) {
        return endsAt().filter(end -> !end.isAfter(now)).isPresent();
    }
}
