package io.holdfast.recovery;

import io.holdfast.message.Message;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Who;
import io.holdfast.policy.SyncPolicy;
import java.util.Optional;

/** What helps a link, and who does it. Pure. */
final class AdviceRules {
    private AdviceRules() {}

    /** What helps; while data flows, or waits for the credential, {@code whileReading} says how that is. */
    static RecoveryAdvice of(
            SyncLink seen, RecoveryPlan plan, SyncPolicy policy, boolean inTrouble, RecoveryAdvice whileReading) {
        RecoveryAdvice ofPhase = switch (seen.phase()) {
            case DISCONNECTED -> reconnect(Words.subject(seen), plan);
            case IMPORT_FAILED, SYNC_FAILED -> retry(seen, policy, inTrouble);
            case IMPORTING, LIVE -> whileReading;
        };
        return seen.suspended() ? resume(ofPhase) : ofPhase;
    }

    /** While nothing keeps it from being read. */
    static RecoveryAdvice whileReading(SyncLink seen, Optional<Pace> pace, boolean late) {
        if (seen.phase() == SyncPhase.IMPORTING) {
            boolean waits = seen.run()
                    .filter(run -> !run.isWorking())
                    .filter(run ->
                            run.waitsFor() == SyncRun.Wait.BACK_OFF || run.waitsFor() == SyncRun.Wait.PROVIDER_ASKED)
                    .isPresent();
            return nobody(RecoveryAction.WAIT, Message.of(waits ? "advice.wait.until" : "advice.wait"));
        }
        if (late) {
            return nobody(RecoveryAction.NONE, Message.of("advice.delayed"));
        }
        boolean flows = pace.isEmpty() || pace.get() == Pace.LIVE;
        return nobody(RecoveryAction.NONE, Message.of(flows ? "advice.none" : "advice.none.rests"));
    }

    /** On hold nothing is read, so whatever its phase asks for comes after. */
    private static RecoveryAdvice resume(RecoveryAdvice ofPhase) {
        return ofPhase.allowed()
                ? admin(RecoveryAction.RESUME, Message.named("advice.resume.*", ofPhase.action()))
                        .andThen(ofPhase.action(), Message.named("advice.resume.*", ofPhase.action()))
                : admin(RecoveryAction.RESUME, Message.of("advice.resume"));
    }

    /** Always with the account from before: that another is connected helps only who means to move. */
    private static RecoveryAdvice reconnect(Message subject, RecoveryPlan plan) {
        if (plan.step() == RecoveryPlan.Step.PROCEED) {
            return admin(RecoveryAction.RECONNECT, Message.of("advice.reconnect", subject));
        }
        if (plan.step() == RecoveryPlan.Step.MOVE) {
            return admin(
                    RecoveryAction.MOVE,
                    Message.of(plan.bound().isEmpty() ? "advice.move" : "advice.move.full", subject));
        }
        if (plan.bound().isEmpty()) {
            Message both = Message.of("advice.connect.move", subject);
            return admin(RecoveryAction.RECONNECT_INTEGRATION, both).andThen(RecoveryAction.MOVE, both);
        }
        boolean acceptedAgain =
                plan.bound().filter(RecoveryPlan.Bound::acceptedAgain).isPresent();
        Message both = Message.of(acceptedAgain ? "advice.check" : "advice.connect", subject);
        return admin(RecoveryAction.RECONNECT_INTEGRATION, both).andThen(RecoveryAction.RECONNECT, both);
    }

    /** Who runs the application mends its storage and settings; support is named once neither time nor a person's retries helped. */
    private static RecoveryAdvice retry(SyncLink seen, SyncPolicy policy, boolean inTrouble) {
        Optional<FailureKind> kind = seen.incident().map(open -> open.last().kind());
        Optional<Who> mends = kind.map(FailureKind::who);
        Optional<String> reference = seen.incident()
                .filter(incident -> !inTrouble && policy.autoRetry().isForSupport(incident))
                .map(incident -> incident.last().reference());
        boolean byItself = reference.isEmpty()
                && seen.incident().flatMap(Incident::autoRetryAt).isPresent();
        if (byItself && (inTrouble || kind.filter(AdviceRules::isMendedByTime).isPresent())) {
            return nobody(RecoveryAction.RETRY, Message.of("advice.retry.by-itself"));
        }
        Message retry = kind.map(why -> retry(why, byItself)).orElse(Message.of("advice.retry"));
        Who who = mends.equals(Optional.of(Who.OPERATOR)) ? Who.OPERATOR : Who.WORKSPACE_ADMIN;
        if (reference.isEmpty()) {
            return RecoveryAdvice.of(RecoveryAction.RETRY, who, retry);
        }
        return mends.equals(Optional.of(Who.SUPPORT))
                ? RecoveryAdvice.of(RecoveryAction.RETRY, Who.SUPPORT, retry)
                        .andThen(RecoveryAction.CONTACT_SUPPORT, Message.of("advice.support", reference.get()))
                : RecoveryAdvice.of(RecoveryAction.RETRY, who, retry)
                        .andThen(
                                RecoveryAction.CONTACT_SUPPORT,
                                Message.of("advice.retry.support", retry, reference.get()));
    }

    /** Whatever a person did, it would be tried again: what remains is seen to by time, or by the next try. */
    private static boolean isMendedByTime(FailureKind kind) {
        return switch (kind) {
            case UNREACHABLE,
                    RATE_LIMITED,
                    CURSOR_REFUSED,
                    LOST,
                    MALFORMED,
                    INTERNAL,
                    NO_PROGRESS,
                    CREDENTIAL_DOUBTED -> true;
            case STORAGE, PERMISSION, REMOTE_GONE, NOT_IMPORTABLE, REJECTED, CONFIGURATION -> false;
        };
    }

    private static Message retry(FailureKind kind, boolean byItself) {
        return switch (kind) {
            case STORAGE, CONFIGURATION -> Message.of("advice.retry.operator");
            case PERMISSION -> Message.of(byItself ? "advice.retry.permission.by-itself" : "advice.retry.permission");
            case REMOTE_GONE -> Message.of(byItself ? "advice.retry.gone.by-itself" : "advice.retry.gone");
            case NOT_IMPORTABLE -> Message.of("advice.retry.not-importable");
            case REJECTED -> Message.of("advice.retry.rejected");
            case UNREACHABLE,
                    RATE_LIMITED,
                    CURSOR_REFUSED,
                    LOST,
                    MALFORMED,
                    INTERNAL,
                    NO_PROGRESS,
                    CREDENTIAL_DOUBTED -> Message.of("advice.retry");
        };
    }

    /** Whoever is sent to the account is sent by its links as well. */
    static RecoveryAdvice heeding(Optional<IntegrationHealth> account, RecoveryAdvice ofLink) {
        return account.filter(health -> ofLink.who() == Who.NOBODY && health.who() != Who.NOBODY)
                .map(health -> new RecoveryAdvice(
                        ofLink.action(),
                        ofLink.after(),
                        health.who(),
                        ofLink.action() == RecoveryAction.RETRY
                                ? Message.of("advice.both", ofLink.reason(), health.reason())
                                : health.reason()))
                .orElse(ofLink);
    }

    static RecoveryAdvice admin(RecoveryAction action, Message reason) {
        return RecoveryAdvice.of(action, Who.WORKSPACE_ADMIN, reason);
    }

    static RecoveryAdvice nobody(RecoveryAction action, Message reason) {
        return RecoveryAdvice.of(action, Who.NOBODY, reason);
    }
}
