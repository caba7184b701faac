package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.message.Message;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.IntegrationHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a credential is severed, and when it is not: only after the provider has refused it for good. */
final class SeveranceTest {
    /** One, five and fifteen minutes, each a little longer at most. */
    private static final Duration EARLIEST = Duration.ofMinutes(21);

    private static final Duration CONFIRMED = Duration.ofMinutes(22);

    private final World world = new World();

    @Nested
    class OfAKey {
        private final SyncLink live = world.live();
        private final IntegrationId id = live.binding().integration();

        @Test
        void takesThreeMoreRefusalsOfTheIdentityTheLastTwentyOneMinutesAfterTheFirst() {
            world.provider.refuse(World.KEY);

            resync();
            assertThat(link().status())
                    .as("while it is asked, the status stays")
                    .isEqualTo(SyncStatus.ACTIVE);
            assertThat(link().run().orElseThrow().attempt())
                    .as("and no attempt counts")
                    .isEqualTo(1);
            world.pass(EARLIEST.minusSeconds(1));
            assertThat(integration().isConnected()).isTrue();
            world.pass(Duration.ofMinutes(1));

            assertThat(integration().isConnected()).isFalse();
            assertThat(integration().severance().map(Severance::cause)).contains(Severance.Cause.REFUSED);
            assertThat(link().status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(world.calls("identify")).as("at connect, and four times").isEqualTo(5);
        }

        @Test
        void saysWhatToQuoteToSupportAndSoDoesTheLog() throws IOException {
            world.provider.refuse(World.KEY);
            resync();
            world.pass(CONFIRMED);

            Explanation told = world.engine.links().explain(live.id());
            String reference = told.reference().orElseThrow();

            assertThat(told.cause()).contains(Message.of("severance.refused"));
            assertThat(told.failure()).isEmpty();
            assertThat(world.engine
                            .links()
                            .view(live.id())
                            .alert()
                            .orElseThrow()
                            .reference())
                    .contains(reference);
            assertThat(Files.readAllLines(Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"))))
                    .anyMatch(line -> line.contains(id.value()) && line.contains("reference=" + reference));
        }

        @Test
        void isNotDoneIfTheProviderSaysWhoWeAreTheSecondTime() {
            world.provider.refuse(World.KEY);
            resync();
            world.provider.accept(World.KEY);

            world.pass(Duration.ofMinutes(2));

            assertThat(integration().bookkeeping().suspicion()).isEmpty();
            assertThat(link().status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(link().incident()).isEmpty();
        }

        @Test
        void isNotDoneWhenTheIdentityAnswersAndTheRunReportsItsOwnFailure() {
            world.provider.failNext(suspect(FailureKind.PERMISSION));

            resync();

            assertThat(integration().isConnected()).isTrue();
            assertThat(link().status()).isEqualTo(SyncStatus.FAILED);
            assertThat(link().incident().orElseThrow().last().kind()).isEqualTo(FailureKind.PERMISSION);
        }

        @Test
        void isNotDoneWhenTheIdentityIsInconclusiveAndNobodyWaitsForEver() {
            world.provider.failNext(suspect(FailureKind.UNREACHABLE));
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "HTTP 503"));

            resync();

            assertThat(integration().isConnected()).isTrue();
            SyncRun run = link().run().orElseThrow();
            assertThat(run.attempt()).isEqualTo(2);
            assertThat(run.lastFailure().orElseThrow().kind()).isEqualTo(FailureKind.UNREACHABLE);
        }

        @Test
        void aRefusalThatIsFollowedByAnOutageIsStillTheFirst() {
            world.provider.refuse(World.KEY);
            resync();
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "HTTP 503"));
            world.pass(Duration.ofMinutes(2));
            assertThat(integration().refusedSince()).contains(World.START);
            assertThat(link().run().orElseThrow().attempt())
                    .as("with what is refused no run gets anywhere")
                    .isEqualTo(1);

            world.pass(CONFIRMED);

            assertThat(integration().isConnected()).isFalse();
        }

