package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a provider may be asked and whose answer counts: the rules of core/docs/protocols.md on credentials. */
final class CredentialRulesTest {
    private final World world = new World();

    @Test
    void theProviderIsNotAskedForTokensWhenTheClaimMayEndBeforeItsAnswer() {
        world.provider.capable(Capabilities.builder().refresh(true).build());
        IntegrationId id = world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), world.provider.issue(Duration.ofHours(1)))
                .orThrow()
                .id();
        TamperedIntegrations slow = new TamperedIntegrations(world.integrations);
        SyncEngine engine =
                world.builder(SyncPolicy.defaults()).integrations(slow).build();
        world.time.tick(Duration.ofMinutes(55));
        slow.afterReplace = () -> world.time.tick(Duration.ofSeconds(26));

        engine.runDue();

        assertThat(world.calls("refresh")).isZero();
        assertThat(world.engine.integrations().get(id).bookkeeping().credentialVersion())
                .isEqualTo(1);
        world.pass(Duration.ofMinutes(2));
        assertThat(world.calls("refresh")).isEqualTo(1);
        assertThat(world.engine.integrations().get(id).bookkeeping().credentialVersion())
                .isEqualTo(2);
    }

    @Test
    void aRefusalThatComesAfterThePersonRenewedChangesNothing() {
        SyncLink live = world.live();
        IntegrationId id = live.binding().integration();
        world.provider.refuse(World.KEY);
        world.engine.links().resync(live.id()).orThrow();
        world.engine.runDue();
        world.provider.beforeEachIdentity(() -> {
            world.provider.beforeEachIdentity(() -> {});
            world.engine
                    .integrations()
                    .renew(id, Credential.apiKey("a-new-key"))
                    .orThrow();
        });

        world.pass(Duration.ofMinutes(2));

        Integration renewed = world.engine.integrations().get(id);
        assertThat(renewed.isConnected()).isTrue();
        assertThat(renewed.bookkeeping().credentialVersion()).isEqualTo(2);
        assertThat(renewed.bookkeeping().suspicion()).as("of the new one").isEmpty();
        assertThat(world.engine.links().get(live.id()).status()).isEqualTo(SyncStatus.ACTIVE);
    }
}
