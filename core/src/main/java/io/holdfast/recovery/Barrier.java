package io.holdfast.recovery;

import io.holdfast.message.Message;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.Who;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What keeps a link that would be read from being read, though its connection stands: the account it is bound to.
 *
 * @param kind what it is
 * @param reason what is so
 * @param since since when the provider has refused the credential; empty where it was not asked
 * @param until until when it is found out whether it stays so; as {@code since}
 */
record Barrier(Kind kind, Message reason, Optional<Instant> since, Optional<Instant> until) {
    /** What keeps it. */
    enum Kind {
        /** The provider refuses the credential, which is being confirmed. */
        REFUSED,
        /** The provider refuses several accounts at once. */
        PROVIDER_TROUBLE,
        /** The vault does not find the credential. */
        SLOT_EMPTY,
        /** The provider refuses the application itself, and what was valid is over. */
        MISCONFIGURED
    }

    /** What keeps a link, if anything does; of one that is on hold, or has failed, other things are said. */
    static Optional<Barrier> of(
            SyncLink seen, Collection<Integration> siblings, SyncPolicy policy, boolean late, Instant now) {
        boolean reads = seen.phase() == SyncPhase.LIVE || seen.phase() == SyncPhase.IMPORTING;
        return Rebinding.bound(seen, siblings)
                .filter(bound -> reads && !seen.suspended())
                .flatMap(bound -> of(bound, policy, late, now));
    }

    private static Optional<Barrier> of(Integration bound, SyncPolicy policy, boolean late, Instant now) {
        Optional<Instant> since = bound.refusedSince();
        Optional<Instant> until = policy.credentials().confirmedBy(bound, now);
        if (since.isEmpty() || until.isEmpty()) {
            boolean misconfigured = bound.isMisconfigured() && (late || bound.isOver(now));
            return misconfigured
                    ? Optional.of(new Barrier(
                            Kind.MISCONFIGURED,
                            Message.of("health.misconfigured.reason"),
                            Optional.empty(),
                            Optional.empty()))
                    : Optional.empty();
        }
        if (bound.bookkeeping().suspicion().filter(Suspicion::slotEmpty).isPresent()) {
            Message missing = Message.of("how.slot-empty", since.get(), until.get());
            return Optional.of(new Barrier(Kind.SLOT_EMPTY, missing, Optional.empty(), Optional.empty()));
        }
        return Optional.of(
                policy.credentials().knowsTrouble(bound, now)
                        ? new Barrier(
                                Kind.PROVIDER_TROUBLE, Message.of("how.provider-trouble", since.get()), since, until)
                        : new Barrier(Kind.REFUSED, Words.refused(since.get(), until.get()), since, until));
    }

    /** What helps while a link waits so, or is late for it. */
    RecoveryAdvice advice(SyncPhase phase) {
        RecoveryAction action = phase == SyncPhase.IMPORTING ? RecoveryAction.WAIT : RecoveryAction.NONE;
        return switch (kind) {
            case REFUSED, PROVIDER_TROUBLE -> AdviceRules.nobody(action, Message.of("advice.confirming"));
            case SLOT_EMPTY -> RecoveryAdvice.of(action, Who.OPERATOR, Message.of("advice.slot-empty"));
            case MISCONFIGURED -> RecoveryAdvice.of(action, Who.OPERATOR, Message.of("advice.misconfigured"));
        };
    }

    /** What comes next, where no worker is on it. */
    Message nextStep() {
        return Message.of(kind == Kind.MISCONFIGURED ? "next.credential" : "next.confirmed");
    }
}
