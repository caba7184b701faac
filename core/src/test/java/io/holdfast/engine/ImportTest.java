package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.AttendeePage;
import io.holdfast.model.Change;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The main job over a scripted provider, turned by hand. */
final class ImportTest {
    private final World world = new World();

    @Test
    void anImportBringsEveryAttendeeAndGoesLive() {
        world.registered(25);

        SyncLink link = world.live();

        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(world.attendees.attendees(link.id())).hasSize(25);
        assertThat(world.changes).hasSize(25).allMatch(change -> change.kind() == Change.Kind.ADDED);
        assertThat(link.lastRun().orElseThrow().tally().added()).isEqualTo(25);
        assertThat(link.lastRun().orElseThrow().tally().expected()).hasValue(25);
        assertThat(world.progress).hasSize(3);
        assertThat(world.provider.calls())
                .containsExactly("identify", "describe", "attendees 1", "attendees 2", "attendees 3");
    }

    @Test
    void theLinkIsPendingAtOnceAndTheProviderIsNotAskedYet() {
        SyncLink link = world.imported();

        assertThat(world.engine.links().view(link.id()).status()).isEqualTo(SyncStatus.PENDING);
        assertThat(world.engine.links().explain(link.id()).advice().action()).isEqualTo(RecoveryAction.WAIT);
        assertThat(world.provider.calls()).containsExactly("identify");
    }

