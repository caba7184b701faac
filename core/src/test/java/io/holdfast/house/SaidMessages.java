package io.holdfast.house;

import io.holdfast.message.Message;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The messages within a value of ours, found by asking it for all that it holds. */
final class SaidMessages {
    private static final List<String> ROOMS = List.of("io.holdfast.recovery", "io.holdfast.presentation");

    private SaidMessages() {}

    static void of(Object value, Consumer<Message> each) {
        if (value instanceof Message message) {
            each.accept(message);
        } else if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(held -> of(held, each));
        } else if (value instanceof Iterable<?> many) {
            many.forEach(one -> of(one, each));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(one -> of(one, each));
        } else {
            faces(value.getClass())
                    .flatMap(face -> Stream.of(face.getMethods()))
                    .filter(SaidMessages::tells)
                    .forEach(method -> of(asked(method, value), each));
        }
    }

    /** The record itself, or the interface of a generated value, which alone is public. */
    private static Stream<Class<?>> faces(Class<?> type) {
        Stream<Class<?>> candidates = type.isRecord() ? Stream.of(type) : Stream.of(type.getInterfaces());
        return candidates.filter(face -> ROOMS.contains(face.getPackageName()));
    }

    private static boolean tells(Method method) {
        return method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && ROOMS.contains(method.getDeclaringClass().getPackageName())
                && !method.getName().equals("toBuilder");
    }

    private static Object asked(Method method, Object value) {
        try {
            return method.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException("expected an answer of " + method + " but it failed", failed);
        }
    }
}
