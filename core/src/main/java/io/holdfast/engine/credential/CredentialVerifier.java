package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.Verification;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a suspected credential is dead: by a refresh where it can be refreshed, and if the provider refuses
 * that, by asking who we are, as often as the policy says and what other accounts show. One question is asked at a time, and a verdict holds only for the credential that it was
 * asked with.
 */
record CredentialVerifier(
        ConnectorRegistry connectors,
        IntegrationWriter writer,
        SecretSlots slots,
        CredentialRefresher refresher,
        IntegrationTransitions rules,
        RefusalTransitions refusals,
        OtherAccountsReader accounts,
        SeveranceFanOut fanOut,
        RetryPolicy policy,
        ClaimWatch watch,
        InstantSource time) {
    private static final Logger log = LoggerFactory.getLogger(CredentialVerifier.class);
    /** How many other accounts are asked when a witness is missing. */
    private static final int WITNESSES = 3;

    /**
     * Settles what is suspected of a request that was sent with the credential that was valid when this was seen. A failure
     * that is tried again anyway is not asked about again at once. One that is final is, and by the identity first: most
     * likely that one request is forbidden, and the other links of the account keep their credential.
     */
    Verdict verifyAfterFailure(Integration seen, Instant sentAt, boolean isFinal) {
        return verify(
                seen,
                stored -> known(stored, sentAt, isFinal),
                isFinal ? this::identityOrRefresh : this::refreshOrIdentity);
    }

    /** Goes on with what is suspected, or begins, whatever was answered a moment ago. */
    Verdict continueVerification(Integration seen) {
        return verify(seen, this::beingAsked, this::refreshOrIdentity);
    }

    /** Asks who we are now, whatever was answered a moment ago; only a question that is on is waited for. */
    Verdict verifyNow(Integration seen) {
        return verify(seen, this::beingAsked, this::identityOrRefresh);
    }

    /** What is known without asking, of an integration that has not moved on. */
    private interface Known {
        Optional<Verdict> of(Integration stored);
    }

    /** What a question is: it is asked with a credential and has a verdict. */
    private interface Question {
        Verdict ask(Integration asked, Credential credential);
    }

    private Verdict verify(Integration seen, Known known, Question question) {
        Instant now = time.instant();
        IntegrationWriter.Change opened = writer.changeIf(
                seen.id(),
                stored -> moved(stored, seen).isEmpty() && known.of(stored).isEmpty(),
                stored -> rules.verifying(stored, now));
        Integration stored = opened.after();
        if (opened.isMade()) {
            watch.questionHeldUntil(stored);
            return ask(stored, question);
        }
        return moved(stored, seen).or(() -> known.of(stored)).orElseGet(() -> Verdict.asked(now));
    }

    private static Optional<Verdict> moved(Integration stored, Integration seen) {
        if (stored.isSevered(seen.connection())) {
            return Optional.of(Verdict.SEVERED);
        }
        return CredentialRefresher.isSame(stored, seen) ? Optional.empty() : Optional.of(Verdict.MOVED);
    }

    private Optional<Verdict> known(Integration stored, Instant sentAt, boolean isFinal) {
        Instant now = time.instant();
        Optional<Verdict> on = beingAsked(stored);
        if (on.isPresent()) {
            return on;
        }
        if (stored.bookkeeping().suspicion().isPresent()) {
            return stored.bookkeeping()
                    .suspicion()
                    .filter(suspicion ->
                            !suspicion.beingAsked() && suspicion.askAt().isAfter(now))
                    .map(CredentialVerifier::word);
        }
        return stored.bookkeeping()
                .verification()
                .filter(word -> word.askedAt().isAfter(sentAt)
                        || (!isFinal && !stored.isOver(now) && word.validUntil().isAfter(now)))
                .map(word -> Verdict.STANDS);
    }

    /** A refusal stands while its confirmation is inconclusive; with what is refused no run gets anywhere. */
    private static Verdict word(Suspicion suspicion) {
        return suspicion.unanswered() > 0 && suspicion.refusedAt().isEmpty()
                ? Verdict.UNANSWERED
                : Verdict.asked(suspicion.askAt());
    }

    private Optional<Verdict> beingAsked(Integration stored) {
        return watch.questionHeldUntil(stored).map(Verdict::asked);
    }

    private Verdict ask(Integration asked, Question question) {
        Optional<Grant> grant = slots.grant(asked);
        return grant.isPresent()
                ? question.ask(asked, grant.get().credential())
                : refresher
                        .openLeftClaim(asked)
                        .map(found -> verdictNow(asked))
                        .orElseGet(() -> refused(asked, Severance.Cause.SECRET_MISSING, watch.nanos()));
    }

    /**
     * Only if the provider refuses to refresh is the identity asked: the refresh token is dead, and
     * perhaps more. One that was refreshed a moment ago need not be again to know that it is valid.
     */
    private Verdict refreshOrIdentity(Integration asked, Credential credential) {
        return asked.bookkeeping()
                                .verification()
                                .filter(Verification::byRefresh)
                                .isPresent()
                        && !asked.isOver(time.instant())
                ? identityOrRefresh(asked, credential)
                : refresh(asked, credential, () -> identity(asked, credential));
    }

    private Verdict identityOrRefresh(Integration asked, Credential credential) {
        long askedAt = watch.nanos();
        return identity(
                asked,
                credential,
                failed -> refresh(asked, credential, () -> refused(asked, cause(asked, failed), askedAt)));
    }

    /** Tries to get another; what is known if the provider refuses that, or it can't be refreshed, is left to the caller. */
    private Verdict refresh(Integration asked, Credential credential, Supplier<Verdict> ifRefused) {
        if (!refresher.canRefresh(asked, credential)) {
            return ifRefused.get();
        }
        RefreshResult result = refresher.refresh(asked, credential);
        return switch (result.kind()) {
            case MOVED -> verdictNow(asked);
            case WAIT -> postponed(asked, result.until().orElseThrow());
            case UNANSWERED -> unanswered(asked, Optional.empty());
            case REFUSED -> ifRefused.get();
        };
    }

    private Verdict verdictNow(Integration asked) {
        return moved(writer.load(asked.id()), asked).orElse(Verdict.MOVED);
    }

    /** Nothing else is left to ask: a refusal is final. */
    private Verdict identity(Integration asked, Credential credential) {
        long askedAt = watch.nanos();
        return identity(asked, credential, failed -> refused(asked, cause(asked, failed), askedAt));
    }

    private Verdict identity(Integration asked, Credential credential, Function<ProviderException, Verdict> ifRefused) {
        ProviderConnector connector = connectors.of(asked.provider());
        Instant at = time.instant();
        try {
            ConnectorRegistry.call(connector, () -> connector.identify(credential));
        } catch (ProviderException failed) {
            return failed.suspectsCredential() ? ifRefused.apply(failed) : unanswered(asked, failed.retryAfter());
        }
        return change(asked, stored -> rules.verified(stored, at, time.instant()), Verdict.STANDS);
    }

    private Severance.Cause cause(Integration asked, ProviderException refused) {
        return Refusal.cause(writer.load(asked.id()), refused, time.instant());
    }

    private Verdict refused(Integration asked, Severance.Cause cause, long askedAt) {
        OtherAccounts others = accounts.of(writer.load(asked.id()), time.instant());
        IntegrationWriter.Change change = writer.changeIf(
                asked.id(),
                stored -> CredentialRefresher.isSame(stored, asked),
                stored -> remembered(stored, refusal(stored, cause, askedAt, others)));
        Integration now = change.after();
        if (change.isMade()) {
            new TroubleNotice(writer, refusals, time).tell(now, others);
        }
        if (change.isMade() && refusals.lacksWitness(now, refusal(now, cause, askedAt, others), time.instant())) {
            now = afterAskingOthers(now, cause, askedAt, others);
        }
        if (change.isMade() && !now.isConnected()) {
            fanOut.tellLinks(asked.id());
            slots.tidyOrLater(asked.id());
        }
        Integration ruled = now;
        return moved(ruled, asked).orElseGet(() -> Verdict.asked(askAt(ruled)));
    }

    private Refusal refusal(Integration stored, Severance.Cause cause, long askedAt, OtherAccounts others) {
        return new Refusal(cause, watch.knownFor(stored, askedAt), watch.refreshHeldUntil(stored), others);
    }

    /** From here on this node knows of the first refusal. */
    private Integration remembered(Integration stored, Refusal refusal) {
        Integration ruled = refusals.refused(stored, refusal, time.instant());
        watch.knownFor(ruled, watch.nanos());
        return ruled;
    }

    /** Rules once more on a refusal that stands as it was written, now that others were asked. */
    private Integration afterAskingOthers(
            Integration counted, Severance.Cause cause, long askedAt, OtherAccounts others) {
        others.toAsk(counted, WITNESSES, time.instant()).forEach(this::askAsWitness);
        OtherAccounts answered = accounts.of(counted, time.instant());
        return writer.changeIf(
                        counted.id(),
                        stored -> CredentialRefresher.isSame(stored, counted)
                                && stored.bookkeeping()
                                        .suspicion()
                                        .equals(counted.bookkeeping().suspicion()),
                        stored -> refusals.ruled(stored, refusal(stored, cause, askedAt, answered), time.instant()))
                .after();
    }

    /** A question as any other: what it is answered with stands on that account. */
    private void askAsWitness(Integration other) {
        try {
            verifyNow(other);
        } catch (RuntimeException thrown) {
            log.debug("{} was not asked as a witness", LogIds.of(other.id()), SanitizedThrowable.copyOf(thrown));
        }
    }

    private Verdict unanswered(Integration asked, Optional<Duration> askedToWait) {
        Optional<RateLimit> limit = askedToWait.map(wait -> new RateLimit(wait, policy));
        Integration now = writer.changeIf(
                        asked.id(),
                        stored -> CredentialRefresher.isSame(stored, asked),
                        stored -> rules.unanswered(stored, limit, time.instant()))
                .after();
        return moved(now, asked)
                .orElseGet(() -> now.bookkeeping()
                        .suspicion()
                        .map(CredentialVerifier::word)
                        .orElse(Verdict.UNANSWERED));
    }

    private Verdict postponed(Integration asked, Instant until) {
        return change(asked, stored -> rules.postponed(stored, until), Verdict.asked(until));
    }

    private Verdict change(Integration asked, UnaryOperator<Integration> answer, Verdict verdict) {
        Integration now = writer.changeIf(asked.id(), stored -> CredentialRefresher.isSame(stored, asked), answer)
                .after();
        return moved(now, asked).orElse(verdict);
    }

    private Instant askAt(Integration stored) {
        return stored.bookkeeping().suspicion().map(Suspicion::askAt).orElseGet(time::instant);
    }

    /** Whether a question waits for its time and that has come, or one that is on was left by whoever asked. */
    boolean isDue(Integration stored) {
        return stored.bookkeeping()
                .suspicion()
                .filter(suspicion -> suspicion.beingAsked()
                        ? watch.questionHeldUntil(stored).isEmpty()
                        : !suspicion.askAt().isAfter(time.instant()))
                .isPresent();
    }
}
