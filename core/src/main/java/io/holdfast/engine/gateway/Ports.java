package io.holdfast.engine.gateway;

import io.holdfast.engine.watch.Observer;
import io.holdfast.model.ProviderId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a host and its connectors implement, with the policy and the clocks, as one engine was given it. */
public record Ports(
        Map<ProviderId, ProviderConnector> connectors,
        SyncLinkStore links,
        IntegrationStore integrations,
        CredentialVault vault,
        AttendeeStore attendees,
        RunQueue queue,
        SyncListener listener,
        Authorizer authorizer,
        ServedWorkspaces served,
        HostTransaction transactions,
        SyncPolicy policy,
        InstantSource time,
        LongSupplier ticker,
        Observer observer) {}
