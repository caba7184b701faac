package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.Ports;
import io.holdfast.engine.gateway.RetryOnce;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The secrets of the way on which deliveries come in: the secret part of its address, and what deliveries are signed with. */
public final class RouteSecrets {
    private final SecretSlots slots;

    private RouteSecrets(SecretSlots slots) {
        this.slots = slots;
    }

    /** Those of the vault that the ports name. */
    public static RouteSecrets of(Gateway gateway, Ports ports) {
        return new RouteSecrets(new SecretSlots(
                ports.vault(),
                gateway.integrations(),
                new SecretTransitions(ports.policy().credentials()),
                account -> quota -> {},
                ports.time(),
                gateway.log()));
    }

    /** The name of a secret slot that nobody uses; a route is to name it before it is filled. */
    public SecretRef fresh() {
        return slots.fresh();
    }

    /** Fills a secret slot that a route names. */
    public void fill(SecretRef slot, Secret secret) {
        RetryOnce.onceAfterFailure(() -> {
            slots.vault().put(slot, secret);
            return slot;
        });
    }

    /** What lies in a secret slot. */
    public Optional<Secret> read(SecretRef slot) {
        return slots.read(slot);
    }

    /** An integration that names some slots no more: they are to be forgotten. */
    public Integration leaving(Integration stored, List<SecretRef> left, Instant now) {
        return slots.rules().leaving(stored, left, now);
    }

    /** Forgets what the integration left behind, or has it forgotten later. */
    public void tidy(IntegrationId id) {
        slots.tidyOrLater(id);
    }

    /** Sees to it that what was filled too late to be named is forgotten. */
    public void forgetLate(IntegrationId id, SecretRef slot) {
        slots.forgetLate(id, slot);
    }
}
