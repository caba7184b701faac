package io.holdfast.engine;

import io.holdfast.engine.credential.IntegrationRemoval;
import io.holdfast.internal.Text;
import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.Command;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.RecoveryAdvice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What commands are refused with, in one wording. */
final class Refusals {
    private Refusals() {}

    static Refusal notServed(WorkspaceId workspace, String reason) {
        return Refusal.builder()
                .code(Refusal.Code.NOT_SERVED)
                .reason("workspace " + workspace.value() + " is not served for now: " + reason)
                .message(Message.of("refusal.not-served.because", reason))
                .suggestedAction(RecoveryAction.NONE)
                .build();
    }

    static Refusal inTransaction(Command command) {
        return Refusal.of(
                Refusal.Code.IN_TRANSACTION,
                "expected no transaction of the host's to be open for " + command
                        + ", which asks the provider or waits, but found one; call it before the transaction begins, or after it",
                RecoveryAction.NONE);
    }

    /** One link that can't be written would undo the others, and whoever answered before the commit would promise too much. */
    static Refusal deliveryInTransaction() {
        return Refusal.of(
                Refusal.Code.IN_TRANSACTION,
                "expected no transaction of the host's to be open for a delivery, which stores by itself what it tells of"
                        + " each link, but found one; receive it outside",
                RecoveryAction.NONE);
    }

    static Refusal inSnapshot(Command command) {
        return Refusal.of(
                Refusal.Code.IN_TRANSACTION,
                "expected a transaction of READ COMMITTED for " + command
                        + " but the one that is open reads from a snapshot; begin it as READ COMMITTED",
                RecoveryAction.NONE);
    }

    static Refusal otherWorkspace(WorkspaceId workspace, Integration integration) {
        return Refusal.of(
                Refusal.Code.OTHER_WORKSPACE,
                "expected an integration of workspace " + workspace.value() + " but "
                        + integration.id().value() + " belongs to another; pick one of integrations().list(workspace)",
                RecoveryAction.NONE);
    }

    static Refusal notConnected(Integration integration) {
        return Refusal.of(
                Refusal.Code.NOT_CONNECTED,
                "expected integration " + integration.id().value() + " to be CONNECTED but it is "
                        + integration.status() + "; connect the provider again in Settings, Integrations",
                RecoveryAction.RECONNECT_INTEGRATION);
    }

    static Refusal unsupportedKind(SubjectKind kind, Integration integration) {
        return Refusal.of(
                Refusal.Code.UNSUPPORTED_KIND,
                "expected a kind that " + integration.provider().value() + " imports but integration "
                        + integration.id().value() + " was asked for " + kind + "; import another kind",
                RecoveryAction.NONE);
    }

    /** The text itself is a person's, so it is not repeated. */
    static Refusal namesNothing(SubjectKind kind, Integration integration) {
        return Refusal.of(
                Refusal.Code.NAMES_NOTHING,
                "expected the id of one " + kind + " of "
                        + integration.provider().value()
                        + ", or the address of its page there, but found neither; pick one of integrations().candidates("
                        + integration.id().value() + "), or copy the address again",
                RecoveryAction.NONE);
    }

    /** What helps depends on what was tried: an organisation's key is good and yet the wrong one. The connector knows. */
    static Refusal credentialRefused(WorkspaceId workspace, ProviderId provider, ProviderException failed) {
        boolean isKnown = failed.kind() == FailureKind.PERMISSION;
        return Refusal.builder()
                .code(Refusal.Code.CREDENTIAL_REFUSED)
                .reason("workspace " + workspace.value() + ": " + provider.value()
                        + (isKnown
                                ? " knows the credential but does not let it in; see what it may do there"
                                : " refuses the credential; copy it again from the provider")
                        + " unless this says something else: " + Text.escaped(failed.getMessage()))
                .message(Message.of(isKnown ? "refusal.credential-refused.forbidden" : "refusal.credential-refused"))
                .suggestedAction(RecoveryAction.RECONNECT_INTEGRATION)
                .build();
    }

    static Refusal unknownConnection(Integration known, long found) {
        return Refusal.of(
                Refusal.Code.NOT_NOW,
                "integration " + known.id().value() + ": expected a connection up to " + known.connection()
                        + " but found " + found + "; pass the one that was shown",
                RecoveryAction.NONE);
    }

    static Refusal otherAccount(Integration known, Account found) {
        Refusal refusal = Refusal.of(
                Refusal.Code.OTHER_ACCOUNT,
                "integration " + known.id().value() + ": expected a credential of account "
                        + known.account().id() + " but found one of " + found.id()
                        + "; sign in as the first at the provider, or connect the other one and move its links to it",
                RecoveryAction.RECONNECT_INTEGRATION);
        return withAccounts(refusal, Optional.of(known.account()), found);
    }

