package io.holdfast.engine.pace;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.util.function.BooleanSupplier;

/** Who shares a part of a budget. */
enum Lane {
    /**
     * What a person asked for a moment ago and, while there is plenty, what goes on of it and what signals ask for: it waits for no
     * pace, and the reserve is its own.
     */
    AT_ONCE,
    /** Imports, and where there is no plenty what goes on of a person's full scan and what signals ask for. */
    WORK,
    /** Polls, full scans, rechecks and looks that nobody asked for. */
    ROUTINE;

    /** Of what is due on a link. */
    static Lane of(SyncLink link, BooleanSupplier isPlenty) {
        return link.run().map(run -> of(run, isPlenty)).orElse(ROUTINE);
    }

    private static Lane of(SyncRun run, BooleanSupplier isPlenty) {
        return switch (run.urgency()) {
            case PERSON -> run.checkpoint().isEmpty() || isPlenty.getAsBoolean() ? AT_ONCE : WORK;
            case SIGNAL -> isPlenty.getAsBoolean() ? AT_ONCE : WORK;
            case ROUTINE -> run.kind() == SyncRun.Kind.IMPORT ? WORK : ROUTINE;
        };
    }
}
