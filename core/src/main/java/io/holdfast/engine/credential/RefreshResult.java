package io.holdfast.engine.credential;

import java.time.Instant;
import java.util.Optional;

/** What came of a refresh. */
record RefreshResult(Kind kind, Optional<Instant> until) {
    enum Kind {
        /** Another credential is valid now, ours or that of whoever was faster. */
        MOVED,
        /** Somebody is at it, or may have been: ask again later. */
        WAIT,
        /** The provider refuses to issue another. */
        REFUSED,
        /** The provider decided nothing. */
        UNANSWERED
    }

    static final RefreshResult MOVED = new RefreshResult(Kind.MOVED, Optional.empty());
    static final RefreshResult REFUSED = new RefreshResult(Kind.REFUSED, Optional.empty());
    static final RefreshResult UNANSWERED = new RefreshResult(Kind.UNANSWERED, Optional.empty());

    static RefreshResult waiting(Instant until) {
        return new RefreshResult(Kind.WAIT, Optional.of(until));
    }
}
