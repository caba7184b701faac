package io.holdfast.quickstart;

import io.holdfast.model.Secret;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Delivery;
import io.holdfast.webhook.Subscription;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Watches a connector's deliveries: what is read of one that was not found genuine before, and how many are read at all. */
final class Watch {
    final AtomicInteger read = new AtomicInteger();
    final AtomicInteger readBeforeVerified = new AtomicInteger();
    private final Set<Delivery> verified = ConcurrentHashMap.newKeySet();
    private final Optional<Secret> signedWith;
    private volatile Optional<Secret> known = Optional.empty();

    /**
     * Makes one.
     *
     * @param signedWith what subscriptions are signed with in place of what the provider says
     */
    Watch(Optional<Secret> signedWith) {
        this.signedWith = signedWith;
    }

    boolean isSigned() {
        return known.isPresent();
    }

    /** What deliveries are signed with. */
    String secret() {
        return known.orElseThrow().reveal();
    }

    ProviderConnector over(ProviderConnector real) {
        return proxy(ProviderConnector.class, (method, arguments) -> {
            Object result = call(real, method, arguments);
            return result instanceof WebhookConnector hooks ? over(hooks) : result;
        });
    }

    private WebhookConnector over(WebhookConnector real) {
        return proxy(WebhookConnector.class, (method, arguments) -> {
            if (method.getName().equals("read")) {
                read.incrementAndGet();
                if (!verified.contains((Delivery) arguments[0])) {
                    readBeforeVerified.incrementAndGet();
                }
            }
            Object result = call(real, method, arguments);
            if (method.getName().equals("isGenuine") && Boolean.TRUE.equals(result)) {
                verified.add((Delivery) arguments[0]);
            }
            if (result instanceof List<?> all) {
                return all.stream().map(one -> told((Subscription) one)).toList();
            }
            return result instanceof Subscription one ? told(one) : result;
        });
    }

    private Subscription told(Subscription one) {
        Optional<Secret> secret = one.secret().isPresent() ? signedWith.or(one::secret) : one.secret();
        secret.ifPresent(signed -> known = Optional.of(signed));
        return new Subscription(one.id(), one.scope(), one.active(), secret);
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method, arguments == null ? new Object[0] : arguments)));
    }

    private interface Calls {
        @Nullable
        Object call(Method method, Object[] arguments) throws Throwable;
    }
}
