package io.holdfast.engine.credential;

import java.time.Instant;
import java.util.Optional;

/** What is known of a credential that was suspected. */
public record Verdict(Kind kind, Optional<Instant> until) {
    public enum Kind {
        /** The provider accepts it: what a request failed with stands. */
        STANDS,
        /** Another credential is valid by now. */
        MOVED,
        /** It is being found out. */
        ASKED,
        /** The provider was asked and decided nothing. */
        UNANSWERED,
        /** It is severed. */
        SEVERED
    }

    public static final Verdict STANDS = new Verdict(Kind.STANDS, Optional.empty());
    public static final Verdict MOVED = new Verdict(Kind.MOVED, Optional.empty());
    public static final Verdict UNANSWERED = new Verdict(Kind.UNANSWERED, Optional.empty());
    public static final Verdict SEVERED = new Verdict(Kind.SEVERED, Optional.empty());

    public static Verdict asked(Instant until) {
        return new Verdict(Kind.ASKED, Optional.of(until));
    }
}
