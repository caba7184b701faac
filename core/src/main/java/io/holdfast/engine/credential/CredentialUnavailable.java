package io.holdfast.engine.credential;

import io.holdfast.model.FailureKind;
import io.holdfast.model.IntegrationId;
import io.holdfast.port.ProviderException;

/** Why there is nothing to ask a provider with. */
public final class CredentialUnavailable {
    private CredentialUnavailable() {}

    public static ProviderException unusable(IntegrationId id, String found) {
        return ProviderException.of(
                FailureKind.CONFIGURATION,
                "expected a connected integration but " + id.value() + " " + found
                        + "; connect the provider again in Settings, Integrations");
    }

    public static ProviderException undecided(IntegrationId id) {
        return ProviderException.of(
                FailureKind.UNREACHABLE,
                "expected the provider to say whether the credential of integration " + id.value()
                        + " is valid but it has not yet; try again in a minute");
    }
}
