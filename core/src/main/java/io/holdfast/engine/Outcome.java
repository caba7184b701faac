package io.holdfast.engine;

import io.holdfast.message.Message;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.transition.Decision;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
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
    private final String reason;
    private final Message message;

    private Outcome(@Nullable T value, @Nullable Refusal refusal, boolean changed, String reason, Message message) {
        this.value = value;
        this.refusal = refusal;
        this.changed = changed;
        this.reason = reason;
        this.message = message;
    }

    private static <T> Outcome<T> done(T value, boolean changed, String reason) {
        return new Outcome<>(
                Objects.requireNonNull(value, "value"), null, changed, reason, Message.sentence("reason", reason));
    }

    /**
     * {@return the outcome of a command that was done and changed something} A host's test makes one as the engine does.
     *
     * @param value what the command is about
     * @param reason what was done, in an English sentence that names its text
     * @param <T> what the command is about
     */
    public static <T> Outcome<T> changed(T value, String reason) {
        return done(value, true, reason);
    }

    /**
     * {@return the outcome of a command that had nothing to change}
     *
     * @param value what the command is about
     * @param reason why nothing was to be changed, in an English sentence that names its text
     * @param <T> what the command is about
     */
    public static <T> Outcome<T> unchanged(T value, String reason) {
        return done(value, false, reason);
    }

    /**
     * {@return the outcome of a command that was refused}
     *
     * @param refusal why
     * @param <T> what the command is about
     */
    public static <T> Outcome<T> refused(Refusal refusal) {
        return new Outcome<>(null, refusal, false, refusal.reason(), refusal.message());
    }

    /** What a decision answers to whoever asked for it. */
    static Outcome<SyncLink> of(SyncLinkId link, Decision decision, Refusal.Code why) {
        return decision.fold(
                moved -> changed(moved.next(), moved.reason()),
                ignored -> unchanged(ignored.link(), ignored.reason()),
                refused -> refused(Refusal.builder()
                        .code(why)
                        .reason("link " + link.value() + ": " + refused.reason())
                        .message(why == Refusal.Code.NOT_NOW ? refused.message() : Message.named("refusal.*", why))
                        .suggestedAction(refused.suggestedAction())
                        .build()));
    }

    /** What came of a command on many, each with its own outcome. */
    static <K, T> Outcome<Map<K, Outcome<T>>> each(Map<K, Outcome<T>> outcomes) {
        return each(outcomes, any -> false);
    }

    /** The same, where what was taken of some waits until they are resumed. */
    static <K, T> Outcome<Map<K, Outcome<T>>> each(Map<K, Outcome<T>> outcomes, Predicate<T> isOnHold) {
        long changed = outcomes.values().stream().filter(Outcome::changed).count();
        long refused = outcomes.values().stream()
                .filter(outcome -> outcome.refusal().isPresent())
                .count();
        long onHold = outcomes.values().stream()
                .filter(outcome -> outcome.changed() && isOnHold.test(outcome.orThrow()))
                .count();
        if (outcomes.isEmpty()) {
            return unchanged(outcomes, "no link waits for it");
        }
        return new Outcome<>(
                outcomes,
                null,
                changed > 0,
                outcomes.size() + " were asked for, of which " + refused + " were refused",
                taken(outcomes.size(), changed, refused, onHold));
    }

    private static Message taken(long asked, long changed, long refused, long onHold) {
        if (onHold > 0) {
            return Message.of("toast.each.on-hold", asked, changed, asked - changed - refused, refused, onHold);
        }
        return changed == asked
                ? Message.of("toast.each.all", changed)
                : Message.of("toast.each", asked, changed, asked - changed - refused, refused);
    }

    /** The same, told on a page in words that name what came of it. */
    Outcome<T> saying(Message cameOfIt) {
        return new Outcome<>(value, refusal, changed, reason, cameOfIt);
    }

    /** The same, about something else. */
    <R> Outcome<R> map(Function<T, R> other) {
        return new Outcome<>(value == null ? null : other.apply(value), refusal, changed, reason, message);
    }

    /** The same, a refusal told in more detail. */
    Outcome<T> explained(UnaryOperator<Refusal> detail) {
        return refusal == null ? this : refused(detail.apply(refusal));
    }

    /**
     * {@return what the command is about, success taken for granted}
     *
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

    /** {@return why the answer is this one, for a log: what was done, why nothing was to be changed, or why it was refused} */
    public String reason() {
        return reason;
    }

    /** {@return the same for the page of whoever asked} */
    public Message message() {
        return message;
    }

    /** {@return why it was refused; empty if it was done} */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * {@return what the one of two functions gave that was called}
     *
     * @param done if the command was done
     * @param refused if it was refused
     * @param <R> what they give
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
