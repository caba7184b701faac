package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.internal.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each public type of the library tells of itself, with planted secrets and people inside. What it tells goes to the
 * log as well, where the search after the tests finds it.
 */
final class ShownTypesTest {
    private static final Logger log = LoggerFactory.getLogger("canary");
    private static final Path COMPILED = Path.of("target", "classes");
    private static final List<String> PLANTED = List.of("Ilse", "never-shows", "Scripted account");

    @TestFactory
    Stream<DynamicTest> noPublicTypeShowsASecretOrAPerson() throws IOException {
        List<Class<?>> library = library();
        Set<Object> samples = withAllInside(Samples.all());
        return library.stream()
                .filter(ShownTypesTest::isPublic)
                .map(type -> DynamicTest.dynamicTest(type.getName(), () -> showsNothing(type, library, samples)));
    }

    private static void showsNothing(Class<?> type, List<Class<?>> library, Set<Object> samples) {
        List<Class<?>> withTextOfTheirOwn = library.stream()
                .filter(type::isAssignableFrom)
                .filter(ShownTypesTest::hasATextOfItsOwn)
                .toList();
        if (withTextOfTheirOwn.isEmpty()) {
            log.trace("type={} has no text of its own", type.getName());
        }
        for (Class<?> shown : withTextOfTheirOwn) {
            List<String> texts = samples.stream()
                    .filter(sample -> sample.getClass() == shown)
                    .map(Object::toString)
                    .distinct()
                    .toList();
            assertThat(texts).as("samples of %s; add one to Samples", shown).isNotEmpty();
            for (String text : texts) {
                log.trace("type={} text=\"{}\"", type.getName(), Text.escaped(text));
                assertThat(text).doesNotContain(PLANTED);
            }
        }
    }

    /** What the module does not export is shown to nobody. */
    private static boolean isHidden(String file) {
        return file.startsWith("io/holdfast/engine/")
                && file.chars().filter(c -> c == '/').count() > 3;
    }

    private static List<Class<?>> library() throws IOException {
        try (Stream<Path> files = Files.walk(COMPILED)) {
            return files.map(file -> COMPILED.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class") && !isHidden(file))
                    .map(file -> file.replace(".class", "").replace('/', '.').replace('\\', '.'))
                    .<Class<?>>map(ShownTypesTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ShownTypesTest.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(name + " lies in " + COMPILED + " but can't be loaded", gone);
        }
    }

    /** Public as a host sees it: with all that it stands in. */
    private static boolean isPublic(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (around == null || isPublic(around));
    }

    /** The text of {@code Object} holds a name and a number, that of an enum's constant its name. */
    private static boolean hasATextOfItsOwn(Class<?> type) {
        try {
            Class<?> from = type.getMethod("toString").getDeclaringClass();
            return !type.isInterface()
                    && !Modifier.isAbstract(type.getModifiers())
                    && from != Object.class
                    && from != Enum.class;
        } catch (NoSuchMethodException never) {
            return false;
        }
    }

    private static Set<Object> withAllInside(List<Object> samples) {
        Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>(samples);
        while (!left.isEmpty()) {
            Object next = left.pop();
            if (next instanceof Optional<?> some) {
                some.ifPresent(left::push);
            } else if (next instanceof Collection<?> some) {
                some.forEach(left::push);
            } else if (next instanceof Map<?, ?> some) {
                some.values().forEach(left::push);
            } else if (Proxy.isProxyClass(next.getClass())) {
                left.push(Proxy.getInvocationHandler(next));
            } else if (next.getClass().getName().startsWith("io.holdfast.") && found.add(next)) {
                parts(next.getClass(), next).forEach(left::push);
            }
        }
        return found;
    }

    private static Stream<Object> parts(Class<?> type, Object whole) {
        if (type == null || !type.getName().startsWith("io.holdfast.")) {
            return Stream.empty();
        }
        Stream<Object> own = Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .flatMap(field -> read(field, whole).stream());
        return Stream.concat(own, parts(type.getSuperclass(), whole));
    }

    private static Optional<Object> read(Field field, Object whole) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(whole));
        } catch (IllegalAccessException never) {
            throw new UncheckedIOException(new IOException(never));
        }
    }
}
