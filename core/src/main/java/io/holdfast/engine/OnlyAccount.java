package io.holdfast.engine;

import io.holdfast.engine.gateway.Gateway;
import io.holdfast.model.Account;
import io.holdfast.model.Integration;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import java.util.Optional;

/** Where a provider allows one account per workspace: the one that keeps another out. */
record OnlyAccount(Gateway gateway, IntegrationStore integrations) {
    /** The account beside which this one can't be connected. One that can't be read may be it, so it throws. */
    Optional<Integration> beside(WorkspaceId workspace, ProviderConnector connector, Account account) {
        return connector.capabilities().onePerWorkspace()
                ? integrations.of(workspace).stream()
                        .map(row -> row.value()
                                .orElseGet(() -> gateway.integrations().load(row.id())))
                        .filter(one -> one.provider().equals(connector.provider()) && one.isConnected())
                        .filter(one -> !one.account().id().equals(account.id()))
                        .findFirst()
                : Optional.empty();
    }

    /** The same for a page, of one that is not connected; whatever can't be read is left out there. */
    Optional<Integration> keepingOut(Integration one) {
        return !one.isConnected() && gateway.connectors().allowsOnePerWorkspace(one.provider())
                ? gateway.readable().shown(integrations.of(one.workspace())).stream()
                        .filter(other -> other.provider().equals(one.provider()) && other.isConnected())
                        .findFirst()
                : Optional.empty();
    }
}
