package io.holdfast.engine;

import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncException;
import io.holdfast.model.SyncLinkId;

/** An id names nothing that is stored. */
public final class UnknownIdException extends SyncException {
    private static final long serialVersionUID = 1L;

    /** The id that names nothing. */
    private final String id;

    private UnknownIdException(String what, String id, String help) {
        super("expected " + what + " but " + id + " names none; " + help);
        this.id = id;
    }

    static UnknownIdException link(SyncLinkId id) {
        return new UnknownIdException(
                "a stored link", id.value(), "pass the id that importSubject returned; it may have been removed since");
    }

    static UnknownIdException integration(IntegrationId id) {
        return new UnknownIdException(
                "a stored integration",
                id.value(),
                "pick one of integrations(workspace), or connect the provider first");
    }

    /** {@return the id that names nothing} */
    public String id() {
        return id;
    }
}
