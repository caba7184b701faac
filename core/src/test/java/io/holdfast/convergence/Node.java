package io.holdfast.convergence;

import io.holdfast.engine.SyncEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.Function;

/** A process that an engine runs in. It dies before or after some call of a port; then none of its ports answers any more. */
final class Node {
    private static final int NEVER = -1;

    private final SyncEngine engine;
    private boolean dead;
    private boolean buried;
    private boolean busy;
    private int diesIn = NEVER;
    private int throwsIn = NEVER;

    /** What ends it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A store did what it was asked and did not say so. */
    private static final class AnswerLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AnswerLost() {
            super("expected an answer but it was lost; look what lies there");
        }
    }

    /** Builds the engine over ports of this process. */
    Node(Function<Node, SyncEngine> built) {
        engine = built.apply(this);
    }

    boolean isDead() {
        return dead;
    }

    /** {@return whether it is dead and nobody has seen that yet} */
    boolean isFoundDead() {
        boolean found = dead && !buried;
        buried |= dead;
        return found;
    }

    boolean isFree() {
        return !dead && !busy;
    }

    /** Dies at the next call but so many, before it is made or after. */
    void diesIn(int calls) {
        diesIn = 2 * calls;
    }

    /** The next call of a store but so many is carried out and then throws. */
    void throwsIn(int calls) {
        throwsIn = calls;
    }

    /** Does what is due, unless it is at it already. */
    void turn() {
        if (isFree()) {
            busy = true;
            does(SyncEngine::runDue);
            busy = false;
        }
    }

    /** Does what somebody asks of it; an answer that was lost is lost. */
    void does(Consumer<SyncEngine> asked) {
        try {
            asked.accept(engine);
        } catch (RuntimeException | Killed thrown) {
            if (!dead && !(thrown instanceof AnswerLost)) {
                throw thrown;
            }
        }
    }

    /** The same port as this process has it. */
    <T> T port(Class<T> type, T real, boolean stores) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    dieIfItIsTime();
                    try {
                        Object answer = method.invoke(real, arguments);
                        dieIfItIsTime();
                        if (stores && throwsIn != NEVER && throwsIn-- == 0) {
                            throw new AnswerLost();
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private void dieIfItIsTime() {
        if (diesIn != NEVER && diesIn-- == 0) {
            dead = true;
        }
        if (dead) {
            throw new Killed();
        }
    }
}
