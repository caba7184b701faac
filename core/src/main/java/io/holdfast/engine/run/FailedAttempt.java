package io.holdfast.engine.run;

import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.internal.Text;
import io.holdfast.model.FailureKind;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an attempt failed with, and what it had seen of the event or channel before. */
record FailedAttempt(
        FailureKind kind,
        String sentence,
        Optional<String> providerRequest,
        Optional<Duration> waitAtLeast,
        Optional<RemoteFacts> seen,
        Throwable thrown) {
    /** Characters of what a connector tells of a failure: it is stored with the link. */
    private static final int LONGEST_SENTENCE = 2_000;

    /** The wait is the provider's, or for a remote event or channel that is gone the window in which its answers settle. */
    static FailedAttempt of(ProviderException failed, Duration consistencyWindow, Optional<RemoteFacts> seen) {
        Optional<Duration> wait =
                failed.kind() == FailureKind.REMOTE_GONE ? Optional.of(consistencyWindow) : failed.retryAfter();
        return new FailedAttempt(failed.kind(), sentence(failed), failed.request(), wait, seen, failed);
    }

    static FailedAttempt of(StorageCall.Failed failed, Optional<RemoteFacts> seen) {
        return new FailedAttempt(
                FailureKind.STORAGE, sentence(failed), Optional.empty(), Optional.empty(), seen, failed);
    }

    /** The run is given up, though nobody knows yet whether its credential is dead. */
    static FailedAttempt doubted(Instant refusedSince) {
        String sentence = "expected the provider to accept the credential but it has refused it since " + refusedSince
                + ", and it is not known yet whether for good; the link goes on by itself once it is accepted, and if it was"
                + " revoked there, connect the provider again in Settings, Integrations";
        return new FailedAttempt(
                FailureKind.CREDENTIAL_DOUBTED,
                sentence,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ProviderException.of(FailureKind.CREDENTIAL_DOUBTED, sentence));
    }

    /** The same, with the wait that came of the provider's word; what is gone keeps its window. */
    FailedAttempt waiting(Optional<Duration> wait) {
        return wait.isEmpty() || kind == FailureKind.REMOTE_GONE
                ? this
                : new FailedAttempt(kind, sentence, providerRequest, wait, seen, thrown);
    }

    /** Something that nobody foresaw; its own message may quote anything, so only its class is named. */
    static FailedAttempt unforeseen(Throwable thrown) {
        String sentence = "expected the run to be carried out but "
                + thrown.getClass().getName() + " was thrown; look for this reference in the log and report it";
        return new FailedAttempt(
                FailureKind.INTERNAL, sentence, Optional.empty(), Optional.empty(), Optional.empty(), thrown);
    }

    /** The same, to be tried again: the credential that it was asked with is no longer valid, so it says nothing. */
    FailedAttempt onceMore() {
        return kind.retryable()
                ? this
                : new FailedAttempt(FailureKind.UNREACHABLE, sentence, providerRequest, Optional.empty(), seen, thrown);
    }

    /** Told for a person, with a reference of this claim of the link. */
    SyncFailure failure(SyncLink claimed, Instant at) {
        String reference = SyncFailure.reference(claimed.seed());
        return providerRequest
                .map(id -> SyncFailure.of(kind, reference, id, sentence, at))
                .orElseGet(() -> SyncFailure.of(kind, reference, sentence, at));
    }

    private static String sentence(RuntimeException thrown) {
        return Optional.ofNullable(thrown.getMessage())
                .map(told -> Text.shortened(told, LONGEST_SENTENCE))
                .orElse("nothing was told");
    }

    /** How long the provider asks to wait; zero where it limits the rate and names no time. */
    static Optional<Duration> wait(ProviderException failed) {
        return failed.kind() == FailureKind.RATE_LIMITED
                ? failed.retryAfter().or(() -> Optional.of(Duration.ZERO))
                : failed.retryAfter();
    }
}
