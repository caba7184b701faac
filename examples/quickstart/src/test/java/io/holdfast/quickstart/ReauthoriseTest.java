package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.luma.LumaConnector;
import io.holdfast.luma.LumaOptions;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.ProviderId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.sandbox.LumaSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** "Re-authorise", as the README shows it. */
final class ReauthoriseTest {
    private final LumaSandbox luma = LumaSandbox.start();
    private final SyncEngine engine = SyncEngine.builder()
            .connector(LumaConnector.create(
                    LumaOptions.builder().baseUri(luma.baseUri()).build()))
            .build();
    private final Integration calendar = engine.integrations()
            .connect(WorkspaceId.of("acme"), ProviderId.of("luma"), Credential.apiKey(luma.token()))
            .orThrow();

    @AfterEach
    void stop() {
        engine.close();
        luma.close();
    }

    @Test
    void aKeyOfTheSameCalendarConnectsAgain() {
        assertThat(Reauthorise.run(engine, calendar, Credential.apiKey(luma.token())))
                .isEqualTo("connected again as North Pier Talks");
    }

    @Test
    void aKeyOfAnotherCalendarIsRefusedAndTheMessageNamesBoth() {
        String other = luma.newAccount("Other Quay");

        assertThat(Reauthorise.run(engine, calendar, Credential.apiKey(other)))
                .contains("North Pier Talks", "Other Quay");
    }
}
