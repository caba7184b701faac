package io.holdfast.engine;

import java.time.Instant;
import java.util.Optional;

/** What is known of a credential that was suspected. */
record Verdict(Kind kind, Optional<Instant> until) {
    enum Kind {
        /** The provider vouches for it: what a request failed with stands. */
        STANDS,
        /** Another credential counts by now. */
        MOVED,
        /** It is being found out. */
        ASKED,
        /** The provider was asked and decided nothing. */
        UNANSWERED,
        /** It is severed. */
        SEVERED
    }

    static final Verdict STANDS = new Verdict(Kind.STANDS, Optional.empty());
    static final Verdict MOVED = new Verdict(Kind.MOVED, Optional.empty());
    static final Verdict UNANSWERED = new Verdict(Kind.UNANSWERED, Optional.empty());
    static final Verdict SEVERED = new Verdict(Kind.SEVERED, Optional.empty());

    static Verdict asked(Instant until) {
        return new Verdict(Kind.ASKED, Optional.of(until));
    }
}
