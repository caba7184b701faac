package io.holdfast.absences;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one node: the calls that its engine makes of its ports, by number, and what others do right before one of them. A
 * node that died calls nothing any more.
 */
final class Steps {
    /** What says only what a connector is. */
    private static final Set<String> NO_STEPS = Set.of("provider", "capabilities");

    private final List<Act> acts = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private boolean dead;
    private boolean acting;

    /** Something that is done before a step. */
    private record Act(int step, Runnable what) {}

    /** The process ended. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("the process ended", null, false, false);
        }
    }

    /** Has something done before a step; acts of one step are done in the order in which they came. */
    void before(int step, Runnable what) {
        acts.add(new Act(step, what));
    }

    /** The calls so far. */
    List<String> calls() {
        return calls;
    }

    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** Does what was to be done at a step that never came. */
    void end() {
        acts.stream()
                .filter(act -> act.step() > calls.size())
                .forEach(act -> act.what().run());
    }

    <P> P port(Class<P> type, P real) {
        return type.cast(Proxy.newProxyInstance(
                Steps.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean counts = method.getDeclaringClass() != Object.class && !NO_STEPS.contains(method.getName());
        if (counts) {
            step(method.getName());
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    private void step(String name) {
        if (!dead && !acting) {
            calls.add(name);
            acting = true;
            acts.stream()
                    .filter(act -> act.step() == calls.size())
                    .forEach(act -> act.what().run());
            acting = false;
        }
        if (dead) {
            throw new Died();
        }
    }
}
