package io.holdfast.testkit;

import io.holdfast.model.FailureKind;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.Subscription;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deliveries of a scripted provider: subscriptions that it keeps, and what it posts to them. It signs where its connector
 * declares that it does. A body is one line, such as {@code attendees event harbour a1 a2}. Safe for use by several threads.
 */
public final class ScriptedWebhooks implements WebhookConnector {
    /** The header that bears the signature. */
    public static final String SIGNATURE = "Scripted-Signature";

    private final ScriptedConnector provider;
    private final List<Standing> all = new ArrayList<>();
    private int made;
    private boolean forbidden;
    private boolean losesAnswers;
    private Optional<RemoteRef> covering = Optional.empty();
    private Runnable whileCreating = () -> {};

    ScriptedWebhooks(ScriptedConnector provider) {
        this.provider = provider;
    }

    /**
     * A request that the provider would send.
     *
     * @param address where to
     * @param headers with the signature, if it signs
     * @param text the body
     */
    public record Post(Secret address, Map<String, List<String>> headers, String text) {
        /** {@return the bytes of the body} */
        public byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private record Standing(Secret address, Subscription subscription) {}

    /**
     * Says that one subscription tells of all events and channels, as that of a whole account does.
     *
     * @param account the channel that stands for the account
     */
    public synchronized void coverAllWith(RemoteRef account) {
        covering = Optional.of(account);
    }

    /**
     * Lets no account subscribe, or lets them again.
     *
     * @param yes whether it is forbidden
     */
    public synchronized void forbid(boolean yes) {
        forbidden = yes;
    }

    /**
     * Makes subscriptions from now on and loses the answer, or answers again.
     *
     * @param yes whether answers are lost
     */
    public synchronized void loseAnswers(boolean yes) {
        losesAnswers = yes;
    }

    /**
     * Runs something once a subscription is made and before that is answered: a trial delivery, say.
     *
     * @param action what to run, on the thread that asks
     */
    public synchronized void whileCreating(Runnable action) {
        whileCreating = action;
    }

    /** Has every subscription stop delivering, until it is renewed. */
    public synchronized void pauseAll() {
        all.replaceAll(one -> new Standing(one.address(), with(one.subscription(), false)));
    }

    /** Gives each subscription another secret, and signs with that from now on. */
    public synchronized void rotateSecrets() {
        made++;
        all.replaceAll(one -> new Standing(
                one.address(),
                new Subscription(
                        one.subscription().id(),
                        one.subscription().scope(),
                        one.subscription().active(),
                        Optional.of(Secret.of("scripted-signing-" + made)))));
    }

    /** Forgets all subscriptions. */
    public synchronized void dropAll() {
        all.clear();
    }

    /**
     * {@return a subscription that a person has just made at the provider}
     *
     * @param address where its deliveries go
     * @param scope what it tells of
     */
    public synchronized Subscription subscribe(Secret address, RemoteRef scope) {
        made++;
        Optional<Secret> secret = signs() ? Optional.of(Secret.of("scripted-signing-" + made)) : Optional.empty();
        Subscription fresh = new Subscription("subscription-" + made, scope, true, secret);
        all.add(new Standing(address, fresh));
        return fresh;
    }

    /** {@return what stands, oldest first} */
    public synchronized List<Subscription> standing() {
        return all.stream().map(Standing::subscription).toList();
    }

    /**
     * {@return the requests that the provider sends when something changes: one for each subscription that tells of it}
     *
     * @param signal what changed
     */
    public synchronized List<Post> posts(Signal signal) {
        String body = ScriptedBodies.text(signal);
        return all.stream()
                .filter(one -> one.subscription().active() && tellsOf(one.subscription(), signal))
                .map(one -> post(one, body))
                .toList();
    }

