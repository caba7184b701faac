package io.holdfast.model;

/** How changes of a remote event or channel reach us. */
public enum Feed {
    /** Not at all: what was imported stays as it is until somebody asks for a resync. */
    NONE,
    /** We ask for them at intervals. */
    POLL,
    /** The provider tells us, and we ask at intervals as well. */
    PUSH
}