    static Refusal anotherConnected(Integration other, Account found) {
        Refusal refusal = Refusal.of(
                Refusal.Code.ANOTHER_ACCOUNT_CONNECTED,
                "workspace " + other.workspace().value() + ": expected account "
                        + other.account().id() + " of " + other.provider().value()
                        + ", the only one that it may connect, but found " + found.id()
                        + "; disconnect integration " + other.id().value()
                        + " first, or move the links of this account to it",
                RecoveryAction.RECONNECT_INTEGRATION);
        return withAccounts(refusal, Optional.of(other.account()), found);
    }

    /** The same of an answer about missing attendees, with the numbers that would be taken. */
    static Refusal withQuestion(Refusal refusal, Optional<RemovalQuestion> asked) {
        String now = asked.map(question ->
                        "; asked now: scan " + question.scan() + ", " + question.count() + " of " + question.present())
                .orElse("; nothing is asked now");
        return refusal.toBuilder()
                .reason(refusal.reason() + now)
                .question(asked)
                .build();
    }

    /** The same of a link that was to be bound to another account, with the one that helps. */
    static Refusal withBoundAccount(Refusal refusal, SyncLink link, List<Integration> bound, Account found) {
        boolean gone = bound.isEmpty();
        Refusal named = refusal.toBuilder()
                .reason(refusal.reason() + "; it is bound to integration "
                        + link.binding().integration().value() + (gone ? ", which is gone" : ""))
                .message(
                        gone && refusal.code() == Refusal.Code.OTHER_ACCOUNT
                                ? Message.of("refusal.other-account.gone")
                                : refusal.message())
                .build();
        return withAccounts(named, bound.stream().map(Integration::account).findFirst(), found);
    }

    /** The same, naming both accounts to a person by their labels, where both are known. */
    static Refusal withAccounts(Refusal refusal, Optional<Account> expected, Account found) {
        return refusal.toBuilder()
                .expectedAccount(expected)
                .foundAccount(found)
                .message(expected.map(
                                one -> Message.named("refusal.*.named", refusal.code(), one.label(), found.label()))
                        .orElse(refusal.message()))
                .build();
    }

    /** The same, of what a page advises: where Reconnect would never help, the move is named. */
    static Refusal advising(Refusal refusal, RecoveryAdvice advice) {
        boolean moves =
                advice.action() == RecoveryAction.MOVE || advice.after().equals(Optional.of(RecoveryAction.MOVE));
        Refusal.Builder advised = refusal.toBuilder().suggestedAction(advice.action());
        return (moves && refusal.code() == Refusal.Code.NOT_NOW
                        ? advised.message(Message.of("refusal.not-now.move-first"))
                        : advised)
                .build();
    }

    static Refusal notRemoved(IntegrationId id, IntegrationRemoval.Obstacle obstacle) {
        return obstacle instanceof IntegrationRemoval.Obstacle.LinksBound bound
                ? linksBound(id, bound)
                : notDone(
                        "refusal.not-done.vault",
                        "integration " + id.value()
                                + ": expected the credential vault to forget its secrets but it did not;"
                                + " it is disconnected, so ask again once the vault answers");
    }

    private static Refusal linksBound(IntegrationId id, IntegrationRemoval.Obstacle.LinksBound bound) {
        return Refusal.of(
                Refusal.Code.LINKS_BOUND,
                "integration " + id.value() + ": expected no link bound to it but found "
                        + bound.some().stream().map(SyncLinkId::value).collect(Collectors.joining(", "))
                        + (bound.perhapsMore() ? " and perhaps more" : "") + "; move or remove them first",
                RecoveryAction.NONE);
    }

    static Refusal unreadable(String which) {
        return notDone(
                "refusal.not-done.unreadable",
                which + ": expected a stored text that this release reads but found one that it"
                        + " can't; run the release that wrote it or restore it from a backup, then ask again");
    }

    static Refusal interrupted(String which, Throwable thrown) {
        return notDone(
                "refusal.not-done",
                which + ": expected it to be done but a " + thrown.getClass().getSimpleName()
                        + " came between; ask for this one again");
    }

    private static Refusal notDone(String key, String reason) {
        return Refusal.builder()
                .code(Refusal.Code.NOT_DONE)
                .reason(reason)
                .message(Message.of(key))
                .suggestedAction(RecoveryAction.NONE)
                .build();
    }
}
