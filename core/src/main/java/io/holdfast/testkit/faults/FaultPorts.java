package io.holdfast.testkit.faults;

import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import java.util.List;
import org.immutables.value.Value;

/** What the engines of one story are built with. All of it outlives each of them, as a database outlives a process. */
@Value.Immutable
public interface FaultPorts {
    /** {@return the connectors, at least one} */
    List<ProviderConnector> connectors();

    /** {@return where links are kept} */
    SyncLinkStore links();

    /** {@return where integrations are kept} */
    IntegrationStore integrations();

    /** {@return where secrets are kept} */
    CredentialVault vault();

    /** {@return where attendees are kept} */
    AttendeeStore attendees();

    /** {@return what brings links to workers; it is never started, and by default forgets what it is handed} */
    @Value.Default
    default RunQueue queue() {
        return new ForgetfulQueue();
    }

    /** {@return who is told; nobody by default} */
    @Value.Default
    default SyncListener listener() {
        return SyncListener.NONE;
    }

    /** {@return who is asked; anyone may do anything by default} */
    @Value.Default
    default Authorizer authorizer() {
        return Authorizer.anyone();
    }

    /** {@return the policy; all defaults by default} */
    @Value.Default
    default SyncPolicy policy() {
        return SyncPolicy.defaults();
    }

    /** {@return the clock of all engines} */
    ManualTime time();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link FaultPorts}. */
    final class Builder extends ImmutableFaultPorts.Builder {
        Builder() {}
    }
}
