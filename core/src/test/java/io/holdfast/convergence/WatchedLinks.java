package io.holdfast.convergence;

import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Links in memory whose ids the seed decides, since what is spread is spread by them; each move can be changed on its way, and is told. */
final class WatchedLinks {
    private final InMemorySyncLinkStore memory = new InMemorySyncLinkStore();
    private final UnaryOperator<Decision.Moved> fault;
    private final Consumer<Decision.Moved> told;
    private final SyncLinkStore store;
    private int born;

    WatchedLinks(UnaryOperator<Decision.Moved> fault, Consumer<Decision.Moved> told) {
        this.fault = fault;
        this.told = told;
        store = SyncLinkStore.class.cast(Proxy.newProxyInstance(
                SyncLinkStore.class.getClassLoader(),
                new Class<?>[] {SyncLinkStore.class},
                (proxy, method, arguments) -> {
                    try {
                        return switch (method.getName()) {
                            case "createIfAbsent" -> create((Decision.Moved) arguments[0]);
                            case "replace" -> replace((Decision.Moved) arguments[0]);
                            default -> method.invoke(memory, arguments);
                        };
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    SyncLinkStore store() {
        return store;
    }

    private Object create(Decision.Moved birth) {
        SyncLinkId id = SyncLinkId.of("link-" + ++born);
        return memory.createIfAbsent(new Decision.Moved(
                birth.next().toBuilder().id(id).build(), birth.trigger(), birth.at(), birth.reason(), birth.record()));
    }

    private boolean replace(Decision.Moved move) {
        Decision.Moved stored = fault.apply(move);
        boolean replaced = memory.replace(stored);
        if (replaced) {
            told.accept(stored);
        }
        return replaced;
    }

    Optional<SyncLink> load(SyncLinkId id) {
        return memory.load(id);
    }
}
