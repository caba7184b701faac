package io.holdfast.model;

/** What a person sees of a link: one of four words. Source: the user's page, "The four states". */
public enum SyncStatus {
    /** An import or a retry is queued or running, or the first import failed and waits for Retry. */
    PENDING,
    /** Data flows live from the provider. */
    ACTIVE,
    /** The last sync attempt errored. */
    FAILED,
    /** The credential that links the event or channel to its provider has been severed. */
    DISCONNECTED
}
