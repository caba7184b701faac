package io.holdfast.engine;

import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Authorizer;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.SyncLinkStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Every port of a world, with each call written down by its name. */
final class CountedPorts {
    private final World world;
    private final List<String> calls = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();

    CountedPorts(World world) {
        this.world = world;
    }

    SyncEngine engine(Authorizer authorizer) {
        SyncEngine engine = SyncEngine.builder()
                .connector(counted(ProviderConnector.class, world.provider))
                .links(counted(SyncLinkStore.class, world.links))
                .integrations(counted(IntegrationStore.class, world.integrations))
                .vault(counted(CredentialVault.class, world.vault))
                .attendees(counted(AttendeeStore.class, world.attendees))
                .authorizer(authorizer)
                .time(world.time)
                .build();
        forget();
        return engine;
    }

    void forget() {
        calls.clear();
        ports.clear();
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** The same, each after the name of its port. */
    List<String> callsOfPorts() {
        return List.copyOf(ports);
    }

    private <T> T counted(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    ports.add(port.getSimpleName() + "." + method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
