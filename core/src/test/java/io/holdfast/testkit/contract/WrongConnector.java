package io.holdfast.testkit.contract;

import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A connector that is wrong in one place.
 *
 * @param name what is wrong
 * @param caughtBy the checks that break, all of them
 * @param seenThrough makes the right one wrong
 */
record WrongConnector(String name, Set<String> caughtBy, UnaryOperator<ProviderConnector> seenThrough) {
    static Begun wrong(String name, String... caughtBy) {
        return new Begun(name, Set.of(caughtBy));
    }

    /** A connector of which it is not yet said where it is wrong. */
    record Begun(String name, Set<String> caughtBy) {
        WrongConnector at(String call, Wrong wrong) {
            return each(call, () -> wrong);
        }

        /** Wrong by something that it remembers. */
        WrongConnector each(String call, Fresh fresh) {
            return new WrongConnector(name, caughtBy, right -> {
                Wrong wrong = fresh.get();
                return (ProviderConnector) Proxy.newProxyInstance(
                        WrongConnector.class.getClassLoader(),
                        new Class<?>[] {ProviderConnector.class},
                        (self, method, arguments) -> {
                            Asked asked = new Asked(
                                    right,
                                    method,
                                    Stream.ofNullable(arguments)
                                            .flatMap(Stream::of)
                                            .toList());
                            return method.getName().equals(call) ? wrong.answer(asked) : asked.right();
                        });
            });
        }

        WrongConnector failing(String call, Predicate<ProviderException> when, UnaryOperator<ProviderException> as) {
            return at(call, asked -> {
                try {
                    return asked.right();
                } catch (ProviderException failure) {
                    throw when.test(failure) ? as.apply(failure) : failure;
                }
            });
        }

        WrongConnector instead(String call, Predicate<ProviderException> when, Wrong answer) {
            return at(call, asked -> {
                try {
                    return asked.right();
                } catch (ProviderException failure) {
                    if (when.test(failure)) {
                        return answer.answer(asked);
                    }
                    throw failure;
                }
            });
        }
    }

    interface Wrong {
        Object answer(Asked asked);
    }

    interface Fresh {
        Wrong get();
    }

    /** One call, and whom it should have gone to. */
    record Asked(ProviderConnector connector, Method call, List<Object> arguments) {
        Object right() {
            try {
                return call.invoke(connector, arguments.toArray());
            } catch (InvocationTargetException failed) {
                if (failed.getCause() instanceof ProviderException failure) {
                    throw failure;
                }
                throw new IllegalStateException(failed);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        AttendeePage page() {
            return (AttendeePage) right();
        }

        CandidatePage candidates() {
            return connector.candidates(
                    (Grant) arguments.get(0), (SubjectKind) arguments.get(1), (Cursor) arguments.get(2));
        }

        List<RemoteSubject> described(UnaryOperator<RemoteSubject.Builder> as) {
            return ((List<?>) right())
                    .stream()
                            .map(told -> as.apply(RemoteSubject.builder().from((RemoteSubject) told))
                                    .build())
                            .toList();
        }

        Instant since() {
            return (Instant) arguments.get(2);
        }

        AttendeePage since(Instant other) {
            return connector.changes(
                    (Grant) arguments.get(0), (RemoteRef) arguments.get(1), other, (Cursor) arguments.get(3));
        }
    }
}
