package io.holdfast.port;

import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Reception;
import io.holdfast.webhook.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The deliveries of one provider: which are genuine, what they say, and the subscriptions that have them sent. Called from the
 * host's own threads as well as the engine's, several at once. What is done with a delivery asks nobody; no address that a
 * delivery names is ever requested.
 */
public interface WebhookConnector {
    /**
     * {@return whether a delivery comes from the provider; compared in constant time} Called before anything of its body is
     * parsed. Where the provider does not sign, the secret address has proven it.
     *
     * @param delivery what came
     * @param secrets what the provider may have signed it with; several while one takes the place of another; where it signs and
     *     none is known, nothing is genuine
     * @param now the instant of asking, for the age of a signature
     */
    boolean isGenuine(Delivery delivery, Set<Secret> secrets, Instant now);

    /**
     * {@return what a genuine delivery says} Never throws for what stands in the body.
     *
     * @param delivery what came
     * @param subscriptions what is known to stand at the provider for this address, which may say whose delivery it is
     */
    DeliveryContent read(Delivery delivery, List<Subscription> subscriptions);

    /**
     * {@return the HTTP status to answer with; 200 to 499, and never one by which the provider would end a subscription} What
     * could not be stored is answered by the engine itself.
     *
     * @param reception how the delivery was received
     */
    default int status(Reception reception) {
        return reception.usualStatus();
    }

    /**
     * {@return what is to be subscribed to so that all of these are told of: events themselves, or channels that tell of them}
     *
     * @param grant what to ask with
     * @param followed events and channels that are live, at least one
     * @throws ProviderException if the provider has to be asked and does not answer
     */
    Set<RemoteRef> scopes(Grant grant, Set<RemoteRef> followed);

    /**
     * {@return all subscriptions of this account that deliver to an address, in the provider's order; one scope may come twice}
     *
     * @param grant what to ask with
     * @param address where deliveries go; a secret, since whoever knows it can deliver
     * @throws ProviderException if the provider does not answer with all of them
     */
    List<Subscription> list(Grant grant, Secret address);

    /**
     * {@return a subscription that the provider has just made} Called once per decision and never repeated by itself: what came
     * of a call without an answer, {@link #list} tells.
     *
     * @param grant what to ask with
     * @param address where deliveries are to go; a secret, since whoever knows it can deliver
     * @param scope an event, or a channel
     * @throws ProviderException if the provider does not make one
     */
    Subscription create(Grant grant, Secret address, RemoteRef scope);

    /**
     * {@return a standing subscription that delivers again, all that is wanted} Called only if
     * {@link io.holdfast.webhook.WebhookCapabilities#renews()} says so.
     *
     * @param grant what to ask with
     * @param standing which one
     * @throws ProviderException if the provider does not do it
     */
    default Subscription renew(Grant grant, Subscription standing) {
        throw new UnsupportedOperationException(
                "the connector declares that it renews no subscription, so none can be renewed");
    }

    /**
     * Removes a subscription. One that is not there is success.
     *
     * @param grant what to ask with
     * @param standing which one
     * @throws ProviderException if the provider does not do it
     */
    void remove(Grant grant, Subscription standing);
}