    @Test
    void anEventWithoutAttendeesGoesLive() {
        assertThat(world.live().status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void theSameEventTwiceForTheSameSubjectGivesTheExistingLinkUnchanged() {
        SyncLink first = world.live();

        Outcome<SyncLink> second = importFor("our-42");

        assertThat(second.changed()).isFalse();
        assertThat(second.orThrow()).isEqualTo(first);
    }

    @Test
    void theSameEventForAnotherSubjectGivesALinkOfItsOwnWithAttendeesOfItsOwn() {
        world.provider.put(World.EVENT, World.attendee("1", "Ada", World.START).build());
        SyncLink first = world.live();

        Outcome<SyncLink> second = importFor("another");
        world.engine.runDue();

        assertThat(second.changed()).isTrue();
        assertThat(second.orThrow().id()).isNotEqualTo(first.id());
        assertThat(world.attendees.attendees(second.orThrow().id()))
                .isEqualTo(world.attendees.attendees(first.id()))
                .hasSize(1);
        world.engine.links().remove(first.id()).orThrow();
        assertThat(world.engine.links().view(second.orThrow().id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    private Outcome<SyncLink> importFor(String subject) {
        return world.engine
                .links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event(subject),
                        world.connected().id(),
                        World.EVENT.id());
    }

    @Test
    void anUnknownEventEndsImportFailedBeforeItsFirstPage() {
        SyncLink link = world.engine
                .links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-42"),
                        world.connected().id(),
                        RemoteId.of("nowhere"))
                .orThrow();

        world.engine.runDue();

        SyncLink failed = world.engine.links().get(link.id());
        assertThat(failed.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
        assertThat(failed.incident().map(Incident::last).map(SyncFailure::kind)).contains(FailureKind.REMOTE_GONE);
        assertThat(world.provider.calls()).containsExactly("identify", "describe");
        assertThat(world.engine
                        .links()
                        .view(link.id())
                        .alert()
                        .orElseThrow()
                        .title()
                        .key())
                .isEqualTo("alert.import-failed");
    }

    @Test
    void whatItsFactsForbidToImportEndsAtOnceAndSaysWhatToDo() {
        world.registered(3);
        world.provider.event(World.event()
                .importable(false)
                .obstacle(ImportObstacle.SERIES_PARENT)
                .build());

        SyncLink failed = world.live();

        SyncFailure failure = failed.incident().orElseThrow().last();
        assertThat(failed.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
        assertThat(failure.kind()).isEqualTo(FailureKind.NOT_IMPORTABLE);
        assertThat(failure.message())
                .startsWith(
                        "expected 880011223344 to be importable but it is a series, and attendees belong to its dates; import"
                                + " one of its dates instead");
        assertThat(failed.due()).isEmpty();
        assertThat(world.provider.calls()).containsExactly("identify", "describe");
        assertThat(world.engine.links().view(failed.id()).alert().orElseThrow().reference())
                .contains(failure.reference());
    }

    @Test
    void whatTheFactsOfALiveLinkForbidEndsItsNextFullScanAndKeepsItsData() {
        world.registered(3);
        SyncLink link = world.live();
        world.provider.event(World.event().importable(false).build());

        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();

        SyncLink failed = world.engine.links().get(link.id());
        assertThat(failed.phase()).isEqualTo(SyncPhase.SYNC_FAILED);
        assertThat(failed.incident().orElseThrow().last().message()).contains("import one of its parts");
        assertThat(world.attendees.attendees(link.id())).hasSize(3);
    }

    @Test
    void aFullScanThatTookNothingAndRejectedEveryRowIsNoSuccessAndIsReadAnew() {
        SyncLink link = world.imported();
        world.provider.answerNext(allRejected(Optional.of(Cursor.of("2"))));
        world.provider.answerNext(allRejected(Optional.empty()));
        world.registered(12);

        world.engine.runDue();

        SyncLink waiting = world.engine.links().get(link.id());
        SyncFailure failure = waiting.run().orElseThrow().lastFailure().orElseThrow();
        assertThat(waiting.status()).isEqualTo(SyncStatus.PENDING);
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        assertThat(failure.message()).contains("all 2 were rejected, the first as no-id");
        SyncLink live = world.next(waiting);
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(world.attendees.attendees(link.id())).hasSize(12);
    }

    @Test
    void rowsThatAreRejectedForEverEndTheImport() {
        SyncLink link = world.imported();
        for (int attempt = 0; attempt < 5; attempt++) {
            world.provider.answerNext(allRejected(Optional.empty()));
        }
        world.engine.runDue();
        for (int attempt = 1; attempt < 5; attempt++) {
            link = world.next(link);
        }

        assertThat(link.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
        assertThat(link.incident().orElseThrow().last().kind()).isEqualTo(FailureKind.MALFORMED);
    }

    private AttendeePage allRejected(Optional<Cursor> next) {
        return AttendeePage.builder()
                .addRejected(Rejected.nameless("row 1", "no-id", "expected an id but found none"))
                .asOf(world.time.instant())
                .next(next)
                .build();
    }

    @Test
    void theHistoryTellsBirthAndSuccessNewestFirst() {
        SyncLink link = world.live();

        assertThat(world.engine.links().history(link.id(), Cursor.START, 10).items())
                .extracting(TransitionRecord::reason)
                .containsExactly("everything was read", "a person asked for an import");
        assertThat(world.engine.links().history(link.id(), Cursor.START, 1).next())
                .isPresent();
    }

    @Nested
    class OnBadInput {
        @Test
        void aBlankTokenIsMisuseAndNothingIsStored() {
            assertThatThrownBy(() -> world.engine
                            .integrations()
                            .connect(World.ACME, world.provider.provider(), Credential.apiKey(" ")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("acme")
                    .hasMessageContaining("copy it again");
            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
            assertThat(world.provider.calls()).isEmpty();
        }

        @Test
        void aRefusedTokenIsRefusedAndNothingIsStored() {
            world.provider.refuse(World.KEY);

            Outcome<Integration> outcome =
                    world.engine.integrations().connect(World.ACME, world.provider.provider(), World.KEY);

            assertThat(outcome.refusal().orElseThrow().code()).isEqualTo(Refusal.Code.CREDENTIAL_REFUSED);
            assertThat(outcome.toString()).doesNotContain("key-that-never-shows");
            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
            assertThatThrownBy(outcome::orThrow)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("acme");
        }

        @Test
        void aProviderThatCantBeAskedIsAnExceptionAndNothingIsStored() {
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "no answer"));

            assertThatThrownBy(world::connected).isInstanceOf(ProviderException.class);
            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
        }

        @Test
        void anUnknownLinkIsAnExceptionThatNamesIt() {
            assertThatThrownBy(() -> world.engine.links().retry(SyncLinkId.of("no-such-link")))
                    .isInstanceOf(UnknownIdException.class)
                    .hasMessageContaining("no-such-link");
        }

        @Test
        void anUnknownIntegrationIsAnExceptionThatNamesIt() {
            assertThatThrownBy(() -> world.engine
                            .links()
                            .importSubject(
                                    World.ACME,
                                    SyncSubject.event("our-42"),
                                    IntegrationId.of("no-such"),
                                    World.EVENT.id()))
                    .isInstanceOf(UnknownIdException.class)
                    .hasMessageContaining("no-such");
        }

        @Test
        void anImportOnASeveredIntegrationIsRefusedAndNothingIsStored() {
            Integration severed = severed(world.connected());

            Outcome<SyncLink> outcome = world.engine
                    .links()
                    .importSubject(World.ACME, SyncSubject.event("our-42"), severed.id(), World.EVENT.id());

            assertThat(outcome.refusal().orElseThrow().code()).isEqualTo(Refusal.Code.NOT_CONNECTED);
            assertThat(outcome.refusal().orElseThrow().reason())
                    .contains(severed.id().value());
            assertThat(outcome.refusal().orElseThrow().suggestedAction())
                    .isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
            assertNothingIsStored();
        }

        @Test
        void anImportOnAnotherWorkspacesIntegrationIsRefusedAndNothingIsStored() {
            Integration theirs = world.connected();

            Outcome<SyncLink> outcome = world.engine
                    .links()
                    .importSubject(WorkspaceId.of("other"), SyncSubject.event("our-42"), theirs.id(), World.EVENT.id());

            assertThat(outcome.refusal().orElseThrow().code()).isEqualTo(Refusal.Code.OTHER_WORKSPACE);
            assertThat(outcome.refusal().orElseThrow().reason())
                    .contains(theirs.id().value(), "other");
            assertNothingIsStored();
        }

        @Test
        void aKindThatTheConnectorCantImportIsRefused() {
            Outcome<SyncLink> outcome = world.engine
                    .links()
                    .importSubject(
                            World.ACME,
                            SyncSubject.channel("ours"),
                            world.connected().id(),
                            World.EVENT.id());

            assertThat(outcome.refusal().orElseThrow().code()).isEqualTo(Refusal.Code.UNSUPPORTED_KIND);
            assertNothingIsStored();
        }

        private void assertNothingIsStored() {
            assertThat(world.links.due(Instant.MAX, Cursor.START, 10).items()).isEmpty();
            assertThat(world.records).isEmpty();
        }
    }

    @Nested
    class WhenTheCredentialIsRenewed {
        @Test
        void theSameAccountKeepsItsIntegrationAndTheOldSecretIsForgotten() {
            Integration first = world.connected();

            Integration second = world.engine
                    .integrations()
                    .connect(World.ACME, world.provider.provider(), Credential.apiKey("a newer key"))
                    .orThrow();

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.connection()).isEqualTo(1);
            assertThat(second.bookkeeping().credentialVersion()).isEqualTo(2);
            assertThat(world.vault.read(first.bookkeeping().credential().orElseThrow()))
                    .isEmpty();
            assertThat(world.vault.read(second.bookkeeping().credential().orElseThrow()))
                    .isPresent();
        }

        @Test
        void aSeveredIntegrationBeginsANewConnection() {
            severed(world.connected());

            assertThat(world.connected().connection()).isEqualTo(2);
        }
    }

    @Nested
    class WhenPagesFail {
        @Test
        void aFailedPageIsTriedAgainAfterABackOffAndGoesOnAtItsCheckpoint() {
            world.registered(25);
            SyncLink link = world.imported();
            world.provider.beforeEachPage(failOnce("attendees 1"));

            world.engine.runDue();
            SyncLink waiting = world.engine.links().get(link.id());

            assertThat(waiting.status()).isEqualTo(SyncStatus.PENDING);
            assertThat(waiting.run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.BACK_OFF);
            assertThat(waiting.run()
                            .orElseThrow()
                            .checkpoint()
                            .orElseThrow()
                            .tally()
                            .processed())
                    .isEqualTo(10);
            assertThat(world.next(link).status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(world.provider.calls())
                    .containsExactly(
                            "identify", "describe", "attendees 1", "attendees 2", "attendees 2", "attendees 3");
            assertThat(world.attendees.attendees(link.id())).hasSize(25);
        }

        @Test
        void attemptsRunOutAndTheFirstImportFails() {
            SyncLink link = world.imported();
            for (int i = 0; i < 5; i++) {
                world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "no answer"));
            }

            world.engine.runDue();
            for (int i = 0; i < 4; i++) {
                world.next(link);
            }

            SyncLink failed = world.engine.links().get(link.id());
            assertThat(failed.phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
            assertThat(failed.due().orElseThrow())
                    .isBetween(
                            failed.since().plus(Duration.ofMinutes(10)),
                            failed.since().plus(Duration.ofMinutes(20)));
            assertThat(world.engine.links().retry(link.id()).changed()).isTrue();
            world.engine.runDue();
            assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(world.records.get(world.records.size() - 1).recovered()).isTrue();
        }

        @Test
        void whatTimeMayMendIsTriedAgainUnaskedAsOftenAsThePolicySays() {
            World impatient = new World(SyncPolicy.builder()
                    .retry(RetryPolicy.builder().maxAttempts(1).build())
                    .build());
            SyncLink link = impatient.imported();
            for (int i = 0; i < 4; i++) {
                impatient.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "no answer"));
            }
            impatient.engine.runDue();

            Instant first = impatient.engine.links().get(link.id()).due().orElseThrow();
            SyncLink second = impatient.next(link);
            SyncLink third = impatient.next(link);
            SyncLink last = impatient.next(link);

            assertThat(first)
                    .isBetween(World.START.plus(Duration.ofMinutes(10)), World.START.plus(Duration.ofMinutes(20)));
            Instant hour = second.due().orElseThrow();
            assertThat(hour).isBetween(first.plus(Duration.ofMinutes(42)), first.plus(Duration.ofMinutes(78)));
            assertThat(third.due().orElseThrow())
                    .isBetween(hour.plus(Duration.ofHours(2)), hour.plus(Duration.ofHours(4)));
            assertThat(last.incident().orElseThrow().failedRuns()).isEqualTo(4);
            assertThat(last.due()).isPresent();
        }

        @Test
        void aRetryBringsTheBackOffForwardButNeverTheProvidersWait() {
            SyncLink link = world.imported();
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "no answer"));
            world.provider.failNext(ProviderException.rateLimited(Duration.ofMinutes(20), "slow down"));
            world.engine.runDue();

            assertThat(world.engine.links().retry(link.id()).changed()).isTrue();
            world.engine.runDue();
            SyncLink asked = world.engine.links().get(link.id());

            assertThat(asked.due()).contains(World.START.plus(Duration.ofMinutes(20)));
            assertThat(asked.run().orElseThrow().attempt()).isEqualTo(2);
            assertThat(world.engine.links().retry(link.id()).changed()).isFalse();
            assertThat(world.engine.links().get(link.id())).isEqualTo(asked);
        }

        @Test
        void aRefusedCursorBeginsANewFullScan() {
            world.registered(25);
            SyncLink link = world.imported();
            world.provider.beforeEachPage(
                    failOnce("attendees 1", ProviderException.of(FailureKind.CURSOR_REFUSED, "the place is unknown")));

            world.engine.runDue();

            assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(world.provider.calls().subList(2, 7))
                    .containsExactly("attendees 1", "attendees 2", "describe", "attendees 1", "attendees 2");
        }

        @Test
        void anEventThatWasSeenIsGoneOnlyOnceHeardAgainAWindowLater() {
            SyncLink link = world.live();
            world.provider.removeEvent(World.EVENT);

            SyncLink suspected = world.next(link);
            assertThat(suspected.status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(suspected.run().orElseThrow().due())
                    .isEqualTo(world.time.instant().plus(Duration.ofMinutes(10)));

            SyncLink failed = world.next(link);
            assertThat(failed.phase()).isEqualTo(SyncPhase.SYNC_FAILED);
            assertThat(failed.incident().orElseThrow().last().kind()).isEqualTo(FailureKind.REMOTE_GONE);
        }

        @Test
        void anEventThatWasJustDescribedIsNotGoneAtItsFirstUnansweredPage() {
            SyncLink link = world.imported();
            world.provider.beforeEachPage(() -> world.provider.failNext(
                    ProviderException.of(FailureKind.REMOTE_GONE, "expected a page but found none")));

            world.engine.runDue();
            assertThat(world.engine.links().get(link.id()).remote()).isPresent();
            assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.PENDING);
            assertThat(world.engine.links().get(link.id()).run()).isPresent();

            assertThat(world.next(link).phase()).isEqualTo(SyncPhase.IMPORT_FAILED);
        }

        @Test
        void aProviderThatAsksToWaitForNoTimeIsNotAskedWithoutAPause() {
            SyncLink link = world.imported();
            world.provider.beforeEachPage(() ->
                    world.provider.failNext(ProviderException.rateLimited(Duration.ZERO, "expected a page; wait")));

            world.engine.runDue();

            SyncRun waiting = world.engine.links().get(link.id()).run().orElseThrow();
            assertThat(waiting.due()).isEqualTo(World.START.plusSeconds(30));
            assertThat(waiting.attempt()).isEqualTo(1);
            List<Long> waits = new ArrayList<>();
            for (int limit = 2; limit <= 7; limit++) {
                SyncLink again = world.next(link);
                waits.add(Duration.between(world.time.instant(), again.due().orElseThrow())
                        .toSeconds());
            }
            assertThat(waits).containsExactly(60L, 120L, 240L, 480L, 900L, 900L);
        }

        @Test
        void anAnswerAfterTheWaitMakesTheNextRateLimitTheFirstAgain() {
            SyncLink link = world.imported();
            for (int limit = 1; limit <= 3; limit++) {
                world.provider.failNext(ProviderException.rateLimited(Duration.ZERO, "expected a page; wait"));
            }
            world.engine.runDue();
            world.next(link);
            world.next(link);
            assertThat(limits(link)).isEqualTo(3);

            assertThat(world.next(link).status()).isEqualTo(SyncStatus.ACTIVE);

            assertThat(limits(link)).isZero();
        }

        private int limits(SyncLink link) {
            return world.engine
                    .integrations()
                    .get(link.binding().integration())
                    .bookkeeping()
                    .rateLimits();
        }

        @Test
        void aFailureCarriesItsReferenceAndTheProvidersRequestToQuoteToSupport() {
            SyncLink link = world.imported();
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected an answer")
                    .ofRequest("req-7/Xk_="));

            world.engine.runDue();

            SyncFailure failure = lastFailure(link);
            assertThat(failure.reference()).matches("HF-[0-9A-V]{13}");
            assertThat(failure.providerRequest()).contains("req-7/Xk_=");
            assertThat(failure.message())
                    .isEqualTo("expected an answer (reference " + failure.reference()
                            + ", provider's request req-7/Xk_=)");
        }

        @Test
        void anExceptionThatIsNoneOfOursIsTheConnectorsMistake() {
            SyncLink link = world.imported();
            world.provider.beforeEachPage(() -> {
                throw new IllegalStateException("ilse@example.org");
            });

            world.engine.runDue();

            SyncFailure failure = lastFailure(link);
            assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
            assertThat(failure.message()).contains("IllegalStateException").doesNotContain("ilse");
        }

        @Test
        void aVaultThatThrowsIsStorageThatFailsAndTheImportGoesOnOnceItAnswers() {
            SyncLink link = world.imported();
            boolean[] broken = {true};
            CredentialVault vault = new CredentialVault() {
                @Override
                public void put(SecretRef ref, Secret secret) {
                    world.vault.put(ref, secret);
                }

                @Override
                public Optional<Secret> read(SecretRef ref) {
                    if (broken[0]) {
                        throw new IllegalStateException("key-that-never-shows");
                    }
                    return world.vault.read(ref);
                }

                @Override
                public void forget(SecretRef ref) {
                    world.vault.forget(ref);
                }
            };
            SyncEngine engine =
                    world.builder(SyncPolicy.defaults()).vault(vault).build();

            engine.runDue();
            SyncFailure failure = lastFailure(link);
            assertThat(failure.kind()).isEqualTo(FailureKind.STORAGE);
            assertThat(failure.message()).contains("credential vault").doesNotContain("never-shows");

            broken[0] = false;
            world.time.tick(Duration.ofMinutes(1));
            engine.runDue();
            assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        }

        @Test
        void aRequestIdThatIsNoIdentifierIsDropped() {
            ProviderException failed = ProviderException.of(FailureKind.UNREACHABLE, "expected an answer");

            assertThat(List.of("", "a\nb", "ilse@example.org", "two words", "x".repeat(65)))
                    .allMatch(id -> failed.ofRequest(id).request().isEmpty());
        }
    }