    /**
     * {@return a request that tells of a change, to no subscription in particular}
     *
     * @param signal what changed
     * @param secret what it is signed with
     */
    public Post signed(Signal signal, Secret secret) {
        String body = ScriptedBodies.text(signal);
        return new Post(
                secret, Map.of(SIGNATURE, List.of(signature(secret, body.getBytes(StandardCharsets.UTF_8)))), body);
    }

    /** {@return the requests of a trial, to each subscription} */
    public synchronized List<Post> trials() {
        return all.stream().map(one -> post(one, ScriptedBodies.TEST)).toList();
    }

    /**
     * {@return the body that tells of something}
     *
     * @param signal what changed
     */
    public static String text(Signal signal) {
        return ScriptedBodies.text(signal);
    }

    @Override
    public boolean isGenuine(Delivery delivery, Set<Secret> secrets, Instant now) {
        if (!signs()) {
            return true;
        }
        byte[] found = delivery.header(SIGNATURE).orElse("").getBytes(StandardCharsets.US_ASCII);
        return secrets.stream()
                .anyMatch(secret -> MessageDigest.isEqual(
                        found, signature(secret, delivery.body()).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public DeliveryContent read(Delivery delivery, List<Subscription> subscriptions) {
        return ScriptedBodies.read(new String(delivery.body(), StandardCharsets.UTF_8));
    }

    @Override
    public synchronized Set<RemoteRef> scopes(Grant grant, Set<RemoteRef> followed) {
        return covering.map(Set::of).orElse(followed);
    }

    @Override
    public synchronized List<Subscription> list(Grant grant, Secret address) {
        provider.call("list subscriptions", grant);
        failIfForbidden();
        return all.stream()
                .filter(one -> one.address().equals(address))
                .map(Standing::subscription)
                .toList();
    }

    @Override
    public Subscription create(Grant grant, Secret address, RemoteRef scope) {
        provider.call("subscribe", grant);
        Subscription fresh;
        Runnable meanwhile;
        synchronized (this) {
            failIfForbidden();
            fresh = subscribe(address, scope);
            meanwhile = whileCreating;
        }
        meanwhile.run();
        if (isLost()) {
            throw ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but it was lost; ask again");
        }
        return fresh;
    }

    @Override
    public synchronized Subscription renew(Grant grant, Subscription standing) {
        provider.call("renew subscription", grant);
        failIfForbidden();
        all.replaceAll(one -> one.subscription().id().equals(standing.id())
                ? new Standing(one.address(), with(one.subscription(), true))
                : one);
        return with(standing, true);
    }

    @Override
    public synchronized void remove(Grant grant, Subscription standing) {
        provider.call("unsubscribe", grant);
        all.removeIf(one -> one.subscription().id().equals(standing.id()));
    }

    private synchronized boolean isLost() {
        return losesAnswers;
    }

    private void failIfForbidden() {
        if (forbidden) {
            throw ProviderException.of(
                    FailureKind.PERMISSION, "expected an account that may subscribe but it may not; allow it");
        }
    }

    private boolean signs() {
        return provider.capabilities().webhooks().filter(can -> can.signed()).isPresent();
    }

    private Post post(Standing one, String body) {
        Map<String, List<String>> headers = one.subscription()
                .secret()
                .map(secret -> Map.of(SIGNATURE, List.of(signature(secret, body.getBytes(StandardCharsets.UTF_8)))))
                .orElse(Map.of());
        return new Post(one.address(), headers, body);
    }

    private static boolean tellsOf(Subscription one, Signal signal) {
        if (one.scope().kind() == SubjectKind.CHANNEL || signal instanceof Signal.AttendeesOfChannels) {
            return true;
        }
        return signal instanceof Signal.AttendeesOf some
                ? some.remote().equals(one.scope())
                : ((Signal.FactsOf) signal).remote().equals(one.scope());
    }

    private static Subscription with(Subscription one, boolean active) {
        return new Subscription(one.id(), one.scope(), active, one.secret());
    }

    private static String signature(Secret secret, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
