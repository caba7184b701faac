package io.holdfast.engine;

import io.holdfast.engine.gateway.StorageCall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where calls of the host come in: what its own stores threw goes back to it as they threw it. */
final class HostCalls {
    private HostCalls() {}

    /** The same commands, for a host. */
    static <T> T face(Class<T> type, T commands) {
        return type.cast(
                Proxy.newProxyInstance(HostCalls.class.getClassLoader(), new Class<?>[] {type}, new Face(commands)));
    }

    /** Does something for a host. */
    static <T> T run(Supplier<T> act) {
        try {
            return act.get();
        } catch (StorageCall.Failed thrown) {
            if (asThrown(thrown) instanceof Error error) {
                throw error;
            }
            throw asThrown(thrown) instanceof RuntimeException cause ? cause : thrown;
        }
    }

    /** What a store threw, with what it threw again while that was cleaned up after; wrapped only if it would have to be declared. */
    static Throwable asThrown(Throwable thrown) {
        if (!(thrown instanceof StorageCall.Failed) || thrown.getCause() == null) {
            return thrown;
        }
        Throwable cause = thrown.getCause();
        if (!(cause instanceof RuntimeException) && !(cause instanceof Error)) {
            return thrown;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            Throwable again = asThrown(suppressed);
            if (!again.equals(cause)) {
                cause.addSuppressed(again);
            }
        }
        return cause;
    }

    /** What a host calls, in place of the commands themselves. */
    private record Face(Object commands) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(commands, arguments);
            } catch (InvocationTargetException thrown) {
                throw asThrown(thrown.getTargetException());
            }
        }
    }
}
