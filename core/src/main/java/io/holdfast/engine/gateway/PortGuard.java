package io.holdfast.engine.gateway;

import io.holdfast.codec.StoredFormException;
import io.holdfast.engine.watch.Observer;
import io.holdfast.engine.watch.Thrown;
import io.holdfast.internal.Text;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ProviderId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.HostTransaction;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.port.RunQueue;
import io.holdfast.port.ServedWorkspaces;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.WebhookConnector;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stands before each port but the listener, so that the engine meets two exceptions only: a {@link ProviderException} of a
 * connector, and {@link StorageCall.Failed} of whatever else the host gave it. Anything else that is thrown there, errors and
 * checked exceptions that nobody declared included, and an answer that is null, becomes one of them and is logged here. It also
 * knows which calls are on, and tells how each has ended.
 */
final class PortGuard {
    /** Requests alone ask it, and a node that is not ready has none: it would never be found well again. */
    private static final String AUTHORIZER = "authorizer";

    private static final String REFRESH = "refresh";

    private final CallsInHand calls;
    private final ThrottledLog log;
    private final Duration refreshAtLeast;
    private final Observer observer;

    /** A refresh buys what is given once, so it may take that long whatever the deadline of other calls is. */
    PortGuard(CallsInHand calls, ThrottledLog log, Duration refreshAtLeast, Observer observer) {
        this.calls = calls;
        this.log = log;
        this.refreshAtLeast = refreshAtLeast;
        this.observer = observer;
    }

    /** The same ports, guarded. */
    Ports around(Ports ports) {
        Map<ProviderId, ProviderConnector> connectors = new HashMap<>();
        ports.connectors()
                .forEach((provider, connector) -> connectors.put(
                        provider,
                        guarded(
                                ProviderConnector.class,
                                connector,
                                "connector of " + Text.escaped(provider.value()),
                                PortGuard::ofConnector)));
        return new Ports(
                Map.copyOf(connectors),
                guarded(SyncLinkStore.class, ports.links(), "link store", StorageCall.Failed::new),
                guarded(IntegrationStore.class, ports.integrations(), "integration store", StorageCall.Failed::new),
                guarded(CredentialVault.class, ports.vault(), "credential vault", StorageCall.Failed::new),
                guarded(AttendeeStore.class, ports.attendees(), "attendee store", StorageCall.Failed::new),
                guarded(RunQueue.class, ports.queue(), "run queue", StorageCall.Failed::new),
                ports.listener(),
                guarded(Authorizer.class, ports.authorizer(), AUTHORIZER, StorageCall.Failed::new),
                guarded(ServedWorkspaces.class, ports.served(), "served workspaces", StorageCall.Failed::new),
                guarded(HostTransaction.class, ports.transactions(), "host's transaction", StorageCall.Failed::new),
                ports.policy(),
                ports.time(),
                ports.ticker(),
                observer);
    }

    private <T> T guarded(Class<T> port, T real, String name, BiFunction<String, Throwable, RuntimeException> failure) {
        Set<Class<?>> faces = new LinkedHashSet<>(Set.of(port));
        if (real instanceof AttendeeQuery) {
            faces.add(AttendeeQuery.class);
        }
        return port.cast(Proxy.newProxyInstance(
                PortGuard.class.getClassLoader(), faces.toArray(Class<?>[]::new), new Guard(real, name, failure)));
    }

    /** What a connector's own exception says is taken as it is; of any other only the class is told. */
    static RuntimeException ofConnector(String name, Throwable thrown) {
        return thrown instanceof ProviderException told
                ? told
                : ProviderException.of(
                                FailureKind.INTERNAL,
                                "expected the " + name + " to answer or to throw a ProviderException but it threw "
                                        + thrown.getClass().getName() + "; report this to the connector's author")
                        .because(thrown);
    }

    /** Before one port. */
    private final class Guard implements InvocationHandler {
        private final Object real;
        private final String name;
        private final BiFunction<String, Throwable, RuntimeException> failure;

        private Guard(Object real, String name, BiFunction<String, Throwable, RuntimeException> failure) {
            this.real = real;
            this.name = name;
            this.failure = failure;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            CallsInHand.Call call = calls.begin(
                    name + ", " + method.getName() + ",",
                    method.getName().equals(REFRESH) ? refreshAtLeast : Duration.ZERO);
            long begun = observer.begin();
            boolean answered = false;
            try {
                Object answer = answer(method, method.invoke(real, arguments));
                answered = true;
                observer.isWell(name, true);
                return answer;
            } catch (InvocationTargetException thrown) {
                throw failed(method, unwrapped(thrown.getTargetException()));
            } catch (Throwable thrown) {
                throw failed(method, thrown);
            } finally {
                calls.end(call);
                observer.called(name, method.getName(), answered, begun);
            }
        }

        /** What a proxy of the host's wrapped because nobody had declared it. */
        private static Throwable unwrapped(Throwable thrown) {
            return thrown instanceof UndeclaredThrowableException wrapped ? wrapped.getUndeclaredThrowable() : thrown;
        }

        private @Nullable Object answer(Method method, @Nullable Object answer) {
            if (answer == null && method.getReturnType() != void.class) {
                throw new NullPointerException("expected an answer of " + method.getName() + " but found null");
            }
            return answer instanceof WebhookConnector hooks
                    ? guarded(WebhookConnector.class, hooks, name, failure)
                    : answer;
        }

        private RuntimeException failed(Method method, Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            RuntimeException told = failure.apply(name, thrown);
            // one text that can't be read is no failure of its store, and whoever asked for it reports it once
            if (!told.equals(thrown) && !(thrown instanceof StoredFormException)) {
                if (told instanceof StorageCall.Failed && !name.equals(AUTHORIZER)) {
                    observer.isWell(name, false);
                }
                String reference = observer.failed(thrown);
                log.warn(
                        name + "." + method.getName(),
                        name + ", " + method.getName() + ", threw " + Thrown.named(thrown) + "; reference " + reference,
                        thrown);
            }
            return told;
        }
    }
}
