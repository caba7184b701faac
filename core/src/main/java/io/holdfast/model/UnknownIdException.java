package io.holdfast.model;

/** An id names nothing that is stored. */
public final class UnknownIdException extends SyncException {
    private static final long serialVersionUID = 1L;

    /** The id that names nothing. */
    private final String id;

    private UnknownIdException(String what, String id, String help) {
        super("expected " + what + " but " + id + " names none; " + help);
        this.id = id;
    }

    /**
     * {@return the exception that tells that no link has an id}
     *
     * @param id the id
     */
    public static UnknownIdException link(SyncLinkId id) {
        return new UnknownIdException(
                "a stored link", id.value(), "pass the id that importSubject returned; it may have been removed since");
    }

    /**
     * {@return the exception that tells that no integration has an id}
     *
     * @param id the id
     */
    public static UnknownIdException integration(IntegrationId id) {
        return new UnknownIdException(
                "a stored integration",
                id.value(),
                "pick one of integrations().list(workspace), or connect the provider first");
    }

    /** {@return the id that names nothing} */
    public String id() {
        return id;
    }
}
