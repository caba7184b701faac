package io.holdfast.model;

import java.util.HashSet;
import java.util.Set;
import org.immutables.value.Value;

/** What a signal says has changed: some attendees by name, or {@link #ALL}. Never the empty set. */
@Value.Immutable
public interface Hints {
    /** Everything that changed. */
    Hints ALL = of(true, Set.of());

    /** {@return whether all changes are meant; then no names are kept} */
    @Value.Parameter
    boolean all();

    /** {@return the named attendees} */
    @Value.Parameter
    Set<AttendeeId> named();

    /**
     * Names some attendees.
     *
     * @param ids at least one
     * @return the hints
     * @throws IllegalArgumentException if there is none
     */
    static Hints of(Set<AttendeeId> ids) {
        return of(false, ids);
    }

    private static Hints of(boolean all, Set<AttendeeId> named) {
        return ImmutableHints.of(all, named);
    }

    /**
     * Joins two hints: {@link #ALL} wins, and too many names become {@link #ALL}. Order does not matter, and joining
     * the same again changes nothing.
     *
     * @param other the other hints
     * @param atMost how many names are kept
     * @return what both say
     */
    default Hints and(Hints other, int atMost) {
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

    /** Refuses names beside "all", and neither. */
    @Value.Check
    default void check() {
        Expect.that(all() == named().isEmpty(), "expected either all changes or at least one named attendee, not both");
    }
}
