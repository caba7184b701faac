package io.holdfast.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The process that an engine runs in: once it was killed none of the engine's ports answers any more. */
final class Mortal {
    private volatile boolean dead;

    /** What ends it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    Killed kill() {
        dead = true;
        return new Killed();
    }

    /** The same port, for an engine in this process. */
    <T> T port(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (dead) {
                        throw new Killed();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
