package io.holdfast.model;

import org.immutables.value.Value;

/** Which remote thing, read as what. */
@Value.Immutable
public interface RemoteRef {
    /** {@return event or channel} */
    @Value.Parameter
    SubjectKind kind();

    /** {@return the provider's id of it} */
    @Value.Parameter
    RemoteId id();

    /**
     * Names a remote thing.
     *
     * @param kind event or channel
     * @param id the provider's id of it
     * @return the reference
     */
    static RemoteRef of(SubjectKind kind, RemoteId id) {
        return ImmutableRemoteRef.of(kind, id);
    }
}
