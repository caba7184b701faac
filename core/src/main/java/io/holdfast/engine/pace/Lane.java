package io.holdfast.engine.pace;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;

/** Who shares a part of a budget. */
enum Lane {
    /** What a person asked for a moment ago: it waits for no pace, and the reserve is its own. */
    PERSON,
    /** Imports, what goes on of a person's full scan, and what signals ask for. */
    WORK,
    /** Polls, full scans, rechecks and looks that nobody asked for. */
    ROUTINE;

    /** Of what is due on a link; the pages of a person's read after the first are work as any import's. */
    static Lane of(SyncLink link) {
        return link.run().map(Lane::of).orElse(ROUTINE);
    }

    private static Lane of(SyncRun run) {
        return switch (run.urgency()) {
            case PERSON -> run.checkpoint().isEmpty() ? PERSON : WORK;
            case SIGNAL -> WORK;
            case ROUTINE -> run.kind() == SyncRun.Kind.IMPORT ? WORK : ROUTINE;
        };
    }
}
