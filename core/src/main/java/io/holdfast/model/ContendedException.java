package io.holdfast.model;

/** A link or an integration was changed by others each time before our own change could be written. */
public final class ContendedException extends SyncException {
    private static final long serialVersionUID = 1L;

    /**
     * Tells that a link could not be written.
     *
     * @param link which link
     * @param tries how often it was tried
     */
    public ContendedException(SyncLinkId link, int tries) {
        this("link " + link.value(), tries);
    }

    /**
     * Tells that an integration could not be written.
     *
     * @param integration which integration
     * @param tries how often it was tried
     */
    public ContendedException(IntegrationId integration, int tries) {
        this("integration " + integration.value(), tries);
    }

    private ContendedException(String subject, int tries) {
        super(subject + ": expected one of " + tries
                + " tries to be written but others were faster each time; try again");
    }
}
