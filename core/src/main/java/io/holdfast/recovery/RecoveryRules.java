package io.holdfast.recovery;

import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Trouble;
import io.holdfast.model.Who;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Reads off a link how it is and what helps. Pure. Source: the recovery summary of the user's page. */
public final class RecoveryRules {
    private RecoveryRules() {}

    /**
     * Explains a link.
     *
     * @param link the link
     * @param siblings all integrations of its provider in its workspace; without them nobody can say "provider first"
     * @param policy the numbers that count
     * @param now the instant of asking
     * @return how it is
     */
    public static Explanation explain(SyncLink link, Collection<Integration> siblings, SyncPolicy policy, Instant now) {
        boolean severed = isSevered(link, siblings);
        return Explanation.builder()
                .status(severed ? SyncStatus.DISCONNECTED : link.status())
                .delayed(!severed && isDelayed(link, policy, now))
                .reason(severed ? "the credential that links the event to its provider is severed" : reason(link))
                .failure(failure(link))
                .advice(advise(link, severed, siblings))
                .nextStepAt(severed ? Optional.empty() : link.due())
                .build();
    }

    private static RecoveryAdvice advise(SyncLink link, boolean severed, Collection<Integration> siblings) {
        if (severed) {
            return siblings.stream().anyMatch(Integration::isConnected)
                    ? admin(RecoveryAction.RECONNECT, "the provider is connected; reconnect the event to it")
                    : admin(
                            RecoveryAction.RECONNECT_INTEGRATION,
                            "connect the provider in Settings, Integrations, then reconnect the event");
        }
        return switch (link.phase()) {
            case IMPORTING -> nobody(RecoveryAction.WAIT, "the import is queued or running");
            case LIVE -> nobody(RecoveryAction.NONE, "data flows");
            case IMPORT_FAILED, SYNC_FAILED -> admin(RecoveryAction.RETRY, "a retry reads everything again");
            case DISCONNECTED ->
                throw new IllegalStateException(
                        "link " + link.id().value() + " is disconnected but was not found severed");
        };
    }

    private static boolean isSevered(SyncLink link, Collection<Integration> siblings) {
        return link.phase() == SyncPhase.DISCONNECTED
                || siblings.stream()
                        .filter(integration ->
                                integration.id().equals(link.binding().integration()))
                        .anyMatch(bound -> !bound.isConnected()
                                || bound.connection() > link.binding().connection());
    }

    /** Late means that a look or a run should have come by now; a daily poll after the event's end is not late. */
    private static boolean isDelayed(SyncLink link, SyncPolicy policy, Instant now) {
        boolean longAgo = link.provenAt()
                .filter(at -> at.plus(policy.delayedAfter()).isBefore(now))
                .isPresent();
        boolean owed = link.run().isPresent()
                || link.looks().next().filter(at -> !at.isAfter(now)).isPresent();
        return link.phase() == SyncPhase.LIVE && !link.suspended() && longAgo && owed;
    }

    private static Optional<SyncFailure> failure(SyncLink link) {
        return link.run().flatMap(SyncRun::lastFailure).or(() -> link.trouble().map(Trouble::last));
    }

    private static String reason(SyncLink link) {
        return switch (link.phase()) {
            case IMPORTING -> link.run().map(RecoveryRules::reason).orElse("the import is queued");
            case IMPORT_FAILED -> "the import failed before it completed";
            case LIVE -> "data flows from the provider";
            case SYNC_FAILED -> "the last sync attempt errored";
            case DISCONNECTED -> "the credential that links the event to its provider is severed";
        };
    }

    private static String reason(SyncRun run) {
        if (run.isWorking()) {
            return "attendees are streaming in";
        }
        return switch (run.waitsFor()) {
            case NOW -> "the import is queued";
            case BACK_OFF -> "the last attempt failed and is tried again after a wait";
            case PROVIDER_ASKED -> "the provider asked to wait";
        };
    }

    private static RecoveryAdvice admin(RecoveryAction action, String reason) {
        return RecoveryAdvice.of(action, Who.WORKSPACE_ADMIN, reason);
    }

    private static RecoveryAdvice nobody(RecoveryAction action, String reason) {
        return RecoveryAdvice.of(action, Who.NOBODY, reason);
    }
}
