package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.Refusal;
import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.CredentialVault;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person who connects again: as somebody else, or without the organization that they had (the sheet's row F66). */
final class ReauthoriseTest {
    private static final WorkspaceId ACME = WorkspaceId.of("acme");

    private final ManualTime time = ManualTime.at(Instant.now());
    private final EventbriteSandbox sandbox =
            EventbriteSandbox.builder().clock(time).start();
    private final EventbriteOauth oauth =
            EventbriteOauth.create(Browser.application(sandbox).time(time).build());
    private final Vault vault = new Vault();
    private final SyncEngine engine = SyncEngine.builder()
            .connector(EventbriteConnector.create(
                    UnderFire.options(sandbox.baseUri()).build()))
            .vault(vault)
            .time(time)
            .build();
    private final RemoteId remote =
            RemoteId.of(sandbox.event("Harbour Data Night", 5).id());
    private final Credential.OauthTokens first = oauth.exchange(Browser.code(oauth));
    private final Integration account = engine.integrations()
            .connect(ACME, EventbriteConnector.PROVIDER, first)
            .orThrow();

    @AfterEach
    void stop() {
        engine.close();
        sandbox.close();
    }

    @Test
    void anotherPersonsTokenIsRefusedWithBothAccountsAndNothingIsStored() {
        sandbox.authorizeAs(sandbox.newAccount("Harbour Crew"));
        Credential.OauthTokens other = oauth.exchange(Browser.code(oauth));
        int filled = vault.filled;

        Outcome<Integration> outcome = engine.integrations().renew(account.id(), other);

        Refusal refusal = outcome.refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(Refusal.Code.OTHER_ACCOUNT);
        assertThat(refusal.expectedAccount().map(Account::label)).contains("North Pier Talks");
        assertThat(refusal.foundAccount().map(Account::label)).contains("Harbour Crew");
        assertThat(refusal.message().text(Locale.UK)).contains("North Pier Talks", "Harbour Crew");
        assertThat(outcome.toString())
                .doesNotContain(
                        "North Pier Talks", "Harbour Crew", other.access().reveal());
        assertThat(engine.integrations().get(account.id())).isEqualTo(account);
        assertThat(vault.filled).isEqualTo(filled);
    }

    @Test
    void aRefusedTokenIsRefusedAndNothingIsStored() {
        int filled = vault.filled;

        Outcome<Integration> outcome =
                engine.integrations().renew(account.id(), Credential.apiKey(sandbox.publicToken()));

        assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.CREDENTIAL_REFUSED);
        assertThat(engine.integrations().get(account.id())).isEqualTo(account);
        assertThat(vault.filled).isEqualTo(filled);
    }

    @Test
    void theSamePersonWithoutTheirOrganizationRenewsAndTheRunSaysWhatIsMissing() {
        SyncLink link = severed(imported());
        sandbox.loseOrganization(sandbox.token());

        assertThat(engine.integrations()
                        .renew(account.id(), oauth.exchange(Browser.code(oauth)))
                        .changed())
                .isTrue();
        assertThat(engine.links().view(link.id()).badge().status()).isEqualTo(SyncStatus.DISCONNECTED);
        engine.links().reconnect(link.id(), account.id()).orThrow();
        engine.runDue();

        SyncLink failed = engine.links().get(link.id());
        assertThat(failed.status()).isEqualTo(SyncStatus.FAILED);
        assertThat(failed.incident().map(Incident::last).map(SyncFailure::kind)).contains(FailureKind.PERMISSION);
        assertThat(engine.integrations().get(account.id()).isConnected()).isTrue();
    }

    @Test
    void aLinkIsNotMovedToAnAccountThatCantSeeItsEvent() {
        SyncLink link = imported();
        sandbox.authorizeAs(sandbox.newAccount("Harbour Crew"));
        Integration other = engine.integrations()
                .connect(ACME, EventbriteConnector.PROVIDER, oauth.exchange(Browser.code(oauth)))
                .orThrow();

        Outcome<SyncLink> outcome = engine.links().move(link.id(), other.id());

        assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.REMOTE_NOT_VISIBLE);
        assertThat(engine.links().get(link.id())).isEqualTo(link);
    }

    @Test
    void theSamePersonRenewsAndTheEventIsReadAgain() {
        SyncLink link = severed(imported());

        engine.integrations()
                .renew(account.id(), oauth.exchange(Browser.code(oauth)))
                .orThrow();
        engine.links().reconnect(link.id(), account.id()).orThrow();
        engine.runDue();

        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    private SyncLink imported() {
        SyncLink link = engine.links()
                .importSubject(ACME, SyncSubject.event("our-42"), account.id(), remote)
                .orThrow();
        engine.runDue();
        SyncLink live = engine.links().get(link.id());
        assertThat(live.status()).isEqualTo(SyncStatus.ACTIVE);
        return live;
    }

    private SyncLink severed(SyncLink link) {
        sandbox.revoke(first.access().reveal());
        for (int minute = 0; minute < 30; minute++) {
            time.tick(Duration.ofMinutes(1));
            engine.runDue();
        }
        SyncLink severed = engine.links().get(link.id());
        assertThat(severed.status()).isEqualTo(SyncStatus.DISCONNECTED);
        return severed;
    }

    private static final class Vault implements CredentialVault {
        private final InMemoryCredentialVault slots = new InMemoryCredentialVault();
        private int filled;

        @Override
        public void put(SecretRef ref, Secret secret) {
            filled++;
            slots.put(ref, secret);
        }

        @Override
        public Optional<Secret> read(SecretRef ref) {
            return slots.read(ref);
        }

        @Override
        public void forget(SecretRef ref) {
            slots.forget(ref);
        }
    }
}