        @Test
        void isVoidIfAPersonRenewedTheCredentialMeanwhile() {
            world.provider.refuse(World.KEY);
            resync();

            world.engine
                    .integrations()
                    .renew(id, Credential.apiKey("a-new-key"))
                    .orThrow();
            world.pass(Duration.ofMinutes(5));

            assertThat(integration().isConnected()).isTrue();
            assertThat(link().status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(link().run()).isEmpty();
        }

        @Test
        void isNotEvenAskedAboutWhenTheRefusedRequestWasSentWithACredentialThatNoLongerCounts() {
            Credential fresh = Credential.apiKey("a-new-key-that-never-shows");
            world.provider.beforeEachPage(() -> {
                if (integration().bookkeeping().credentialVersion() == 1) {
                    world.engine.integrations().renew(id, fresh).orThrow();
                    world.provider.refuse(World.KEY);
                }
            });

            resync();

            assertThat(world.calls("identify"))
                    .as("at connect and at renew alone")
                    .isEqualTo(2);
            assertThat(link().run().orElseThrow().attempt())
                    .as("it is tried again")
                    .isEqualTo(2);
            world.pass(Duration.ofMinutes(1));
            assertThat(link().run()).isEmpty();
            assertThat(link().status()).isEqualTo(SyncStatus.ACTIVE);
        }

        @Test
        void aStrayRefusalTodayDoesNotHideTheRevocationOfTomorrow() {
            world.provider.failNext(suspect(FailureKind.UNREACHABLE));
            resync();
            world.pass(Duration.ofHours(1));
            assertThat(integration().isConnected()).isTrue();

            world.provider.refuse(World.KEY);
            world.pass(Duration.ofMinutes(45));

            assertThat(integration().isConnected()).isFalse();
        }

        @Test
        void ofManyRunsThatMeetARefusalOneAsks() {
            List<SyncLink> more = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                more.add(world.imported("event-" + i, integration()));
            }
            long before = world.calls("identify");
            world.provider.refuse(World.KEY);

            world.engine.runDue();

            assertThat(world.calls("identify") - before).isEqualTo(1);
            assertThat(more)
                    .allSatisfy(one -> assertThat(world.engine
                                    .links()
                                    .get(one.id())
                                    .run()
                                    .orElseThrow()
                                    .attempt())
                            .isEqualTo(1));
            world.pass(CONFIRMED);
            assertThat(more)
                    .allSatisfy(
                            one -> assertThat(world.engine.links().get(one.id()).status())
                                    .isEqualTo(SyncStatus.DISCONNECTED));
            assertThat(world.calls("identify") - before).isEqualTo(4);
        }

        @Test
        void reachesSuspendedAndFailedLinksToo() {
            SyncLink held = world.imported("held", integration());
            world.engine.links().suspend(held.id());
            world.provider.failNext(ProviderException.of(FailureKind.REJECTED, "HTTP 400"));
            SyncLink failed = world.imported("failed", integration());
            world.engine.runDue();
            assertThat(world.engine.links().get(failed.id()).phase()).isEqualTo(SyncPhase.IMPORT_FAILED);

            world.engine.integrations().disconnect(id, 1);

            assertThat(List.of(held, failed))
                    .allSatisfy(
                            one -> assertThat(world.engine.links().get(one.id()).phase())
                                    .isEqualTo(SyncPhase.DISCONNECTED));
        }

        @Test
        void anEmptySecretSlotIsASuspicionThatIsConfirmedAsARefusalIs() {
            world.vault.forget(integration().bookkeeping().credential().orElseThrow());

            resync();
            assertThat(integration().isConnected()).isTrue();
            world.pass(CONFIRMED);

            assertThat(integration().severance().map(Severance::cause)).contains(Severance.Cause.SECRET_MISSING);
        }

