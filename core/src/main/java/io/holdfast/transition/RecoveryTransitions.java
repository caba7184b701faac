package io.holdfast.transition;

import io.holdfast.model.Hints;
import io.holdfast.model.Incident;
import io.holdfast.model.KeptPlace;
import io.holdfast.model.PendingWork;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The ways back to an import: of a person, by Retry and Reconnect, and of time. Pure, as {@link LinkTransitions}. */
final class RecoveryTransitions {
    private RecoveryTransitions() {}

    static SyncLink bringForward(DecisionContext s) {
        Instant wanted = retriedAt(s);
        return s.withRun(s.runBuilder()
                .due(s.run().due().isBefore(wanted) ? s.run().due() : wanted)
                .waitsFor(SyncRun.Wait.NOW)
                .urgency(SyncRun.Urgency.PERSON)
                .build());
    }

    static SyncLink importAgain(DecisionContext s) {
        SyncLink.Builder again = importing(s, SyncRun.Urgency.PERSON);
        return again.run(NextRun.of(s, SyncRun.Kind.IMPORT, SyncRun.Urgency.PERSON)
                        .due(retriedAt(s))
                        .build())
                .build();
    }

    private static Instant retriedAt(DecisionContext s) {
        return s.trigger(UserRequest.RetryRequested.class).amongMany()
                ? s.policy().autoRetry().retried(s.link().seed(), s.now())
                : s.now();
    }

    static SyncLink reconnect(DecisionContext s) {
        SyncLink.Binding to = s.trigger(UserRequest.ReconnectRequested.class).to();
        return LinkTransitions.ofAnotherConnection(
                importing(s, SyncRun.Urgency.PERSON).binding(to).build());
    }

    static SyncLink wake(DecisionContext s) {
        Instant at = s.policy().autoRetry().woken(s.link().seed(), s.now());
        return s.next()
                .incident(s.incident().toBuilder().autoRetryAt(at).build())
                .build();
    }

    static SyncLink passTurn(DecisionContext s) {
        Incident turned = s.incident().turned();
        return s.next()
                .incident(turned.toBuilder().autoRetryAt(nextTurn(s, turned)).build())
                .build();
    }

    /** When it is the turn of an incident of a failed link; its event or channel may have been seen by the attempt that failed. */
    static Optional<Instant> nextTurn(DecisionContext s, Incident incident) {
        Optional<RemoteFacts> seen = FailureTransitions.remote(s);
        SyncLink link = seen.equals(s.link().remote())
                ? s.link()
                : s.link().toBuilder().remote(seen).build();
        return s.policy().autoRetry().next(incident, link, s.now());
    }

    static SyncLink autoRetry(DecisionContext s) {
        SyncLink anew = importing(s, SyncRun.Urgency.ROUTINE)
                .incident(s.incident().turned())
                .build();
        return s.link()
                .bookkeeping()
                .place()
                .map(place -> goingOn(anew, place, s))
                .orElse(anew);
    }

    /** The wait since then does not age the place; what changed on the pages before it is read once the rest is. */
    private static SyncLink goingOn(SyncLink anew, KeptPlace place, DecisionContext s) {
        Duration since = Duration.between(place.checkpoint().takenAt(), s.now());
        SyncRun run = anew.run().orElseThrow().toBuilder()
                .checkpoint(place.checkpoint())
                .furthest(place.furthest())
                .placeRested(since.isNegative() ? Duration.ZERO : since)
                .build();
        return anew.toBuilder(kept -> kept.pendingWork(PendingWork.NOTHING.withChange(Hints.ALL)))
                .run(run)
                .build();
    }

    /** A new import reads everything, so nothing else is remembered. A run that was on is over, and its worker late. */
    private static SyncLink.Builder importing(DecisionContext s, SyncRun.Urgency urgency) {
        return s.enter(SyncPhase.IMPORTING, kept -> LinkTransitions.idle(s, kept))
                .run(NextRun.of(s, SyncRun.Kind.IMPORT, urgency).build())
                .incident(withoutAutoRetry(s));
    }

    /** The incident goes on, but nothing is due on it while it is not at rest. */
    static Optional<Incident> withoutAutoRetry(DecisionContext s) {
        return s.link()
                .incident()
                .map(open -> open.autoRetryAt().isEmpty()
                        ? open
                        : open.toBuilder().autoRetryAt(Optional.empty()).build());
    }
}