    @Nested
    class WhenAListDoesNotEnd {
        @Test
        void aCursorThatComesBackEndsTheReadAsMalformed() {
            SyncLink link = world.imported();
            for (int i = 0; i < 8; i++) {
                world.provider.answerNext(page("p" + i, Cursor.of("again-" + i % 3)));
            }

            world.engine.runDue();

            assertMalformed(link, "read before");
        }

        @Test
        void fiveEmptyPagesInARowEndTheReadAsMalformed() {
            SyncLink link = world.imported();
            for (int i = 0; i < 5; i++) {
                world.provider.answerNext(AttendeePage.builder()
                        .asOf(World.START)
                        .next(Cursor.of("more-" + i))
                        .build());
            }

            world.engine.runDue();

            assertMalformed(link, "empty");
        }

        private AttendeePage page(String id, Cursor next) {
            return AttendeePage.builder()
                    .addAttendees(World.attendee(id, "Pier Labs", World.START).build())
                    .asOf(World.START)
                    .next(next)
                    .build();
        }

        private void assertMalformed(SyncLink link, String found) {
            SyncLink waiting = world.engine.links().get(link.id());
            assertThat(waiting.status()).isEqualTo(SyncStatus.PENDING);
            assertThat(waiting.importedAt()).isEmpty();
            SyncFailure failure = waiting.run().orElseThrow().lastFailure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
            assertThat(failure.message()).contains(found);
        }
    }

    /** Of the attempt that is tried again. */
    private SyncFailure lastFailure(SyncLink link) {
        return world.engine
                .links()
                .get(link.id())
                .run()
                .orElseThrow()
                .lastFailure()
                .orElseThrow();
    }

    private Runnable failOnce(String afterCall) {
        return failOnce(afterCall, ProviderException.of(FailureKind.UNREACHABLE, "no answer"));
    }

    /** Lets the page after a given call fail, once. */
    private Runnable failOnce(String afterCall, ProviderException failure) {
        boolean[] done = {false};
        return () -> {
            boolean now = world.provider.calls().contains(afterCall) && !done[0];
            if (now) {
                done[0] = true;
                world.provider.failNext(failure);
            }
        };
    }

    private Integration severed(Integration integration) {
        Integration severed = integration.toBuilder(kept -> kept.credential(Optional.empty()))
                .status(Integration.Status.DISCONNECTED)
                .severance(new Severance(Severance.Cause.REFUSED, World.START))
                .version(integration.version() + 1)
                .build();
        assertThat(world.integrations.replace(severed)).isTrue();
        return severed;
    }
}
