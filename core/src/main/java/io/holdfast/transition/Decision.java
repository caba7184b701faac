package io.holdfast.transition;

import io.holdfast.internal.Preconditions;
import io.holdfast.message.Message;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the life cycle says to a trigger. A closed family of three. */
public sealed interface Decision permits Decision.Moved, Decision.Ignored, Decision.Refused {
    /** {@return the link as it is after this decision} */
    SyncLink link();

    /** {@return why, in the words of the table} */
    String reason();

    /** {@return why, for a person} */
    default Message message() {
        return Message.sentence("reason", reason());
    }

    /**
     * {@return what the function of this decision's kind gave}
     *
     * @param moved if there is something to write
     * @param ignored if it is late, double or already so
     * @param refused if it makes no sense now
     * @param <R> what it gives
     */
    <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused);

    /**
     * There is something to write: the next link, and a record if a person sees the difference.
     *
     * @param next the link to store, its version grown by one
     * @param trigger what happened; empty for the link's birth
     * @param at the instant of the decision; with it and the trigger the move can be decided again
     * @param reason why, in the words of the table
     * @param record the line for the history, if a person sees a difference
     */
    record Moved(SyncLink next, Optional<Trigger> trigger, Instant at, String reason, Optional<TransitionRecord> record)
            implements Decision {
        /**
         * {@return moves by the id of their links: in one order whoever locks them}
         *
         * @param moves of one link each
         * @throws IllegalArgumentException if two are of one link
         */
        public static List<Moved> byLink(Collection<Moved> moves) {
            SortedMap<String, Moved> sorted = new TreeMap<>();
            for (Moved move : moves) {
                String id = move.next().id().value();
                Preconditions.that(
                        sorted.put(id, move) == null,
                        "link " + id
                                + ": expected one move of it at a time but found two; store the first, then decide anew");
            }
            return List.copyOf(sorted.values());
        }

        @Override
        public SyncLink link() {
            return next();
        }

        @Override
        public <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused) {
            return moved.apply(this);
        }
    }

    /**
     * Late, double or already so: success without a write.
     *
     * @param link the link as it is
     * @param reason why, in the words of the table
     */
    record Ignored(SyncLink link, String reason) implements Decision {
        @Override
        public <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused) {
            return ignored.apply(this);
        }
    }

    /**
     * Asked for something that makes no sense now.
     *
     * @param link the link as it is
     * @param reason why, in the words of the table
     * @param suggestedAction what would help instead
     */
    record Refused(SyncLink link, String reason, RecoveryAction suggestedAction) implements Decision {
        @Override
        public <R> R fold(Function<Moved, R> moved, Function<Ignored, R> ignored, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
