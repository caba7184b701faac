package io.holdfast.transition;

import io.holdfast.model.SyncLink;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A link that says of one part what its own check would never let it say: what only a faulty library could store. */
final class Forged implements InvocationHandler {
    private final SyncLink real;
    private final Map<String, Object> lies = new HashMap<>();

    private Forged(SyncLink real) {
        this.real = real;
    }

    static SyncLink link(SyncLink real, String part, Object lie) {
        Forged forged = new Forged(real);
        forged.lies.put(part, lie);
        return (SyncLink)
                Proxy.newProxyInstance(SyncLink.class.getClassLoader(), new Class<?>[] {SyncLink.class}, forged);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (lies.containsKey(method.getName())) {
            return lies.get(method.getName());
        }
        return method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : method.invoke(real, arguments);
    }
}