        @Test
        void aSuspicionOfACommandIsSettledToo() {
            world.provider.refuse(World.KEY);

            assertThatThrownBy(() -> world.engine.integrations().candidates(id, World.EVENT.kind(), Cursor.START))
                    .isInstanceOf(ProviderException.class);
            assertThat(world.engine.integrations().health(id).condition())
                    .isEqualTo(IntegrationHealth.Condition.VERIFYING);
            world.pass(CONFIRMED);

            assertThat(link().status()).isEqualTo(SyncStatus.DISCONNECTED);
        }

        @Test
        void showsAtOnceAndStaysShownWhenTheProviderIsAuthorisedAgainBeforeTheLinkWasTold() {
            Tampered untold = new Tampered(world.links);
            SyncEngine engine = world.with(untold, world.attendees);
            untold.before = move -> {
                throw new IllegalStateException("the store is down");
            };

            engine.integrations().disconnect(id, 1).orThrow();
            assertThat(link().status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(engine.links().view(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(engine.links().explain(live.id()).since()).contains(World.START);
            world.connected();
            assertThat(engine.links().view(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(engine.links().explain(live.id()).advice().action()).isEqualTo(RecoveryAction.RECONNECT);

            untold.before = move -> {};
            world.time.tick(Duration.ofMinutes(2));
            engine.runDue();
            assertThat(link().status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(integration().bookkeeping().fanOut()).isEmpty();
        }

        private void resync() {
            world.engine.links().resync(live.id()).orThrow();
            world.engine.runDue();
        }

        private SyncLink link() {
            return world.engine.links().get(live.id());
        }

        private Integration integration() {
            return world.engine.integrations().get(id);
        }
    }

    @Nested
    class OfTokens {
        private final Credential.OauthTokens tokens = world.provider
                .capable(Capabilities.builder().refresh(true).changes(true).build())
                .issue(Duration.ofHours(1));
        private final IntegrationId id = world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), tokens)
                .orThrow()
                .id();

        @Test
        void isNeverNeededWhereTheyAreRefreshedAheadOfTheirEnd() {
            world.imported("event", integration());

            world.pass(Duration.ofHours(3));

            assertThat(integration().isConnected()).isTrue();
            assertThat(integration().bookkeeping().credentialVersion()).isEqualTo(4);
            assertThat(world.calls("refresh")).isEqualTo(3);
            assertThat(world.calls("identify")).as("at connect alone").isEqualTo(1);
        }

        @Test
        void comesAfterTheRefreshAndBothIdentitiesAreRefused() {
            SyncLink link = world.imported("event", integration());
            world.engine.runDue();
            world.provider.refuse(tokens);

            world.engine.links().resync(link.id());
            world.engine.runDue();
            assertThat(integration().isConnected()).isTrue();
            world.pass(CONFIRMED);

            assertThat(integration().severance().map(Severance::cause)).contains(Severance.Cause.REFUSED);
            assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
        }

        @Test
        void isNotDoneWhileTheRefreshIsInconclusive() {
            world.provider.failNext(suspect(FailureKind.UNREACHABLE));
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "HTTP 503"));

            SyncLink link = world.imported("event", integration());
            world.engine.runDue();

            assertThat(integration().isConnected()).isTrue();
            assertThat(world.calls("identify")).as("at connect alone").isEqualTo(1);
            assertThat(world.engine.integrations().health(id).condition())
                    .isIn(IntegrationHealth.Condition.VERIFYING, IntegrationHealth.Condition.REFRESH_FAILING);
            world.pass(Duration.ofMinutes(10));
            assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        }

        @Test
        void ofARefusedApplicationIsOneAlarmAndNoDisconnect() {
            List<SyncLink> links = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                links.add(world.imported("event-" + i, integration()));
            }
            world.engine.runDue();
            world.provider.refuseApplication(true);

            world.pass(Duration.ofHours(2));

            assertThat(world.integrationChanges)
                    .filteredOn(one -> one.bookkeeping()
                            .refreshFailure()
                            .filter(incident -> incident.kind() == RefreshFailure.Kind.MISCONFIGURED)
                            .isPresent())
                    .as("alarms")
                    .hasSize(1);
            assertThat(world.engine.integrations().health(id).condition())
                    .isEqualTo(IntegrationHealth.Condition.MISCONFIGURED);
            assertThat(links)
                    .allSatisfy(one -> assertThat(
                                    world.engine.links().view(one.id()).status())
                            .isEqualTo(SyncStatus.ACTIVE));

            world.provider.refuseApplication(false);
            world.pass(Duration.ofHours(1));
            assertThat(world.engine.integrations().health(id).condition())
                    .isEqualTo(IntegrationHealth.Condition.HEALTHY);
        }

        private Integration integration() {
            return world.engine.integrations().get(id);
        }
    }

