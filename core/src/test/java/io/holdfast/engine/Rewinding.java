package io.holdfast.engine;

import io.holdfast.port.HostTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that takes part in transactions: it is made anew out of the calls that stand, once others are undone. */
final class Rewinding<S> {
    private final Class<S> port;
    private final Supplier<S> empty;
    private final List<Call> calls = new ArrayList<>();
    private S store;
    boolean failing;
    int failures;

    /** One that was made, to be made again. */
    private interface Call {
        @Nullable
        Object on(Object store) throws IllegalAccessException, InvocationTargetException;
    }

    Rewinding(Class<S> port, Supplier<S> empty) {
        this.port = port;
        this.empty = empty;
        this.store = empty.get();
    }

    S store() {
        return port.cast(Proxy.newProxyInstance(
                Rewinding.class.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getName().equals("takesPartIn")) {
                        return arguments != null && arguments[0] instanceof HostTransaction;
                    }
                    if (failing && method.getName().startsWith("replace")) {
                        failures++;
                        throw new IllegalStateException("connection lost");
                    }
                    Call call = made -> method.invoke(made, arguments);
                    calls.add(call);
                    return made(call);
                }));
    }

    /** A savepoint. */
    int at() {
        return calls.size();
    }

    /** Undoes what was called since. */
    void rewind(int at) {
        calls.subList(at, calls.size()).clear();
        store = empty.get();
        calls.forEach(call -> {
            try {
                made(call);
            } catch (Throwable thrown) {
                throw new AssertionError("expected a call to go as it went but it threw", thrown);
            }
        });
    }

    private @Nullable Object made(Call call) throws Throwable {
        try {
            return call.on(store);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
