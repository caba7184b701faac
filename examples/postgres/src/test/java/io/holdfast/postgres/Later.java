package io.holdfast.postgres;

import io.holdfast.port.HostTransaction;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Spring's transaction for an engine that is not started: what is to be done after it waits until the test's thread has let its
 * connection go, so that all is done on one thread, in one order.
 */
class Later implements HostTransaction {
    private final SpringTransaction spring = new SpringTransaction();
    private final Queue<Runnable> ended = new ArrayDeque<>();

    /** Does what waits. */
    void goOn() {
        while (!ended.isEmpty()) {
            ended.remove().run();
        }
    }

    @Override
    public boolean isOpen() {
        return spring.isOpen();
    }

    @Override
    public boolean isReadCommitted() {
        return spring.isReadCommitted();
    }

    @Override
    public void whenEnded(Consumer<Ending> act) {
        spring.whenEnded(ending -> ended.add(() -> act.accept(ending)));
    }

    /** Stores that take part in this one as they do in Spring's. */
    SyncLinkStore of(SyncLinkStore store) {
        return of(SyncLinkStore.class, store, store.takesPartIn(spring));
    }

    IntegrationStore of(IntegrationStore store) {
        return of(IntegrationStore.class, store, store.takesPartIn(spring));
    }

    private static <T> T of(Class<T> port, T store, boolean takesPart) {
        return port.cast(Proxy.newProxyInstance(
                Later.class.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getName().equals("takesPartIn")) {
                        return takesPart;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                }));
    }
}
