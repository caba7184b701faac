package io.holdfast.testkit.faults;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What befalls one call of a port. It strikes before the call has its effect, unless it is to strike {@link #afterTheEffect}: then
 * the port has done what it was asked for, and its answer is lost or late.
 */
public final class Fault {
    private final Kind kind;
    private final boolean after;
    private final Duration time;
    private final Supplier<? extends Throwable> thrown;

    /** What happens at the call. */
    enum Kind {
        DEATH,
        THROW,
        BLOCK,
        LATE,
        JUMP
    }

    private Fault(Kind kind, boolean after, Duration time, Supplier<? extends Throwable> thrown) {
        this.kind = kind;
        this.after = after;
        this.time = time;
        this.thrown = thrown;
    }

    private static Fault of(Kind kind, Duration time) {
        return new Fault(kind, false, time, () -> new IllegalStateException("planted"));
    }

    /** {@return a fault by which the process dies: its engine is gone with all its memory, and another goes on over the same stores} */
    public static Fault death() {
        return of(Kind.DEATH, Duration.ZERO);
    }

    /**
     * {@return a fault by which the call throws} A checked exception comes out of the port within an
     * {@link java.lang.reflect.UndeclaredThrowableException}.
     *
     * @param what makes what is thrown, once for each call; a run in which it makes null is refused
     */
    public static Fault thrown(Supplier<? extends Throwable> what) {
        return new Fault(Kind.THROW, false, Duration.ZERO, Objects.requireNonNull(what, "what"));
    }

    /**
     * {@return a fault by which the call hangs, whatever interrupts it, until the rest of the story is told by another engine over
     * the same stores; then it goes on}
     */
    public static Fault block() {
        return of(Kind.BLOCK, Duration.ZERO);
    }

    /**
     * {@return a fault by which the call takes that long; what falls due meanwhile another engine does, over the same stores}
     *
     * @param by how long; more than nothing
     */
    public static Fault late(Duration by) {
        return of(Kind.LATE, positive(by));
    }

    /**
     * {@return a fault by which the clock on the wall is another at the call, for all engines; no time passes}
     *
     * @param by how far; negative to put it back
     */
    public static Fault jump(Duration by) {
        return of(Kind.JUMP, Objects.requireNonNull(by, "by"));
    }

    /** {@return the same fault once the call has had its effect} */
    public Fault afterTheEffect() {
        return new Fault(kind, true, time, thrown);
    }

    Kind kind() {
        return kind;
    }

    boolean isAfter() {
        return after;
    }

    Duration time() {
        return time;
    }

    @Nullable
    Throwable toThrow() {
        return thrown.get();
    }

    private static Duration positive(Duration by) {
        Objects.requireNonNull(by, "by");
        Preconditions.that(!by.isNegative() && !by.isZero(), "expected more than no time but found " + by);
        return by;
    }

    @Override
    public String toString() {
        return kind + (after ? " after the effect" : " before the effect");
    }
}
