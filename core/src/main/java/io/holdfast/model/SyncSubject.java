package io.holdfast.model;

import org.immutables.value.Value;

/** The host's own event or channel that a link feeds. */
@Value.Immutable
public interface SyncSubject {
    /** {@return event or channel} */
    @Value.Parameter
    SubjectKind kind();

    /** {@return the host's own id of it, never blank} */
    @Value.Parameter
    String id();

    /**
     * Names an event of the host.
     *
     * @param id the host's own id
     * @return the subject
     * @throws IllegalArgumentException if the id is blank
     */
    static SyncSubject event(String id) {
        return ImmutableSyncSubject.of(SubjectKind.EVENT, id);
    }

    /**
     * Names a channel of the host.
     *
     * @param id the host's own id
     * @return the subject
     * @throws IllegalArgumentException if the id is blank
     */
    static SyncSubject channel(String id) {
        return ImmutableSyncSubject.of(SubjectKind.CHANNEL, id);
    }

    /** Refuses a blank id. */
    @Value.Check
    default void check() {
        Expect.text("a subject id", id());
    }
}
