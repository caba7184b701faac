package io.holdfast.engine.credential;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.Severance;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A refusal of the identity, or a slot that was found empty, with all that is known beside the integration itself.
 *
 * @param cause what a severance would be for
 * @param knownFor for how long this node had known of the first refusal when it asked, by its own running clock; zero if it had not
 * @param heldUntil until when somebody holds the refresh, so that nothing is severed
 * @param others what is known of the other accounts of its provider
 */
record Refusal(Severance.Cause cause, Duration knownFor, Optional<Instant> heldUntil, OtherAccounts others) {
    /** What a severance would be for; of what the provider knows and lets in nowhere it tells as much. */
    static Severance.Cause cause(Integration asked, ProviderException refused, Instant now) {
        if (asked.bookkeeping().hasRefreshFailure(RefreshFailure.Kind.TOKEN_LOST)) {
            return Severance.Cause.TOKEN_LOST;
        }
        if (asked.isOver(now)) {
            return Severance.Cause.EXPIRED;
        }
        return refused.kind() == FailureKind.PERMISSION ? Severance.Cause.FORBIDDEN : Severance.Cause.REFUSED;
    }

    /** Whether the credential has ended for a reason of its own, which the answers of other accounts say nothing of. */
    boolean isOfItsOwnEnd() {
        return cause == Severance.Cause.EXPIRED || cause == Severance.Cause.TOKEN_LOST;
    }

    boolean isOfAnEmptySlot() {
        return cause == Severance.Cause.SECRET_MISSING;
    }
}
