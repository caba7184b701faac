package io.holdfast.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a provider tells about one event or channel. */
@Value.Immutable
public interface RemoteSubject {
    /** {@return which one} */
    RemoteRef ref();

    /** Characters of each of its texts; the engine cuts what is longer. */
    int LONGEST = 1_000;

    /** {@return its title; empty text if the provider has none} */
    String title();

    /** {@return when it starts} */
    Optional<Instant> startsAt();

    /** {@return when it ends} */
    Optional<Instant> endsAt();

    /** {@return the time zone it is announced in} */
    Optional<ZoneId> zone();

    /** {@return the name of the place where it is held, where the provider tells; empty where it is held online} */
    Optional<String> venue();

    /** {@return the provider's own word for its state, as it came} */
    Optional<String> providerState();

    /** {@return whether the provider says that it is called off} */
    boolean cancelled();

    /** {@return how many attendees it has, where the provider tells} */
    OptionalLong attendees();

    /** {@return whether it can be imported; a series parent, say, has no attendees of its own} */
    boolean importable();

    /** {@return why it can't be imported; empty where it can be, and where nobody knows} */
    Optional<ImportObstacle> obstacle();

    /**
     * {@return whether a person would see no difference; how many attendees it has is left out, because that changes all the time}
     *
     * @param other what was told of the same one at another time
     */
    default boolean looksLike(RemoteSubject other) {
        return counting(OptionalLong.empty()).equals(other.counting(OptionalLong.empty()));
    }

    private RemoteSubject counting(OptionalLong attendees) {
        return attendees().equals(attendees)
                ? this
                : builder().from(this).attendees(attendees).build();
    }

    /** {@return a builder; a subject is on, and can be imported, unless it says otherwise} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RemoteSubject}. */
    final class Builder extends ImmutableRemoteSubject.Builder {
        Builder() {
            cancelled(false).importable(true);
        }
    }
}
