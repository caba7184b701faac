package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a signal says has changed: some attendees by name, or {@link #ALL}. Never the empty set.
 *
 * @param all whether all changes are meant; then no names are kept
 * @param named the named attendees; at least one, unless all changes are meant
 */
public record Hints(boolean all, Set<AttendeeId> named) {
    /** Everything that changed. */
    public static final Hints ALL = new Hints(true, Set.of());

    public Hints {
        named = Set.copyOf(named);
        Preconditions.that(
                all == named.isEmpty(), "expected either all changes or at least one named attendee, not both");
    }

    /**
     * {@return hints at some attendees by name}
     *
     * @param ids at least one
     * @throws IllegalArgumentException if there is none
     */
    public static Hints of(Set<AttendeeId> ids) {
        return new Hints(false, ids);
    }

    /**
     * {@return what is left once some were read: nothing if nobody is; all changes stay all}
     *
     * @param read who was read
     */
    public Optional<Hints> without(Set<AttendeeId> read) {
        if (all()) {
            return Optional.of(this);
        }
        Set<AttendeeId> left = new HashSet<>(named());
        left.removeAll(read);
        return left.isEmpty() ? Optional.empty() : Optional.of(of(left));
    }

    /**
     * Joins two hints: {@link #ALL} wins, and too many names become {@link #ALL}. Order does not matter, and joining
     * the same again changes nothing.
     *
     * @param other the other hints
     * @param atMost how many names are kept
     * @return what both say
     */
    public Hints and(Hints other, int atMost) {
        if (all() || other.all()) {
            return ALL;
        }
        if (named().containsAll(other.named()) && named().size() <= atMost) {
            return this;
        }
        Set<AttendeeId> both = new HashSet<>(named());
        both.addAll(other.named());
        return both.size() > atMost ? ALL : of(both);
    }
}
