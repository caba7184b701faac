package io.holdfast.engine.credential;

import java.time.Instant;
import java.util.Optional;

/**
 * What a refusal comes to.
 *
 * @param kind what is to be done
 * @param askAt when the next question is due, unless it is severed
 * @param troubleSeenAt when the account was last seen in a trouble of its provider
 */
record Ruling(Kind kind, Instant askAt, Optional<Instant> troubleSeenAt) {
    enum Kind {
        /** It is severed. */
        SEVER,
        /** It is too early to say. */
        ASK_AGAIN,
        /** Only a witness is missing: other accounts are asked now whether the provider accepts them. */
        ASK_OTHERS
    }
}
