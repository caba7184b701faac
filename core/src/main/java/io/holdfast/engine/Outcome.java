package io.holdfast.engine;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command: done, with what it is about, or refused, with the reason.
 *
 * @param <T> what the command is about
 */
public final class Outcome<T> {
    private final @Nullable T value;
    private final @Nullable Refusal refusal;
    private final boolean changed;

    private Outcome(@Nullable T value, @Nullable Refusal refusal, boolean changed) {
        this.value = value;
        this.refusal = refusal;
        this.changed = changed;
    }

    static <T> Outcome<T> changed(T value) {
        return new Outcome<>(value, null, true);
    }

    static <T> Outcome<T> unchanged(T value) {
        return new Outcome<>(value, null, false);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Outcome<>(null, refusal, false);
    }

    /** The same, about something else. */
    <R> Outcome<R> map(Function<T, R> other) {
        return new Outcome<>(value == null ? null : other.apply(value), refusal, changed);
    }

    /** The same, a refusal told in more detail. */
    Outcome<T> explained(UnaryOperator<Refusal> detail) {
        return refusal == null ? this : refused(detail.apply(refusal));
    }

    /**
     * Takes success for granted.
     *
     * @return what the command is about
     * @throws RefusedException if it was refused
     */
    public T orThrow() {
        return fold(Function.identity(), no -> {
            throw new RefusedException(no);
        });
    }

    /** {@return whether the command changed something; false if it was so already, or was refused} */
    public boolean changed() {
        return changed;
    }

    /** {@return why it was refused; empty if it was done} */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Calls one of two functions.
     *
     * @param done if the command was done
     * @param refused if it was refused
     * @param <R> what they give
     * @return what the function gave
     */
    public <R> R fold(Function<T, R> done, Function<Refusal, R> refused) {
        if (value != null) {
            return done.apply(value);
        }
        if (refusal != null) {
            return refused.apply(refusal);
        }
        throw new IllegalStateException("expected an outcome to be done or refused but it is neither");
    }

    @Override
    public String toString() {
        return fold(done -> "done: " + done, no -> "refused: " + no.reason());
    }
}
