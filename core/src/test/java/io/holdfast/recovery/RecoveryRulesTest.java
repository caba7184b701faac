package io.holdfast.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.Lease;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.MissingSince;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Who;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.presentation.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a link is, what comes next and what helps, read off the link and the integrations beside it. */
final class RecoveryRulesTest {
    static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofHours(1));
    static final SyncPolicy POLICY = SyncPolicy.defaults();
    private static final SyncFailure FAILURE =
            SyncFailure.of(FailureKind.UNREACHABLE, "HF-1", "no answer came", BEFORE);
    static final Integration BOUND = integration("i-1", 1).build();
    private static final Integration SEVERED = severed(BOUND);
    private static final Integration OTHER = integration("i-2", 4).build();

    @Test
    void anIntegrationOfAnotherWorkspaceOrProviderIsRefusedByName() {
        SyncLink link = link(SyncPhase.LIVE).build();
        List<Integration> foreign = List.of(
                integration("i-8", 1).workspace(WorkspaceId.of("other")).build(),
                integration("i-9", 1).provider(ProviderId.of("other")).build());

        for (Integration one : foreign) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RecoveryRules.explain(link, List.of(BOUND, one), POLICY, NOW))
                    .withMessageContaining(one.id().value());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RecoveryRules.plan(link, List.of(BOUND, one), POLICY, NOW))
                    .withMessageContaining(one.id().value());
        }
    }

    @Nested
    class TheAdvice {
        // spotless:off
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "IMPORTING     | WAIT      | NOBODY          | false | The import is queued or running; nobody has to act.",
            "IMPORT_FAILED | RETRY     | WORKSPACE_ADMIN | true  | Press Retry; it reads everything again.",
            "LIVE          | NONE      | NOBODY          | false | Nobody has to act.",
            "SYNC_FAILED   | RETRY     | WORKSPACE_ADMIN | true  | Press Retry; it reads everything again.",
            "DISCONNECTED  | RECONNECT | WORKSPACE_ADMIN | true  | The account is connected again. Press Reconnect to read this event from it.",
        })
        // spotless:on
        void ofEachPhaseNamesOneStepAndWhoTakesIt(
                SyncPhase phase, RecoveryAction action, Who who, boolean allowed, String reason) {
            RecoveryAdvice advice = explain(link(phase).build(), BOUND).advice();

            assertThat(advice.action()).isEqualTo(action);
            assertThat(advice.who()).isEqualTo(who);
            assertThat(text(advice.reason())).isEqualTo(reason);
            assertThat(advice.after()).isEmpty();
            assertThat(advice.allowed()).isEqualTo(allowed);
        }

        @Test
        void andTheReasonNameTheChannelThatTheLinkFeeds() {
            SyncLink event = link(SyncPhase.DISCONNECTED).build();
            SyncLink channel = event.toBuilder()
                    .key(new SyncLink.Key(
                            event.key().workspace(),
                            event.key().provider(),
                            new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("1")),
                            SyncSubject.channel("our-channel")))
                    .build();

            assertThat(text(explain(channel, BOUND).advice().reason()))
                    .isEqualTo("The account is connected again. Press Reconnect to read this channel from it.");
            assertThat(text(explain(channel, SEVERED).advice().reason()))
                    .isEqualTo(
                            "Connect the account again in Settings, Integrations. Then come back to this channel and press"
                                    + " Reconnect.");
            assertThat(text(explain(channel, BOUND).reason()))
                    .isEqualTo("The credential that links this channel to its provider is severed.");
        }

        @Test
        void saysOfAnImportThatWaitsThatItGoesOnByItself() {
            for (SyncRun.Wait why : SyncRun.Wait.values()) {
                SyncRun waits = run(SyncRun.Kind.IMPORT).waitsFor(why).build();
                boolean later = why == SyncRun.Wait.BACK_OFF || why == SyncRun.Wait.PROVIDER_ASKED;
                RecoveryAdvice advice = explain(
                                link(SyncPhase.IMPORTING).run(waits).build(), BOUND)
                        .advice();

                assertThat(text(advice.reason()))
                        .as(why.name())
                        .isEqualTo(
                                later
                                        ? "It waits and goes on by itself; nobody has to act."
                                        : "The import is queued or running; nobody has to act.");
            }
        }

        @Test
        void isToConnectTheProviderFirstWhereNothingIsConnected() {
            RecoveryAdvice advice =
                    explain(link(SyncPhase.DISCONNECTED).build(), SEVERED).advice();

            assertThat(advice.action()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(advice.after()).contains(RecoveryAction.RECONNECT);
            assertThat(advice.who()).isEqualTo(Who.WORKSPACE_ADMIN);
            assertThat(text(advice.reason()))
                    .isEqualTo(
                            "Connect the account again in Settings, Integrations. Then come back to this event and press"
                                    + " Reconnect.");
            assertThat(advice.allowed()).isTrue();
        }

        @Test
        void isToConnectTheAccountFromBeforeWhateverOthersAreConnected() {
            SyncLink link = link(SyncPhase.DISCONNECTED).build();

            assertThat(explain(link, SEVERED, OTHER).advice())
                    .isEqualTo(explain(link, SEVERED).advice());
            assertThat(explain(link, BOUND, OTHER).advice().action()).isEqualTo(RecoveryAction.RECONNECT);
        }

        @Test
        void isToHaveTheConnectionCheckedWhereTheProviderAcceptsTheAccountAgain() {
            Integration acceptedAgain = SEVERED.toBuilder(kept -> kept.keptSecret(KeptSecret.builder()
                            .slot(SecretRef.of("kept"))
                            .until(NOW.plusSeconds(60))
                            .askAt(NOW.plusSeconds(30))
                            .acceptedAt(BEFORE)
                            .build()))
                    .build();

            RecoveryAdvice advice =
                    explain(link(SyncPhase.DISCONNECTED).build(), acceptedAgain).advice();

            assertThat(advice.action()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(text(advice.reason()))
                    .isEqualTo(
                            "The provider accepts the account again. Check the connection in Settings, Integrations, then come"
                                    + " back to this event and press Reconnect.");
        }

        // spotless:off
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "IMPORTING     |                       | It is on hold. Press Resume to go on.",
            "LIVE          |                       | It is on hold. Press Resume to go on.",
            "IMPORT_FAILED | RETRY                 | It is on hold. Press Resume first, then Retry.",
            "SYNC_FAILED   | RETRY                 | It is on hold. Press Resume first, then Retry.",
            "DISCONNECTED  | RECONNECT             | It is on hold. Press Resume first, then Reconnect.",
        })
        // spotless:on
        void ofALinkOnHoldIsToResumeItAndThenWhatItsPhaseAsks(
                SyncPhase phase, @Nullable RecoveryAction after, String reason) {
            Explanation explanation = explain(link(phase).suspended(true).build(), BOUND);

            assertThat(explanation.onHold()).isTrue();
            assertThat(explanation.advice().action()).isEqualTo(RecoveryAction.RESUME);
            assertThat(explanation.advice().after()).isEqualTo(Optional.ofNullable(after));
            assertThat(explanation.advice().who()).isEqualTo(Who.WORKSPACE_ADMIN);
            assertThat(text(explanation.advice().reason())).isEqualTo(reason);
            assertThat(explain(link(phase).build(), BOUND).onHold()).isFalse();
        }

        @Test
        void ofALinkOnHoldWhoseAccountIsSeveredNamesAllThatIsToBeDone() {
            RecoveryAdvice advice = explain(link(SyncPhase.LIVE).suspended(true).build(), SEVERED)
                    .advice();

            assertThat(advice.action()).isEqualTo(RecoveryAction.RESUME);
            assertThat(advice.after()).contains(RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(text(advice.reason()))
                    .isEqualTo(
                            "It is on hold. Press Resume first. After that this page says how the account is connected.");
        }

        @ParameterizedTest
        @EnumSource(names = {"IMPORT_FAILED", "SYNC_FAILED"})
        void sendsToSupportAsWellAfterThreeFailedRuns(SyncPhase phase) {
            RecoveryAdvice second = explain(
                            link(phase).incident(failed(2, BEFORE)).build(), BOUND)
                    .advice();
            RecoveryAdvice third = explain(
                            link(phase).incident(failed(3, BEFORE)).build(), BOUND)
                    .advice();

            assertThat(second.after()).isEmpty();
            assertThat(third.action()).isEqualTo(RecoveryAction.RETRY);
            assertThat(third.after()).contains(RecoveryAction.CONTACT_SUPPORT);
            assertThat(third.who()).isEqualTo(Who.WORKSPACE_ADMIN);
            assertThat(text(third.reason()))
                    .isEqualTo(
                            "Press Retry; it reads everything again. It keeps failing, so contact support as well and"
                                    + " quote HF-1.");
        }

        @Test
        void sendsNobodyToSupportWhileItIsTriedAgainUnasked() {
            Incident recovering = failed(9, BEFORE).toBuilder()
                    .autoRetriesUsed(9)
                    .autoRetryAt(NOW.plusSeconds(60))
                    .build();

            assertThat(after(recovering)).isEmpty();
            assertThat(after(recovering.toBuilder().retriesFailed(3).build())).contains(RecoveryAction.CONTACT_SUPPORT);
        }

        // spotless:off
        @ParameterizedTest
        @CsvSource({
            "UNREACHABLE, WORKSPACE_ADMIN, false, Press Retry; it reads everything again.",
            "PERMISSION, WORKSPACE_ADMIN, false, Give the account access to it at the provider. Then press Retry.",
            "REMOTE_GONE, WORKSPACE_ADMIN, false, 'See at the provider whether it is there, and whether the id is right. Then press Retry.'",
            "REJECTED, WORKSPACE_ADMIN, false, See whether it is the one that is meant. Retry asks the provider once more.",
            "NOT_IMPORTABLE, WORKSPACE_ADMIN, false, Import another one instead and remove this. Retry looks whether it can be imported by now.",
            "STORAGE, OPERATOR, false, Whoever runs this application mends its storage or settings. Then press Retry; it reads everything again.",
            "CONFIGURATION, OPERATOR, false, Whoever runs this application mends its storage or settings. Then press Retry; it reads everything again.",
            "MALFORMED, SUPPORT, true, Contact support and quote HF-1. Retry tries it once more.",
            "INTERNAL, SUPPORT, true, Contact support and quote HF-1. Retry tries it once more.",
        })
        // spotless:on
        void isForWhoeverMendsWhatFailed(FailureKind kind, Who who, boolean support, String reason) {
            Incident once = Incident.opened(SyncFailure.of(kind, "HF-1", "it failed", BEFORE));

            RecoveryAdvice advice = explain(
                            link(SyncPhase.SYNC_FAILED).incident(once).build(), BOUND)
                    .advice();

            assertThat(advice.action()).isEqualTo(RecoveryAction.RETRY);
            assertThat(advice.who()).isEqualTo(who);
            assertThat(advice.after().isPresent()).isEqualTo(support);
            assertThat(text(advice.reason())).isEqualTo(reason);
        }

        @Test
        void asksNobodyForWhatOnlyTheProviderMendsWhileItIsTriedAgainUnasked() {
            Incident waits =
                    Incident.opened(SyncFailure.of(FailureKind.UNREACHABLE, "HF-1", "no answer", BEFORE)).toBuilder()
                            .autoRetryAt(NOW.plusSeconds(60))
                            .build();
            SyncLink failed = link(SyncPhase.SYNC_FAILED).incident(waits).build();

            assertThat(explain(failed, BOUND).advice())
                    .isEqualTo(
                            RecoveryAdvice.of(RecoveryAction.RETRY, Who.NOBODY, Message.of("advice.retry.by-itself")));
        }

        @ParameterizedTest
        @CsvSource({
            "INTERNAL, NOBODY, advice.retry.by-itself",
            "MALFORMED, NOBODY, advice.retry.by-itself",
            "NO_PROGRESS, NOBODY, advice.retry.by-itself",
            "CREDENTIAL_DOUBTED, NOBODY, advice.retry.by-itself",
            "STORAGE, OPERATOR, advice.retry.operator",
            "PERMISSION, WORKSPACE_ADMIN, advice.retry.permission.by-itself",
            "REMOTE_GONE, WORKSPACE_ADMIN, advice.retry.gone.by-itself",
        })
        void namesWhoMendsItWhileItIsTriedAgainUnasked(FailureKind kind, Who who, String reason) {
            Incident waits = Incident.opened(SyncFailure.of(kind, "HF-1", "it failed", BEFORE)).toBuilder()
                    .autoRetryAt(NOW.plusSeconds(60))
                    .build();

            RecoveryAdvice advice = explain(
                            link(SyncPhase.SYNC_FAILED).incident(waits).build(), BOUND)
                    .advice();

            assertThat(advice).isEqualTo(RecoveryAdvice.of(RecoveryAction.RETRY, who, Message.of(reason)));
        }

        @Test
        void sendsTheOperatorWhereTheVaultDoesNotFindTheCredentialAndBlamesNoProvider() {
            Suspicion empty = Suspicion.builder()
                    .since(BEFORE)
                    .askAt(NOW.plusSeconds(60))
                    .refusedAt(BEFORE)
                    .refusals(1)
                    .slotEmpty(true)
                    .build();
            Integration bound = BOUND.toBuilder(kept -> kept.suspicion(empty)).build();

            Explanation told = explain(link(SyncPhase.LIVE).build(), bound);

            assertThat(told.reason().key()).isEqualTo("how.slot-empty");
            assertThat(told.refusedSince()).isEmpty();
            assertThat(told.delayed()).isTrue();
            assertThat(told.advice())
                    .isEqualTo(RecoveryAdvice.of(RecoveryAction.NONE, Who.OPERATOR, Message.of("advice.slot-empty")));
            assertThat(explain(link(SyncPhase.IMPORTING).build(), bound)
                            .advice()
                            .who())
                    .isEqualTo(Who.OPERATOR);
        }

        @Test
        void sendsTheOperatorWhereTheProviderRefusesThisApplicationAndWhatWasValidIsOver() {
            Integration bound = BOUND.toBuilder(kept ->
                            kept.refreshFailure(new RefreshFailure(RefreshFailure.Kind.MISCONFIGURED, BEFORE, 1)))
                    .expiresAt(BEFORE)
                    .build();

            Explanation told = explain(link(SyncPhase.LIVE).build(), bound);

            assertThat(told.reason().key()).isEqualTo("health.misconfigured.reason");
            assertThat(told.advice().who()).isEqualTo(Who.OPERATOR);
            assertThat(told.nextStep().key()).isEqualTo("next.credential");
        }

        @Test
        void sendsNobodyToSupportWhileTheProviderIsKnownToBeInTrouble() {
            SyncLink link =
                    link(SyncPhase.SYNC_FAILED).incident(failed(9, BEFORE)).build();
            Suspicion among = Suspicion.builder()
                    .since(BEFORE)
                    .askAt(NOW)
                    .refusedAt(BEFORE)
                    .refusals(2)
                    .troubleSeenAt(NOW.minusSeconds(60))
                    .build();
            Integration troubled =
                    BOUND.toBuilder(kept -> kept.suspicion(among)).build();

            assertThat(explain(link, BOUND).advice().after()).contains(RecoveryAction.CONTACT_SUPPORT);
            assertThat(explain(link, troubled).advice().after()).isEmpty();
        }

        private Optional<RecoveryAction> after(Incident incident) {
            return explain(link(SyncPhase.SYNC_FAILED).incident(incident).build(), BOUND)
                    .advice()
                    .after();
        }
    }

    @Nested
    class ASeverance {
        @ParameterizedTest
        @EnumSource(
                names = {"DISCONNECTED"},
                mode = EnumSource.Mode.EXCLUDE)
        void showsBeforeTheLinkWasTold(SyncPhase phase) {
            Explanation explanation = explain(link(phase).build(), SEVERED);

            assertThat(explanation.status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(text(explanation.reason()))
                    .isEqualTo("The credential that links this event to its provider is severed.");
            assertThat(explanation.since()).isEmpty();
            assertThat(explanation.nextStep()).isEqualTo(Message.of("next.reconnect"));
            assertThat(explanation.nextStepAt()).isEmpty();
        }

        @Test
        void ofASeveranceThatTheLinkWasNotToldOfIsThatOfItsOwnIntegration() {
            Integration own = SEVERED.toBuilder()
                    .severance(new Severance(Severance.Cause.REFUSED, BEFORE.plusSeconds(7)))
                    .build();
            Integration other = severed(integration("a-other", 1).build()).toBuilder()
                    .severance(new Severance(Severance.Cause.REFUSED, BEFORE.plusSeconds(9)))
                    .build();

            assertThat(explain(link(SyncPhase.LIVE).build(), other, own).since())
                    .contains(BEFORE.plusSeconds(7));
        }

        @Test
        void saysWhatEndedTheConnectionAndNoLongerThatTheCredentialIsInDoubt() {
            SyncFailure doubted =
                    SyncFailure.of(FailureKind.CREDENTIAL_DOUBTED, "HF-2", "it was refused for an hour", BEFORE);
            SyncLink failed = link(SyncPhase.SYNC_FAILED)
                    .incident(Incident.opened(doubted))
                    .build();
            Integration expired = SEVERED.toBuilder()
                    .severance(new Severance(Severance.Cause.EXPIRED, BEFORE))
                    .build();

            assertThat(explain(failed, BOUND).cause()).contains(Message.of("failure.credential-doubted.long"));
            assertThat(explain(failed, BOUND).reference()).contains("HF-2");
            assertThat(explain(failed, expired).cause()).contains(Message.of("severance.expired"));
            assertThat(explain(failed, expired).failure()).isEmpty();
            assertThat(explain(failed, expired).reference())
                    .contains(new SyncLink.Binding(expired.id(), expired.connection()).reference());
            assertThat(explain(failed, expired).bundle()).doesNotContain("it was refused for an hour", "HF-2");
        }

        @Test
        void ofAnAccountThatIsConnectedAgainIsForgottenButForWhatToQuote() {
            SyncLink live = link(SyncPhase.LIVE).build();

            Explanation told = explain(live, integration("i-1", 2).build());

            assertThat(told.cause()).contains(Message.of("severance.unknown"));
            assertThat(told.reference()).contains(live.binding().reference());
        }

        @Test
        void isUnknownOfAnIntegrationThatIsGoneAndTheLinkShowsDisconnected() {
            Explanation explanation = explain(link(SyncPhase.LIVE).build());

            assertThat(explanation.status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(explanation.since()).isEmpty();
            assertThat(explanation.cause()).contains(Message.of("severance.gone"));
            assertThat(explanation.nextStep()).isEqualTo(Message.of("next.move"));
            assertThat(explanation.advice().action()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(explanation.advice().after()).contains(RecoveryAction.MOVE);
            assertThat(explanation.commands())
                    .containsEntry(Command.RECONNECT, Optional.of(Message.of("refusal.not-connected.gone")))
                    .containsEntry(Command.RETRY, Optional.of(Message.of("refusal.not-now.move-first")));
            assertThat(explain(link(SyncPhase.LIVE).build(), OTHER).advice().action())
                    .isEqualTo(RecoveryAction.MOVE);
        }

        @Test
        void thatTheLinkWasToldOfSaysSinceWhen() {
            assertThat(explain(link(SyncPhase.DISCONNECTED).build(), SEVERED).since())
                    .contains(BEFORE);
        }

        @Test
        void isAlsoALaterConnectionOfTheSameAccountButNotAnEarlierOne() {
            SyncLink second = link(SyncPhase.LIVE)
                    .binding(new SyncLink.Binding(BOUND.id(), 2))
                    .build();

            assertThat(explain(second, integration("i-1", 3).build()).status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(explain(second, integration("i-1", 2).build()).status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(explain(second, integration("i-1", 1).build()).status()).isEqualTo(SyncStatus.ACTIVE);
        }

        @Test
        void ofAnotherIntegrationIsNoneOfTheLinks() {
            Explanation explanation = explain(link(SyncPhase.LIVE).build(), BOUND, severed(OTHER));

            assertThat(explanation.status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(explanation.since()).contains(BEFORE);
        }
    }

    @Nested
    class ThePlan {
        @Test
        void ofAFailedLinkIsARetryWithWhatItIsBoundToAlone() {
            RecoveryPlan plan = plan(link(SyncPhase.SYNC_FAILED).build(), OTHER, BOUND);

            assertThat(plan.link()).isEqualTo(SyncLinkId.of("link-1"));
            assertThat(plan.intent()).isEqualTo(RecoveryPlan.Intent.RETRY);
            assertThat(plan.step()).isEqualTo(RecoveryPlan.Step.PROCEED);
            assertThat(plan.preselected()).contains(BOUND.id());
            assertThat(plan.candidates())
                    .extracting(RecoveryPlan.Candidate::move)
                    .containsExactly(false);
        }

        @Test
        void ofALinkWhoseAccountIsConnectedAgainTakesThatAccount() {
            RecoveryPlan plan = plan(
                    link(SyncPhase.DISCONNECTED).build(), integration("i-1", 2).build());

            assertThat(plan.intent()).isEqualTo(RecoveryPlan.Intent.RECONNECT);
            assertThat(plan.step()).isEqualTo(RecoveryPlan.Step.PROCEED);
            assertThat(plan.preselected()).contains(BOUND.id());
            assertThat(plan.candidates())
                    .extracting(RecoveryPlan.Candidate::binding)
                    .containsExactly(new SyncLink.Binding(BOUND.id(), 2));
        }

        @Test
        void reconnectsWithTheBoundAccountAloneAndMovesToTheOthersById() {
            RecoveryPlan plan = plan(
                    link(SyncPhase.DISCONNECTED).build(),
                    integration("i-9", 1).build(),
                    OTHER,
                    integration("a-0", 1).build(),
                    severed(integration("i-3", 1).build()),
                    integration("i-1", 2).build());

            assertThat(plan.candidates())
                    .extracting(RecoveryPlan.Candidate::integration)
                    .containsExactly(BOUND.id());
            assertThat(plan.moves())
                    .extracting(candidate -> candidate.integration().value() + " " + candidate.move())
                    .containsExactly("a-0 true", "i-2 true", "i-9 true");
            assertThat(plan.step()).isEqualTo(RecoveryPlan.Step.PROCEED);
            assertThat(plan.preselected()).contains(BOUND.id());
        }

        @Test
        void namesTheBoundAccountThoughOnlyAnotherIsConnectedAndKeepsLabelsOutOfLogs() {
            RecoveryPlan plan = plan(link(SyncPhase.LIVE).build(), SEVERED, OTHER);

            assertThat(plan.bound()).contains(new RecoveryPlan.Bound(BOUND.id(), "label of i-1", false, false));
            assertThat(plan.step()).isEqualTo(RecoveryPlan.Step.GO_TO_INTEGRATIONS);
            assertThat(plan.preselected()).isEmpty();
            assertThat(plan.moves()).singleElement().satisfies(candidate -> {
                assertThat(candidate.connection()).isEqualTo(4);
                assertThat(candidate.label()).isEqualTo("label of i-2");
            });
            assertThat(plan.toString()).contains("i-1", "i-2").doesNotContain("label of");
        }

        @Test
        void withNothingConnectedLeadsToTheIntegrations() {
            RecoveryPlan plan = plan(link(SyncPhase.DISCONNECTED).build(), SEVERED);

            assertThat(plan.step()).isEqualTo(RecoveryPlan.Step.GO_TO_INTEGRATIONS);
            assertThat(plan.preselected()).isEmpty();
        }
    }

    @Nested
    class TheCommands {
        private static final String TAKEN = "";

        // spotless:off
        @ParameterizedTest
        @CsvSource(delimiter = '|', emptyValue = TAKEN, value = {
            "IMPORTING     | RETRY     | a run is due already and waits for a worker",
            "IMPORTING     | RECONNECT | bound to that connection already",
            "IMPORTING     | RESYNC    | the import reads everything",
            "IMPORTING     | SUSPEND   | ''",
            "IMPORTING     | RESUME    | not on hold",
            "IMPORT_FAILED | RETRY     | ''",
            "IMPORT_FAILED | RECONNECT | ''",
            "IMPORT_FAILED | RESYNC    | retry first; a retry reads everything",
            "IMPORT_FAILED | SUSPEND   | ''",
            "IMPORT_FAILED | RESUME    | not on hold",
            "LIVE          | RETRY     | data flows, so there is nothing to retry",
            "LIVE          | RECONNECT | bound to that connection already",
            "LIVE          | RESYNC    | ''",
            "LIVE          | SUSPEND   | ''",
            "LIVE          | RESUME    | not on hold",
            "SYNC_FAILED   | RETRY     | ''",
            "SYNC_FAILED   | RECONNECT | ''",
            "SYNC_FAILED   | RESYNC    | retry first; a retry reads everything",
            "DISCONNECTED  | RETRY     | the credential is severed; reconnect first",
            "DISCONNECTED  | RECONNECT | ''",
            "DISCONNECTED  | RESYNC    | the credential is severed; reconnect first, which reads everything",
        })
        // spotless:on
        void wouldBeTakenOrSayWhyNot(SyncPhase phase, Command command, String refusal) {
            Explanation explanation = explain(link(phase).build(), BOUND);

            assertThat(explanation.commands()).containsOnlyKeys(Command.ofLifeCycle());
            assertThat(explanation.commands())
                    .containsEntry(
                            command,
                            Optional.of(refusal)
                                    .filter(why -> !why.equals(TAKEN))
                                    .map(why -> Message.sentence("reason", why)));
            assertThat(explanation.accepts(command)).isEqualTo(refusal.equals(TAKEN));
        }

        @ParameterizedTest
        @EnumSource
        void ofALinkOnHoldAreToResumeItAndNothingThatWouldDoNothing(SyncPhase phase) {
            Explanation explanation = explain(link(phase).suspended(true).build(), BOUND);

            assertThat(explanation.accepts(Command.RESUME)).isTrue();
            assertThat(explanation.commands())
                    .containsEntry(Command.SUSPEND, Optional.of(Message.of("reason.on-hold-already")))
                    .containsEntry(Command.RETRY, Optional.of(Message.of("reason.the-link-is-on-hold-resume-it-first")))
                    .containsEntry(
                            Command.RESYNC, Optional.of(Message.of("reason.the-link-is-on-hold-resume-it-first")));
        }

        @Test
        void haveNoReconnectWithoutAnIntegrationToReconnectTo() {
            Explanation explanation = explain(link(SyncPhase.LIVE).build(), SEVERED);

            assertThat(explanation.commands())
                    .containsEntry(Command.RECONNECT, Optional.of(Message.of("refusal.not-connected")))
                    .containsEntry(Command.MOVE, Optional.of(Message.of("refusal.not-connected.other")));
            assertThat(explanation.accepts(Command.RECONNECT)).isFalse();
            assertThat(explanation.accepts(Command.RETRY)).isFalse();
        }

        @ParameterizedTest
        @EnumSource
        void moveALinkWhereverAnotherAccountIsConnected(SyncPhase phase) {
            assertThat(explain(link(phase).build(), SEVERED, OTHER).accepts(Command.MOVE))
                    .isTrue();
            assertThat(explain(link(phase).build(), BOUND, OTHER).accepts(Command.MOVE))
                    .isTrue();
        }

        @Test
        void thatNobodyCountedAreNotTaken() {
            Explanation silent = explain(link(SyncPhase.LIVE).build(), BOUND).toBuilder()
                    .commands(Map.of())
                    .build();

            assertThat(silent.accepts(Command.SUSPEND)).isFalse();
        }
    }

    @Nested
    class TheNextStep {
        // spotless:off
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "IMPORT   | NOW            | An import is queued.                                     | The import begins as soon as a worker is free.",
            "IMPORT   | BACK_OFF       | The last attempt failed and is tried again after a wait. | The import is tried again, attempt 3.",
            "IMPORT   | PROVIDER_ASKED | The provider asked to wait.                              | The import goes on when the provider's wait is over.",
            "CATCH_UP | NOW            | Data flows from the provider.                            | Reading what changed begins as soon as a worker is free.",
            "RESYNC   | NOW            | Data flows from the provider.                            | Reading everything again begins as soon as a worker is free.",
            "RESYNC   | BACK_OFF       | Data flows from the provider.                            | Reading everything again is tried again, attempt 3.",
        })
        // spotless:on
        void ofAWaitingRunSaysWhatItWaitsForAndUntilWhen(
                SyncRun.Kind kind, SyncRun.Wait wait, String reason, String nextStep) {
            Instant due = NOW.plusSeconds(9);
            SyncRun.Builder run = run(kind);
            run.waitsFor(wait).due(due).attempt(3);
            SyncLink link = link(kind == SyncRun.Kind.IMPORT ? SyncPhase.IMPORTING : SyncPhase.LIVE)
                    .run(run.build())
                    .build();

            Explanation explanation = explain(link, BOUND);

            assertThat(text(explanation.reason())).isEqualTo(reason);
            assertThat(text(explanation.nextStep())).isEqualTo(nextStep);
            assertThat(explanation.nextStepAt()).contains(due);
        }

        @Test
        void ofAWorkingRunHasNoInstantForTheLeaseIsNoneOfAPersonsBusiness() {
            SyncRun working = run(SyncRun.Kind.IMPORT)
                    .lease(new Lease("owner-1", NOW.plusSeconds(60)))
                    .build();

            Explanation explanation =
                    explain(link(SyncPhase.IMPORTING).run(working).build(), BOUND);

            assertThat(text(explanation.reason())).isEqualTo("Attendees are streaming in.");
            assertThat(text(explanation.nextStep()))
                    .isEqualTo("A worker reads on; if it falls silent, another takes over.");
            assertThat(explanation.nextStepAt()).isEmpty();
        }

        @Test
        void ofAFailedLinkIsToBeTriedAgainUnaskedWhileItIsAutoRetried() {
            Instant autoRetry = NOW.plus(Duration.ofMinutes(15));
            Incident autoRetrying =
                    Incident.opened(FAILURE).toBuilder().autoRetryAt(autoRetry).build();

            Explanation alone =
                    explain(link(SyncPhase.SYNC_FAILED).incident(autoRetrying).build(), BOUND);
            Explanation asked = explain(link(SyncPhase.IMPORT_FAILED).build(), BOUND);

            assertThat(alone.nextStep()).isEqualTo(Message.of("next.tried-by-itself"));
            assertThat(alone.nextStepAt()).contains(autoRetry);
            assertThat(text(alone.reason())).isEqualTo("The last sync attempt errored.");
            assertThat(asked.nextStep()).isEqualTo(Message.of("next.retry"));
            assertThat(asked.nextStepAt()).isEmpty();
            assertThat(text(asked.reason())).isEqualTo("The import failed before it completed.");
        }

        @Test
        void ofALiveLinkIsItsNextPoll() {
            Optional<Instant> soon = Optional.of(NOW.plusSeconds(10));
            Optional<Instant> later = Optional.of(NOW.plusSeconds(20));
            ConsistencyRecheck second = new ConsistencyRecheck(NOW.plusSeconds(5), Hints.ALL);

            assertThat(polledAt(PollSchedule.NONE).nextStep()).isEqualTo(Message.of("next.signal"));
            assertThat(polledAt(PollSchedule.NONE).nextStepAt()).isEmpty();
            assertThat(polledAt(new PollSchedule(later, later, Optional.empty(), soon))
                            .nextStep())
                    .isEqualTo(Message.of("next.look"));
            assertThat(polledAt(new PollSchedule(soon, later, Optional.empty(), soon))
                            .nextStep())
                    .isEqualTo(Message.of("next.changes"));
            assertThat(polledAt(new PollSchedule(soon, later, Optional.empty(), Optional.empty()))
                            .nextStep())
                    .isEqualTo(Message.of("next.changes"));
            assertThat(polledAt(new PollSchedule(later, soon, Optional.empty(), Optional.empty()))
                            .nextStep())
                    .isEqualTo(Message.of("next.full-scan"));
            assertThat(polledAt(new PollSchedule(later, soon, Optional.of(second), Optional.empty()))
                            .nextStep())
                    .isEqualTo(Message.of("next.changes"));
            assertThat(polledAt(new PollSchedule(later, soon, Optional.empty(), Optional.empty()))
                            .nextStepAt())
                    .isEqualTo(soon);
        }

        private Explanation polledAt(PollSchedule polls) {
            return explain(link(SyncPhase.LIVE).bookkeeping(polled(polls)).build(), BOUND);
        }

        @ParameterizedTest
        @EnumSource
        void ofALinkOnHoldIsNothingAndItsReasonStaysThatOfAPhaseAtRest(SyncPhase phase) {
            Explanation explanation = explain(link(phase).suspended(true).build(), BOUND);
            boolean atRest = phase.status() != SyncStatus.ACTIVE && phase != SyncPhase.IMPORTING;

            assertThat(explanation.nextStep()).isEqualTo(Message.of("next.resume"));
            assertThat(explanation.nextStepAt()).isEmpty();
            assertThat(explanation.reason())
                    .isEqualTo(atRest ? explain(link(phase).build(), BOUND).reason() : Message.of("how.on-hold"));
        }
    }

    @Nested
    class ADelay {
        private static final Duration BOUND_OF_DELAY = Duration.ofMinutes(15);

        @Test
        void showsOnceNothingWasProvenForLongerThanTheBoundAndAPollIsOwed() {
            PollSchedule owed =
                    new PollSchedule(Optional.of(NOW), Optional.empty(), Optional.empty(), Optional.empty());
            PollSchedule notYet = new PollSchedule(
                    Optional.of(NOW.plusMillis(1)), Optional.empty(), Optional.empty(), Optional.empty());
            Instant longAgo = NOW.minus(BOUND_OF_DELAY).minusMillis(1);

            assertThat(delayed(live(longAgo).bookkeeping(polled(owed)))).isTrue();
            assertThat(delayed(live(longAgo.plusMillis(1)).bookkeeping(polled(owed))))
                    .isFalse();
            assertThat(delayed(live(longAgo).bookkeeping(polled(notYet)))).isFalse();
            assertThat(delayed(live(longAgo).bookkeeping(polled(owed)).suspended(true)))
                    .isFalse();
            assertThat(delayed(live(longAgo).run(run(SyncRun.Kind.CATCH_UP).build())))
                    .isTrue();
        }

        @Test
        void isALiveLinksAlone() {
            assertThat(delayed(link(SyncPhase.IMPORTING).provenAt(NOW.minus(Duration.ofDays(1)))))
                    .isFalse();
            assertThat(delayed(link(SyncPhase.LIVE)
                            .provenAt(Optional.empty())
                            .bookkeeping(polled(new PollSchedule(
                                    Optional.of(NOW), Optional.empty(), Optional.empty(), Optional.empty())))))
                    .isFalse();
        }

        private SyncLink.Builder live(Instant provenAt) {
            return link(SyncPhase.LIVE).provenAt(provenAt);
        }

        @Test
        void neverWhereNothingTellsOfChanges() {
            SyncLink.Builder resynced = live(NOW.minus(Duration.ofDays(400)))
                    .run(run(SyncRun.Kind.RESYNC).build());
            RemoteSubject remote = RemoteSubject.builder()
                    .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of("1")))
                    .title("Any")
                    .build();

            assertThat(delayed(resynced.remote(new RemoteFacts(remote, Feed.NONE, NOW))))
                    .isFalse();
            assertThat(delayed(resynced.remote(new RemoteFacts(remote, Feed.POLL, NOW))))
                    .isTrue();
        }

        private boolean delayed(SyncLink.Builder link) {
            return explain(link.build(), BOUND).delayed();
        }
    }

    @Nested
    class TheFailure {
        @Test
        void isToldByItsKindAloneUnlessTheFactsOfTheEventSayMore() {
            SyncFailure forbidden = SyncFailure.of(FailureKind.NOT_IMPORTABLE, "HF-3", "it is a series", BEFORE);
            SyncLink.Builder failed = link(SyncPhase.IMPORT_FAILED).incident(Incident.opened(forbidden));
            RemoteSubject series = RemoteSubject.builder()
                    .ref(new RemoteRef(SubjectKind.EVENT, RemoteId.of("1")))
                    .title("Any")
                    .importable(false)
                    .obstacle(ImportObstacle.SERIES_PARENT)
                    .build();

            assertThat(explain(failed.build(), BOUND).cause()).contains(Message.of("failure.not-importable.long"));
            assertThat(explain(
                                    failed.remote(new RemoteFacts(series, Feed.POLL, NOW))
                                            .build(),
                                    BOUND)
                            .cause())
                    .contains(Message.of("obstacle.series-parent"));
            assertThat(explain(link(SyncPhase.LIVE).build(), BOUND).cause()).isEmpty();
        }

        @Test
        void isThatOfTheAttemptBeingRetriedBeforeThatOfTheIncident() {
            SyncFailure stumble = SyncFailure.of(FailureKind.MALFORMED, "HF-2", "half a page came", NOW);
            SyncRun.Builder retried = run(SyncRun.Kind.IMPORT);
            SyncLink.Builder again = link(SyncPhase.IMPORTING).incident(failed(1, BEFORE));

            assertThat(explain(again.run(retried.build()).build(), BOUND).failure())
                    .contains(FAILURE);
            assertThat(explain(again.run(retried.lastFailure(stumble).build()).build(), BOUND)
                            .failure())
                    .contains(stumble);
            assertThat(explain(link(SyncPhase.LIVE).build(), BOUND).failure()).isEmpty();
        }
    }

    @Nested
    class ARecovery {
        private final SyncRun.Builder routine = run(SyncRun.Kind.IMPORT).urgency(SyncRun.Urgency.ROUTINE);
        private final SyncLink.Builder again = link(SyncPhase.IMPORTING).incident(failed(1, BEFORE));

        @Test
        void keepsItsCauseOnThePageUntilItHasBroughtAPage() {
            SyncLink inVain = again.run(routine.build()).build();
            SyncLink streaming = again.run(routine.progressedAt(NOW).build()).build();

            assertThat(explain(inVain, BOUND).tryingAgainAfter()).contains(FAILURE);
            assertThat(explain(inVain, BOUND).bundle())
                    .contains("trying again after: no answer came (reference HF-1)\n");
            assertThat(view(inVain).lines())
                    .extracting(line -> line.text(Locale.ENGLISH))
                    .containsExactly("Trying again after: The provider does not answer");
            assertThat(explain(streaming, BOUND).tryingAgainAfter()).isEmpty();
            assertThat(view(streaming).lines()).isEmpty();
        }

        private StatusView view(SyncLink link) {
            return StatusView.of(link, explain(link, BOUND), List.of(BOUND), command -> true);
        }

        @Test
        void ofAPersonTellsNoCause() {
            SyncLink pressed = again.run(run(SyncRun.Kind.IMPORT)
                            .urgency(SyncRun.Urgency.PERSON)
                            .build())
                    .build();

            assertThat(explain(pressed, BOUND).tryingAgainAfter()).isEmpty();
        }
    }

    @Nested
    class TheBundle {
        @Test
        void saysItAllInLinesAndLeavesOutWhatAPersonIsKnownBy() {
            Absences removals = Absences.builder()
                    .remembered(new MissingSince(5, NOW.minusSeconds(9_000), 2, 3, 9))
                    .question(new RemovalQuestion(7, 3, 9, NOW, Optional.of(NOW.plusSeconds(600))))
                    .kept(new KeptAttendees(4, 2, Actor.member("m-1"), NOW.minusSeconds(99_000)))
                    .build();
            SyncLink link = link(SyncPhase.SYNC_FAILED)
                    .incident(failed(3, BEFORE).toBuilder()
                            .retriesFailed(3)
                            .autoRetryAt(NOW.plusSeconds(60))
                            .build())
                    .bookkeeping(LinkBookkeeping.builder()
                            .fence(1)
                            .absences(removals)
                            .build())
                    .build();

            Explanation explanation = explain(link, BOUND);

            assertThat(explanation.removals()).isEqualTo(removals);
            assertThat(explanation.bundle()).isEqualTo("""
                            link: link-1
                            at: 2027-03-14T09:00:00Z
                            status: FAILED
                            because: The last sync attempt errored.
                            cause: The provider did not answer, or said that it can't answer now. Attendees stay as they were last read.
                            since: 2027-03-14T08:00:00Z
                            failure: UNREACHABLE at 2027-03-14T08:00:00Z
                            message: no answer came (reference HF-1)
                            reference: HF-1
                            next: It is tried again by itself.
                            next at: 2027-03-14T09:01:00Z
                            helps: RETRY, then CONTACT_SUPPORT
                            who: WORKSPACE_ADMIN
                            why: Press Retry; it reads everything again. It keeps failing, so contact support as well and quote HF-1.
                            asked: the provider no longer lists 3 of 9 (scan 7); a workspace admin has them removed or keeps them; they are removed after 2027-03-14T09:10:00Z if nobody answers and they stay missing
                            kept: 2 by a member of the workspace though the provider no longer lists them (scan 4)
                            command RETRY: would be taken now
                            command RECONNECT: would be taken now
                            command MOVE: No other account of the provider is connected.
                            command RESYNC: Retry first; a retry reads everything.
                            command SUSPEND: would be taken now
                            command RESUME: Not on hold.
                            command APPLY_REMOVALS: Retry first; the question waits.
                            command KEEP_ATTENDEES: Retry first; the question waits.
                            """).doesNotContain("label of");
        }

        @Test
        void saysOfALiveLinkWhatIsBeingConfirmedOfItsCredentialAndAsksNobody() {
            Suspicion suspicion = Suspicion.builder()
                    .since(BEFORE)
                    .askAt(NOW)
                    .refusedAt(NOW.minusSeconds(60))
                    .refusals(1)
                    .build();
            Integration refused =
                    BOUND.toBuilder(kept -> kept.suspicion(suspicion)).build();
            String since =
                    "The provider has refused the credential since 14 Mar 2027, 08:59 UTC, which is being confirmed until 14"
                            + " Mar 2027, 09:20 UTC.";

            for (SyncPhase reading : List.of(SyncPhase.LIVE, SyncPhase.IMPORTING)) {
                assertThat(text(explain(link(reading).build(), refused).reason()))
                        .isEqualTo(since);
            }
            SyncLink live = link(SyncPhase.LIVE).build();
            assertThat(explain(live, refused).delayed()).isTrue();
            assertThat(explain(live, refused).advice())
                    .isEqualTo(RecoveryAdvice.of(RecoveryAction.NONE, Who.NOBODY, Message.of("advice.confirming")));
            assertThat(explain(live, BOUND).refusedSince()).isEmpty();
            assertThat(explain(link(SyncPhase.LIVE).suspended(true).build(), refused)
                            .refusedSince())
                    .isEmpty();
            assertThat(explain(link(SyncPhase.SYNC_FAILED).build(), refused).refusedSince())
                    .isEmpty();
        }

        @Test
        void saysWhoIsMissingUntilItIsAskedAndNothingOfThatWhileTheyAreBeingRemoved() {
            MissingSince since = new MissingSince(5, NOW.minusSeconds(9_000), 2, 3, 9);
            RemovalQuestion question = new RemovalQuestion(7, 3, 9, NOW, Optional.empty());
            RemovalWord word = new RemovalWord(7, 3, Actor.member("m-1"), NOW.minusSeconds(60));
            Absences missing = Absences.builder().remembered(since).build();
            Absences worded = missing.toBuilder().question(question).word(word).build();

            assertThat(bundle(missing)).contains("missing: 3 of 9").doesNotContain("asked:", "removing:");
            assertThat(bundle(missing.toBuilder().question(question).build()))
                    .contains("they stay as they are if nobody answers")
                    .doesNotContain("missing:");
            assertThat(bundle(worded))
                    .contains("answered: a member of the workspace wants them removed (3, scan 7)")
                    .as("asked for once more")
                    .doesNotContain("if nobody answers");
            assertThat(bundle(missing.toBuilder().removing(new Removing(5, 0)).build()))
                    .contains("removing: ")
                    .doesNotContain("missing:");
            assertThat(bundle(worded.toBuilder().removing(new Removing(7, 0)).build()))
                    .contains("removing: ")
                    .doesNotContain("answered:");
            Absences over = missing.toBuilder()
                    .word(new RemovalWord(
                            7,
                            3,
                            Actor.member("m-1"),
                            NOW.minus(POLICY.absence().wordHolds())))
                    .build();
            assertThat(bundle(over)).doesNotContain("answered:");
        }

        @Test
        void offersTheAnswersThatWouldBeTaken() {
            Absences asked = Absences.builder()
                    .question(new RemovalQuestion(7, 3, 9, NOW, Optional.empty()))
                    .build();
            Absences kept = Absences.builder()
                    .kept(new KeptAttendees(4, 2, Actor.member("m-1"), NOW))
                    .build();

            assertThat(knowing(asked).accepts(Command.APPLY_REMOVALS)).isTrue();
            assertThat(knowing(asked).accepts(Command.KEEP_ATTENDEES)).isTrue();
            assertThat(knowing(kept).accepts(Command.APPLY_REMOVALS)).isTrue();
            assertThat(knowing(kept).accepts(Command.KEEP_ATTENDEES)).isFalse();
            assertThat(knowing(Absences.NONE).commands().get(Command.APPLY_REMOVALS))
                    .isEqualTo(Optional.of(Message.sentence(
                            "reason",
                            "that is not what is asked now; look at the question that waits, if one does, and name its"
                                    + " numbers")));
        }

        private String bundle(Absences known) {
            return knowing(known).bundle();
        }

        private Explanation knowing(Absences known) {
            return explain(
                    link(SyncPhase.LIVE)
                            .bookkeeping(LinkBookkeeping.builder()
                                    .fence(1)
                                    .absences(known)
                                    .build())
                            .build(),
                    BOUND);
        }

        @Test
        void leavesOutTheLinesThatHaveNothingToSay() {
            SyncLink link = link(SyncPhase.LIVE)
                    .provenAt(NOW.minus(Duration.ofHours(1)))
                    .bookkeeping(polled(
                            new PollSchedule(Optional.of(NOW), Optional.empty(), Optional.empty(), Optional.empty())))
                    .build();

            assertThat(explain(link, BOUND).bundle())
                    .contains("status: ACTIVE, delayed\n")
                    .contains("helps: NONE\n")
                    .doesNotContain("failure:", "held back");
            assertThat(explain(link, SEVERED).bundle())
                    .contains("next: Nothing happens until a person presses Reconnect.\n")
                    .doesNotContain("since:");
        }
    }

    private static String text(Message message) {
        return message.text(Locale.UK);
    }

    static Explanation explain(SyncLink link, Integration... siblings) {
        return RecoveryRules.explain(link, List.of(siblings), POLICY, NOW);
    }

    private static RecoveryPlan plan(SyncLink link, Integration... siblings) {
        return RecoveryRules.plan(link, List.of(siblings), POLICY, NOW);
    }

    private static Incident failed(int runs, Instant since) {
        return Incident.builder().since(since).failedRuns(runs).last(FAILURE).build();
    }

    private static LinkBookkeeping polled(PollSchedule polls) {
        return LinkBookkeeping.builder().fence(1).polls(polls).build();
    }

    static SyncLink.Builder link(SyncPhase phase) {
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("1"));
        SyncLink.Builder link = SyncLink.builder();
        link.id(SyncLinkId.of("link-1"))
                .key(new SyncLink.Key(
                        WorkspaceId.of("acme"), ProviderId.of("scripted"), remote, SyncSubject.event("our-42")))
                .binding(new SyncLink.Binding(BOUND.id(), 1))
                .phase(phase)
                .since(BEFORE)
                .bookkeeping(LinkBookkeeping.builder().fence(1).build())
                .version(2)
                .provenAt(NOW);
        switch (phase) {
            case IMPORTING -> link.run(run(SyncRun.Kind.IMPORT).build());
            case IMPORT_FAILED -> link.incident(failed(1, BEFORE));
            case LIVE, DISCONNECTED -> link.importedAt(BEFORE);
            case SYNC_FAILED -> link.importedAt(BEFORE).incident(failed(1, BEFORE));
        }
        return link;
    }

    static SyncRun.Builder run(SyncRun.Kind kind) {
        return SyncRun.builder()
                .id(1)
                .kind(kind)
                .urgency(SyncRun.Urgency.PERSON)
                .due(NOW);
    }

    private static Integration severed(Integration connected) {
        return connected.toBuilder().status(Integration.Status.DISCONNECTED).build();
    }

    private static Integration.Builder integration(String id, long connection) {
        return Integration.builder()
                .id(IntegrationId.of(id))
                .workspace(WorkspaceId.of("acme"))
                .provider(ProviderId.of("scripted"))
                .account(new Account("account of " + id, "label of " + id))
                .status(Integration.Status.CONNECTED)
                .connection(connection)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot-1"))
                        .build())
                .connectedAt(BEFORE)
                .version(1);
    }
}
