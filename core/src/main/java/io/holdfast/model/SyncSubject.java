package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.Objects;

/**
 * The host's own event or channel that a link feeds.
 *
 * @param kind event or channel
 * @param id the host's own id of it, never blank
 */
public record SyncSubject(SubjectKind kind, String id) {
    public SyncSubject {
        Objects.requireNonNull(kind, "kind");
        Preconditions.text("a subject id", id);
    }

    /**
     * {@return an event of the host}
     *
     * @param id the host's own id
     * @throws IllegalArgumentException if the id is blank
     */
    public static SyncSubject event(String id) {
        return new SyncSubject(SubjectKind.EVENT, id);
    }

    /**
     * {@return a channel of the host}
     *
     * @param id the host's own id
     * @throws IllegalArgumentException if the id is blank
     */
    public static SyncSubject channel(String id) {
        return new SyncSubject(SubjectKind.CHANNEL, id);
    }
}
