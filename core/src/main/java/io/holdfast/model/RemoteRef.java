package io.holdfast.model;

import java.util.Objects;

/**
 * Which event or channel, read as what.
 *
 * @param kind event or channel
 * @param id the provider's id of it
 */
public record RemoteRef(SubjectKind kind, RemoteId id) {
    public RemoteRef {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }
}
