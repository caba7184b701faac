package io.holdfast.testkit.faults;

/** Unwinds the stack of an engine whose process is gone. No port is called by it any more. */
final class EngineDied extends Error {
    private static final long serialVersionUID = 1L;

    EngineDied() {
        super("the process of this engine died", null, false, false);
    }
}
