package io.holdfast.convergence;

import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Connectors that are asked otherwise than an engine asks. */
final class BrokenConnectors {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** What stands between a request and its answer. */
    private interface Between {
        Object ask(String what, Object[] asked, Request request) throws Throwable;
    }

    /** A request that is made only once somebody wants it. */
    private interface Request {
        Object answer() throws Throwable;
    }

    private BrokenConnectors() {}

    /** A read of changes begins a window later. */
    static ProviderConnector sinceLater(ProviderConnector real) {
        return changes(real, asked -> asked[2] = ((Instant) asked[2]).plus(WINDOW));
    }

    /** A read of changes begins at the place that the reads before have come to. */
    static ProviderConnector atAnyPlace(ProviderConnector real) {
        Deque<Cursor> places = new ArrayDeque<>();
        return changes(real, asked -> {
            Cursor place = (Cursor) asked[3];
            if (!place.equals(Cursor.START)) {
                places.push(place);
            } else if (!places.isEmpty()) {
                asked[3] = places.peek();
            }
        });
    }

    /** Nobody is read by id between the first page of a list of all and its last. */
    static ProviderConnector nobodyDuringScan(ProviderConnector real) {
        AtomicBoolean scans = new AtomicBoolean();
        return with(real, (what, asked, request) -> {
            if (what.equals("named") && scans.get()) {
                throw ProviderException.of(FailureKind.UNREACHABLE, "expected the end of a full scan; ask then");
            }
            Object answer = request.answer();
            if (what.equals("attendees")) {
                scans.set(((AttendeePage) answer).next().isPresent());
            }
            return answer;
        });
    }

    private static ProviderConnector changes(ProviderConnector real, Consumer<Object[]> otherwise) {
        return with(real, (what, asked, request) -> {
            if (what.equals("changes")) {
                otherwise.accept(asked);
            }
            return request.answer();
        });
    }

    private static ProviderConnector with(ProviderConnector real, Between between) {
        return ProviderConnector.class.cast(Proxy.newProxyInstance(
                ProviderConnector.class.getClassLoader(),
                new Class<?>[] {ProviderConnector.class},
                (proxy, method, arguments) -> between.ask(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                })));
    }
}
