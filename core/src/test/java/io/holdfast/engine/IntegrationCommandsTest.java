package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderException;
import io.holdfast.recovery.IntegrationHealth;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a person asks of integrations: to connect, to renew, to disconnect, to check and to remove them. */
final class IntegrationCommandsTest {
    private static final Credential OTHER_KEY = Credential.apiKey("another-key-that-never-shows");
    private static final Account OTHER = new Account("account-2", "other@example.org");

    private final World world = new World();

    @Nested
    class Connecting {
        @Test
        void provesTheCredentialFirstAndStoresWhoItIs() {
            Integration integration = world.connected();

            assertThat(world.provider.calls()).containsExactly("identify");
            assertThat(integration.account()).isEqualTo(new Account("account-1", "Scripted account"));
            assertThat(integration.isConnected()).isTrue();
            assertThat(integration.connectedAt()).isEqualTo(World.START);
            assertThat(world.integrationChanges).containsExactly(integration);
        }

        @Test
        void ofAnAccountThatIsThereRenewsItAndForgetsTheOldSecret() {
            Integration first = world.connected();
            SecretRef old = first.bookkeeping().credential().orElseThrow();

            Integration again = world.connected();

            assertThat(again.id()).isEqualTo(first.id());
            assertThat(again.bookkeeping().credentialVersion()).isEqualTo(2);
            assertThat(again.connection()).isEqualTo(1);
            assertThat(world.vault.read(old)).isEmpty();
            assertThat(world.vault.read(again.bookkeeping().credential().orElseThrow()))
                    .isPresent();
        }

        @Test
        void ofAnotherAccountMakesAnotherIntegration() {
            world.connected();
            world.provider.belongsTo(OTHER_KEY, OTHER);

            connect(OTHER_KEY).orThrow();

            assertThat(world.engine.integrations().list(World.ACME))
                    .extracting(one -> one.account().id())
                    .containsExactlyInAnyOrder("account-1", "account-2");
        }

        @Test
        void ofASecondAccountIsRefusedWhereTheProviderAllowsOne() {
            world.provider.capable(Capabilities.builder().onePerWorkspace(true).build());
            Integration first = world.connected();
            world.provider.belongsTo(OTHER_KEY, OTHER);

            Refusal refusal = connect(OTHER_KEY).refusal().orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.ANOTHER_ACCOUNT_CONNECTED);
            assertThat(refusal.message().text(Locale.UK)).contains("Scripted account", "other@example.org");
            assertThat(refusal.reason()).doesNotContain("other@example.org");
            assertThat(world.engine.integrations().list(World.ACME)).containsExactly(first);
        }

        @Test
        void ofTheOneAccountAgainIsTakenWhereTheProviderAllowsOne() {
            world.provider.capable(Capabilities.builder().onePerWorkspace(true).build());
            world.connected();

            assertThat(connect(World.KEY).changed()).isTrue();
        }

        @Test
        void withARefusedCredentialStoresNothing() {
            world.provider.refuse(World.KEY);

            Refusal refusal = connect(World.KEY).refusal().orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.CREDENTIAL_REFUSED);
            assertThat(refusal.reason()).contains("copy it again", "it is refused; use another");
            assertThat(refusal.suggestedAction()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
        }

        @Test
        void ofAProviderThatDoesNotAnswerStoresNothing() {
            world.provider.failNext(unreachable());

            assertThatThrownBy(() -> connect(World.KEY)).isInstanceOf(ProviderException.class);
            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
        }

