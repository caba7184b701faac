package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.policy.CredentialPolicy;
import java.time.Instant;

/** What a node leaves behind that dies right after it severed: no link has been told. */
public final class SeveredInSecret {
    private SeveredInSecret() {}

    public static Integration of(Integration stored, Severance.Cause cause, Instant now) {
        IntegrationTransitions transitions =
                new IntegrationTransitions(CredentialPolicy.builder().build());
        Integration.Builder severed = Integration.builder();
        return severed.from(transitions.severed(stored, cause, now))
                .version(stored.version() + 1)
                .build();
    }
}
