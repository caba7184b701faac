package io.holdfast.testkit.faults;

import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One process with its engine. All that the engine calls goes through here: it is counted, may be struck, and is refused once the
 * process is gone.
 */
final class Node {
    /** What says only what a connector is. Nothing fails there that does not fail at the next call as well. */
    private static final Set<String> UNCOUNTED = Set.of("provider", "capabilities");

    private final Script script;
    private final Strike strike;
    private final SyncEngine engine;
    private volatile boolean dead;

    /** What is done at a call that a fault strikes. */
    @FunctionalInterface
    interface Strike {
        @Nullable
        Object at(Node node, Fault fault, Effect effect) throws Throwable;
    }

    /** What a call does if nothing strikes it. */
    @FunctionalInterface
    interface Effect {
        @Nullable
        Object take() throws Throwable;
    }

    Node(FaultPorts ports, Script script, Strike strike) {
        this.script = script;
        this.strike = strike;
        engine = build(ports);
    }

    SyncEngine engine() {
        return engine;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
        throw new EngineDied();
    }

    private SyncEngine build(FaultPorts ports) {
        SyncEngineBuilder builder = SyncEngine.builder();
        ports.connectors().forEach(connector -> builder.connector(port(ProviderConnector.class, connector)));
        return builder.links(port(SyncLinkStore.class, ports.links()))
                .integrations(port(IntegrationStore.class, ports.integrations()))
                .vault(port(CredentialVault.class, ports.vault()))
                .attendees(port(AttendeeStore.class, ports.attendees()))
                .queue(port(RunQueue.class, ports.queue()))
                .listener(port(SyncListener.class, ports.listener()))
                .authorizer(port(Authorizer.class, ports.authorizer()))
                .policy(ports.policy())
                .time(ports.time())
                .build();
    }

    private <P> P port(Class<P> type, P real) {
        Class<?>[] types =
                real instanceof AttendeeQuery ? new Class<?>[] {type, AttendeeQuery.class} : new Class<?>[] {type};
        return type.cast(Proxy.newProxyInstance(
                Node.class.getClassLoader(), types, (proxy, method, arguments) -> call(type, real, method, arguments)));
    }

    private @Nullable Object call(Class<?> type, Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        Effect effect = () -> invoke(real, method, arguments);
        if (method.getDeclaringClass() == Object.class || UNCOUNTED.contains(method.getName())) {
            return effect.take();
        }
        if (dead) {
            throw new EngineDied();
        }
        if (real instanceof RunQueue && method.getName().equals("start")) {
            throw new IllegalStateException(
                    "expected an engine that is turned by hand but an act started it; leave it to the story to let time pass");
        }
        Optional<Fault> fault = script.next(type.getSimpleName(), method.getName());
        return fault.isPresent() ? strike.at(this, fault.get(), effect) : effect.take();
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
