package io.holdfast.model;

import java.util.Objects;

/**
 * Which remote thing, read as what.
 *
 * @param kind event or channel
 * @param id the provider's id of it
 */
public record RemoteRef(SubjectKind kind, RemoteId id) {
    /**
     * Names a remote thing.
     *
     * @param kind event or channel
     * @param id the provider's id of it
     */
    public RemoteRef {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }
}