    @Nested
    class OfAConnection {
        @Test
        void thatWasSeveredWhileALinkWasBeingBoundReachesThatLink() {
            Integration integration = world.connected();
            Tampered links = new Tampered(world.links);
            SyncEngine engine = world.with(links, world.attendees);
            links.after = move -> {
                if (move.next().version() == 1) {
                    world.engine.integrations().disconnect(integration.id(), 1);
                }
            };

            SyncLink link = engine.links()
                    .importSubject(World.ACME, SyncSubject.event("our-42"), integration.id(), World.EVENT.id())
                    .orThrow();

            assertThat(link.status()).isEqualTo(SyncStatus.DISCONNECTED);
        }

        @Test
        void takesTheFencingTokenFromAWorkerThatIsOnAPage() {
            world.registered(25);
            SyncLink link = world.imported();
            IntegrationId id = link.binding().integration();
            world.provider.beforeEachPage(() -> {
                if (world.provider.calls().contains("attendees 1")) {
                    world.engine.integrations().disconnect(id, 1);
                }
            });

            world.engine.runDue();

            assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(world.attendees.attendees(link.id()))
                    .as("the page before")
                    .hasSize(10);
        }

        @Test
        void isFoundByTheWorkerThatClaimsItsLink() {
            SyncLink live = world.live();
            Integration stored = world.engine.integrations().get(live.binding().integration());
            Integration.Builder severed = Integration.builder();
            world.integrations.replace(severed.from(stored)
                    .status(Integration.Status.DISCONNECTED)
                    .version(stored.version() + 1)
                    .build());

            world.engine.links().resync(live.id());
            world.engine.runDue();

            assertThat(world.engine.links().get(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
        }
    }

    @Nested
    class OfNothing {
        @Test
        void aRateLimitIsRememberedForTheWholeAccountAndOtherLinksWaitWithoutACall() {
            SyncLink live = world.live();
            Integration integration =
                    world.engine.integrations().get(live.binding().integration());
            world.provider.failNext(ProviderException.rateLimited(Duration.ofMinutes(10), "HTTP 429"));
            world.engine.links().resync(live.id());
            world.engine.runDue();
            int before = world.provider.calls().size();

            SyncLink other = world.imported("other", integration);
            world.engine.runDue();

            assertThat(world.provider.calls()).hasSize(before);
            SyncRun waiting = world.engine.links().get(other.id()).run().orElseThrow();
            Instant until = world.time.instant().plus(Duration.ofMinutes(10));
            assertThat(waiting.due()).isBetween(until, until.plus(Duration.ofSeconds(90)));
            assertThat(waiting.waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
            assertThat(waiting.attempt()).isEqualTo(1);
            assertThat(world.engine.integrations().health(integration.id()).condition())
                    .isEqualTo(IntegrationHealth.Condition.RATE_LIMITED);
            world.pass(Duration.ofMinutes(12));
            assertThat(world.engine.links().get(other.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        }
    }

    private static ProviderException suspect(FailureKind kind) {
        return ProviderException.of(kind, "expected an answer but found HTTP 401; connect it again")
                .suspectingCredential();
    }
}
