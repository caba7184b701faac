package io.holdfast.model;

import org.immutables.value.Value;

/** Who asked for something. */
@Value.Immutable
public interface Actor {
    /** The host application itself. */
    Actor HOST = of(Kind.HOST, "host");

    /** What sort of actor. */
    enum Kind {
        /** A person of the workspace. */
        MEMBER,
        /** The host application, on nobody's behalf. */
        HOST
    }

    /** {@return what sort of actor} */
    @Value.Parameter
    Kind kind();

    /** {@return the host's own id of the actor; it stands in the history, so not a name or an address} */
    @Value.Parameter
    String id();

    /**
     * Names a person of the workspace.
     *
     * @param id the host's own id of that person
     * @return the actor
     * @throws IllegalArgumentException if the id is blank
     */
    static Actor member(String id) {
        return of(Kind.MEMBER, id);
    }

    private static Actor of(Kind kind, String id) {
        return ImmutableActor.of(kind, id);
    }

    /** Refuses a blank id. */
    @Value.Check
    default void check() {
        Expect.text("an actor id", id());
    }
}