        @Test
        void withABlankCredentialIsMisuse() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> connect(Credential.apiKey("  ")))
                    .withMessageContaining("acme")
                    .withMessageContaining("blank");
        }

        @Test
        void withTokensTellsTheHostWhenTheyEnd() {
            Credential tokens = world.provider.issue(Duration.ofHours(2));

            Integration integration = connect(tokens).orThrow();

            assertThat(integration.expiresAt()).isEqualTo(tokens.expiresAt());
            assertThat(integration.bookkeeping().refreshAt())
                    .as("this provider declares no refresh")
                    .isEmpty();
            assertThat(integration.toString()).doesNotContain("scripted-");
        }
    }

    @Nested
    class Renewing {
        private final Integration first = world.connected();

        @Test
        void keepsTheConnectionOfAHealthyIntegration() {
            Integration renewed =
                    world.engine.integrations().renew(first.id(), OTHER_KEY).orThrow();

            assertThat(renewed.connection()).isEqualTo(1);
            assertThat(renewed.bookkeeping().credentialVersion()).isEqualTo(2);
            assertThat(world.engine
                            .integrations()
                            .candidates(first.id(), World.EVENT.kind(), Cursor.START)
                            .items())
                    .hasSize(1);
        }

        @Test
        void beginsANewConnectionOfASeveredOne() {
            world.engine.integrations().disconnect(first.id(), 1).orThrow();

            Integration renewed =
                    world.engine.integrations().renew(first.id(), OTHER_KEY).orThrow();

            assertThat(renewed.isConnected()).isTrue();
            assertThat(renewed.connection()).isEqualTo(2);
            assertThat(renewed.severance()).isEmpty();
        }

        @Test
        void withAnotherAccountIsRefusedNamingBothAndStoresNothing() {
            world.provider.belongsTo(OTHER_KEY, OTHER);

            Refusal refusal = world.engine
                    .integrations()
                    .renew(first.id(), OTHER_KEY)
                    .refusal()
                    .orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.OTHER_ACCOUNT);
            assertThat(refusal.expectedAccount().map(Account::label)).contains("Scripted account");
            assertThat(refusal.foundAccount().map(Account::label)).contains("other@example.org");
            assertThat(refusal.message().text(Locale.UK)).contains("Scripted account", "other@example.org");
            assertThat(refusal.toString()).doesNotContain("other@example.org");
            assertThat(world.engine.integrations().get(first.id())).isEqualTo(first);
        }

        @Test
        void thatTheProviderKnowsButLetsInNowhereIsNotToBeCopiedAgain() {
            world.provider.failNext(forbidden());

            Refusal refusal = world.engine
                    .integrations()
                    .renew(first.id(), OTHER_KEY)
                    .refusal()
                    .orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.CREDENTIAL_REFUSED);
            assertThat(refusal.message().text(Locale.UK))
                    .contains("knows the credential", "plan")
                    .doesNotContain("Copy it again");
            assertThat(refusal.reason()).contains("does not let it in").doesNotContain("copy it again");
        }

        @Test
        void withARefusedCredentialLeavesTheOldOneInPlace() {
            world.provider.refuse(OTHER_KEY);

            assertThat(world.engine
                            .integrations()
                            .renew(first.id(), OTHER_KEY)
                            .refusal()
                            .map(Refusal::code))
                    .contains(Refusal.Code.CREDENTIAL_REFUSED);
            assertThat(world.engine.integrations().get(first.id())).isEqualTo(first);
        }

        @Test
        void ofAnUnknownIntegrationNamesTheId() {
            assertThatThrownBy(() -> world.engine.integrations().renew(IntegrationId.of("nobody"), OTHER_KEY))
                    .isInstanceOf(UnknownIdException.class)
                    .hasMessageContaining("nobody");
        }
    }

    @Nested
    class Disconnecting {
        private final SyncLink live = world.live();
        private final IntegrationId id = live.binding().integration();

        @Test
        void turnsEveryLinkDisconnectedAndKeepsItsData() {
            world.registered(2);
            world.engine.links().resync(live.id());
            world.engine.runDue();

            Integration severed = world.engine.integrations().disconnect(id, 1).orThrow();

            assertThat(severed.isConnected()).isFalse();
            assertThat(severed.severance().map(Severance::cause)).contains(Severance.Cause.DISCONNECTED_IN_SETTINGS);
            assertThat(world.engine.links().get(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
            assertThat(world.attendees.attendees(live.id())).hasSize(2);
        }

        @Test
        void forgetsTheSecret() {
            SecretRef slot = world.engine
                    .integrations()
                    .get(id)
                    .bookkeeping()
                    .credential()
                    .orElseThrow();

            world.engine.integrations().disconnect(id, 1);

            assertThat(world.vault.read(slot)).isEmpty();
        }

        @Test
        void repeatedDoesNotSeverTheConnectionMadeSince() {
            world.engine.integrations().disconnect(id, 1);
            Integration again = world.connected();

            Outcome<Integration> repeated = world.engine.integrations().disconnect(id, 1);

            assertThat(repeated.changed()).isFalse();
            assertThat(repeated.orThrow()).isEqualTo(again);
            assertThat(world.engine.integrations().get(id).isConnected()).isTrue();
        }

        @Test
        void aConnectionThatNeverWasIsRefused() {
            assertThat(world.engine.integrations().disconnect(id, 7).refusal().map(Refusal::code))
                    .contains(Refusal.Code.NOT_NOW);
        }

        @Test
        void takesTheCredentialBackAtTheProviderWhereThatIsPossible() {
            world.provider.capable(Capabilities.builder().revoke(true).build());

            world.engine.integrations().disconnect(id, 1);

            assertThat(world.calls("revoke")).isEqualTo(1);
        }

        @Test
        void isDoneEvenIfTheProviderDoesNotTakeItBack() {
            world.provider.capable(Capabilities.builder().revoke(true).build());
            world.provider.failNext(unreachable());

            assertThat(world.engine.integrations().disconnect(id, 1).orThrow().isConnected())
                    .isFalse();
        }
    }

    @Nested
    class Checking {
        private final Integration integration = world.connected();

        @Test
        void asksTheProviderNowAndSettlesThatItCounts() {
            assertThat(world.engine
                            .integrations()
                            .verify(integration.id())
                            .orThrow()
                            .isConnected())
                    .isTrue();
            assertThat(world.calls("identify")).isEqualTo(2);
            assertThat(health().condition()).isEqualTo(IntegrationHealth.Condition.HEALTHY);
        }

        @Test
        void aRefusalBeginsASuspicionThatThreeQuestionsConfirm() {
            world.provider.refuse(World.KEY);

            Integration suspected =
                    world.engine.integrations().verify(integration.id()).orThrow();

            assertThat(suspected.isConnected()).isTrue();
            assertThat(health().condition()).isEqualTo(IntegrationHealth.Condition.VERIFYING);
            assertThat(health().at()).contains(World.START.plus(Duration.ofMinutes(21)));
            world.pass(Duration.ofMinutes(21).minusSeconds(1));
            assertThat(world.engine.integrations().get(integration.id()).isConnected())
                    .isTrue();
            world.pass(Duration.ofMinutes(1));
            assertThat(world.engine.integrations().get(integration.id()).isConnected())
                    .isFalse();
        }

        @Test
        void theAnswerSaysWhatCameOfIt() {
            assertThat(world.engine
                            .integrations()
                            .verify(integration.id())
                            .message()
                            .text(Locale.UK))
                    .isEqualTo("The provider accepts the credential.");
            world.provider.refuse(World.KEY);

            Outcome<Integration> refused = world.engine.integrations().verify(integration.id());
            world.pass(Duration.ofMinutes(20));
            world.time.tick(Duration.ofMinutes(1));
            Outcome<Integration> severed = world.engine.integrations().verify(integration.id());

            assertThat(refused.message().text(Locale.UK))
                    .contains("The provider has refused the credential since 14 Mar 2027, 09:00 UTC", "until");
            assertThat(severed.orThrow().isConnected()).isFalse();
            assertThat(severed.message().text(Locale.UK))
                    .contains("The provider refuses the credential", "Connect the provider again in Settings");
        }

        @Test
        void oneThatIsKnownButLetInNowhereIsSeveredForThat() {
            for (int minute = 0; minute <= 21; minute++) {
                world.provider.failNext(forbidden());
                world.engine.integrations().verify(integration.id());
                world.time.tick(Duration.ofMinutes(1));
            }

            assertThat(world.engine
                            .integrations()
                            .get(integration.id())
                            .severance()
                            .map(Severance::cause))
                    .contains(Severance.Cause.FORBIDDEN);
            assertThat(health().reason().text(Locale.UK)).contains("a plan may have ended");
        }

        @Test
        void pressedAgainAndAgainItSeversNoSooner() {
            world.provider.refuse(World.KEY);

            for (int minute = 0; minute <= 20; minute++) {
                world.engine.integrations().verify(integration.id());
                world.pass(Duration.ofMinutes(1));
                assertThat(world.engine.integrations().get(integration.id()).isConnected())
                        .as("before minute %d", minute + 1)
                        .isEqualTo(minute < 20);
            }
        }

        @Test
        void anUndecidedProviderIsAnExceptionAndSettlesNothing() {
            world.provider.failNext(unreachable());

            assertThatThrownBy(() -> world.engine.integrations().verify(integration.id()))
                    .isInstanceOf(ProviderException.class);
            assertThat(world.engine.integrations().get(integration.id()).isConnected())
                    .isTrue();
        }

        @Test
        void aSeveredOneIsRefusedAndPointsToSettings() {
            world.engine.integrations().disconnect(integration.id(), 1);

            Refusal refusal = world.engine
                    .integrations()
                    .verify(integration.id())
                    .refusal()
                    .orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_CONNECTED);
            assertThat(refusal.suggestedAction()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
        }

        private IntegrationHealth health() {
            return world.engine.integrations().health(integration.id());
        }
    }

    @Nested
    class Removing {
        @Test
        void isRefusedWhileLinksAreBoundAndNamesThem() {
            SyncLink link = world.imported();

            Refusal refusal = world.engine
                    .integrations()
                    .remove(link.binding().integration())
                    .refusal()
                    .orElseThrow();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.LINKS_BOUND);
            assertThat(refusal.reason()).contains(link.id().value());
        }

        @Test
        void leavesNothingOfItBehind() {
            Integration integration = world.connected();
            SecretRef slot = integration.bookkeeping().credential().orElseThrow();

            world.engine.integrations().remove(integration.id()).orThrow();

            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
            assertThat(world.vault.read(slot)).isEmpty();
            assertThatThrownBy(() -> world.engine.integrations().get(integration.id()))
                    .isInstanceOf(UnknownIdException.class);
        }

        @Test
        void aWorkspaceTakesItsLinksAndIntegrationsAndNoOthers() {
            SyncLink link = world.live();
            Integration theirs = world.engine
                    .integrations()
                    .connect(WorkspaceId.of("other"), world.provider.provider(), World.KEY)
                    .orThrow();

            world.engine.workspaces().remove(World.ACME).orThrow();

            assertThat(world.links.load(link.id())).isEmpty();
            assertThat(world.engine.integrations().list(World.ACME)).isEmpty();
            assertThat(world.engine.integrations().list(WorkspaceId.of("other")))
                    .containsExactly(theirs);
            assertThat(world.removed).extracting(SyncLink::id).containsExactly(link.id());
            assertThat(world.engine.workspaces().remove(World.ACME).refusal()).isEmpty();
        }
    }

    private Outcome<Integration> connect(Credential credential) {
        return world.engine.integrations().connect(World.ACME, world.provider.provider(), credential);
    }

    private static ProviderException forbidden() {
        return ProviderException.of(FailureKind.PERMISSION, "expected an account but found HTTP 403; renew the plan")
                .suspectingCredential();
    }

    private static ProviderException unreachable() {
        return ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none; try again later");
    }
}
