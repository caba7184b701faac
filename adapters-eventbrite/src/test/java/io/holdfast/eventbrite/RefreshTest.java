package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Who;
import io.holdfast.model.WorkspaceId;
import io.holdfast.recovery.IntegrationHealth.Condition;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An account whose tokens live for an hour and rotate, kept by an engine that is turned by hand, over real HTTP. Time begins
 * now: the sandbox dates its answers with the system's clock.
 */
final class RefreshTest {
    private static final String TOKEN = "POST /oauth/token";
    private static final String IDENTITY = "GET /v3/users/me/";

    private final ManualTime time = ManualTime.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final Instant start = time.instant();
    private final EventbriteSandbox sandbox = EventbriteSandbox.builder()
            .clock(time)
            .rotatingTokens(Duration.ofHours(1))
            .start();
    private final SandboxEvent event = sandbox.event("Harbour Data Night", 20);
    private final SyncEngine engine = SyncEngine.builder()
            .connector(new RefreshingConnector(
                    EventbriteConnector.create(
                            UnderFire.options(sandbox.baseUri()).build()),
                    Browser.application(sandbox).time(time).build()))
            .time(time)
            .build();
    private IntegrationId account;
    private List<SyncLinkId> links;

    @BeforeEach
    void connect() {
        WorkspaceId acme = WorkspaceId.of("acme");
        account = engine.integrations()
                .connect(
                        acme,
                        EventbriteConnector.PROVIDER,
                        TokenEndpointTest.tokens(sandbox.issuePair(sandbox.token())))
                .orThrow()
                .id();
        SandboxEvent second = sandbox.event("Pier Supper", 5);
        links = List.of(
                engine.links()
                        .importSubject(acme, SyncSubject.event("our-42"), account, RemoteId.of(event.id()))
                        .orThrow()
                        .id(),
                engine.links()
                        .importSubject(acme, SyncSubject.event("our-43"), account, RemoteId.of(second.id()))
                        .orThrow()
                        .id());
        engine.runDue();
        assertStatus(SyncStatus.ACTIVE);
    }

    @AfterEach
    void stop() {
        engine.close();
        sandbox.close();
    }

    @Test
    void tokensAreRefreshedAheadOfTheirEndWithOneCallForEachRotation() {
        List<Instant> refreshed = new ArrayList<>();

        for (int minute = 0; minute < 170; minute++) {
            int before = sandbox.rotations();
            Instant end = integration().expiresAt().orElseThrow();
            passes(Duration.ofMinutes(1));
            if (sandbox.rotations() > before) {
                refreshed.add(time.instant());
                assertThat(time.instant()).isBefore(end);
            }
            assertStatus(SyncStatus.ACTIVE);
        }

        assertThat(refreshed).containsExactly(at(55), at(110), at(165));
        assertThat(sandbox.tokenCalls()).isEqualTo(3);
        assertThat(integration().bookkeeping().credentialVersion()).isEqualTo(4);
        assertThat(engine.integrations().health(account).condition()).isEqualTo(Condition.HEALTHY);
        assertThat(links)
                .allMatch(link ->
                        !engine.links().get(link).provenAt().orElseThrow().isBefore(at(154)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "close", "truncate"})
    void aTokenWhoseAnswerIsLostDisconnectsOnlyAfterTwoRefusals(String how) {
        sandbox.inject(
                TOKEN,
                1,
                switch (how) {
                    case "reset" -> Fault.reset();
                    case "close" -> Fault.close();
                    default -> Fault.truncate(40);
                });
        passes(Duration.ofMinutes(55));
        assertThat(sandbox.rotations()).isEqualTo(1);
        int before = asked(IDENTITY);
        List<Instant> refusals = new ArrayList<>();

        while (integration().isConnected()) {
            assertThat(time.instant()).isBefore(at(75));
            assertThat(statuses()).doesNotContain(SyncStatus.DISCONNECTED);
            passes(Duration.ofSeconds(5));
            if (asked(IDENTITY) > before + refusals.size()) {
                refusals.add(time.instant());
            }
        }

        assertThat(refusals).hasSize(2);
        assertThat(Duration.between(refusals.get(0), refusals.get(1))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(integration().severance().map(Severance::cause)).contains(Severance.Cause.TOKEN_LOST);
        assertThat(integration().severance().map(Severance::at)).contains(refusals.get(1));
        assertThat(sandbox.tokenCalls())
                .as("the one that was lost, and one that was refused")
                .isEqualTo(2);
        passes(Duration.ofSeconds(5));
        assertStatus(SyncStatus.DISCONNECTED);
    }

    @Test
    void aTokenEndpointThatDecidesNothingForAWhileIsAskedAgainAndNobodyIsDisconnected() {
        sandbox.inject(TOKEN, 2, Fault.html(503));
        passes(Duration.ofMinutes(55));
        assertThat(engine.integrations().health(account).condition()).isEqualTo(Condition.REFRESH_FAILING);

        for (int step = 0; step < 60; step++) {
            passes(Duration.ofSeconds(5));
            assertStatus(SyncStatus.ACTIVE);
        }

        assertThat(sandbox.tokenCalls()).isEqualTo(3);
        assertThat(sandbox.rotations()).isEqualTo(1);
        assertThat(engine.integrations().health(account).condition()).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void anApplicationThatIsRefusedIsMisconfiguredAndNobodyIsDisconnected() {
        sandbox.rejectClient(true);
        passes(Duration.ofMinutes(55));

        for (int minute = 55; minute < 90; minute++) {
            assertThat(engine.integrations().health(account).condition())
                    .as("minute " + minute)
                    .isEqualTo(Condition.MISCONFIGURED);
            assertThat(engine.integrations().health(account).who()).isEqualTo(Who.OPERATOR);
            assertStatus(SyncStatus.ACTIVE);
            passes(Duration.ofMinutes(1));
        }
        assertThat(integration().isConnected()).isTrue();

        sandbox.rejectClient(false);
        for (int minute = 90; minute < 125; minute++) {
            passes(Duration.ofMinutes(1));
            assertStatus(SyncStatus.ACTIVE);
        }

        assertThat(sandbox.rotations()).isEqualTo(1);
        assertThat(engine.integrations().health(account).condition()).isEqualTo(Condition.HEALTHY);
        assertThat(links)
                .allMatch(link ->
                        !engine.links().get(link).provenAt().orElseThrow().isBefore(at(109)));
    }

    private void passes(Duration span) {
        time.tick(span);
        engine.runDue();
    }

    private Instant at(int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }

    private Integration integration() {
        return engine.integrations().get(account);
    }

    private void assertStatus(SyncStatus expected) {
        assertThat(statuses()).containsOnly(expected);
    }

    private List<SyncStatus> statuses() {
        return links.stream()
                .map(link -> engine.links().view(link).badge().status())
                .toList();
    }

    private int asked(String call) {
        return (int) sandbox.calls().stream().filter(call::equals).count();
    }
}
