package io.holdfast.model;

/** What the life cycle distinguishes: the five rows of the user's recovery summary. */
public enum SyncPhase {
    /**
     * An import run is queued or working. Meanwhile attendees stream in and counts may differ from the provider's. Left
     * when the run completes ({@link #LIVE}) or gives up ({@link #IMPORT_FAILED}, or {@link #SYNC_FAILED} if an import
     * once completed).
     */
    IMPORTING(SyncStatus.PENDING),
    /** The first import gave up. Nothing runs. Left by Retry ({@link #IMPORTING}). */
    IMPORT_FAILED(SyncStatus.PENDING),
    /**
     * An import completed and changes are followed. Meanwhile a catch-up or a resync may be queued or working. Left
     * when one gives up ({@link #SYNC_FAILED}).
     */
    LIVE(SyncStatus.ACTIVE),
    /** A run gave up after an import had completed. Nothing runs, all data stays. Left by Retry ({@link #IMPORTING}). */
    SYNC_FAILED(SyncStatus.FAILED),
    /** The bound connection is severed. Nothing runs, all data stays. Left by Reconnect alone. */
    DISCONNECTED(SyncStatus.DISCONNECTED);

    private final SyncStatus status;

    SyncPhase(SyncStatus status) {
        this.status = status;
    }

    /** {@return the word a person sees; nothing else computes one} */
    public SyncStatus status() {
        return status;
    }
}
