package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.Objects;

/**
 * Who did something, or asked for it.
 *
 * @param kind what sort of actor
 * @param id the host's own id of the actor; never blank; it stands in the history, so not a name or an address
 */
public record Actor(Kind kind, String id) {
    /** The host application itself. */
    public static final Actor HOST = new Actor(Kind.HOST, "host");

    /** Holdfast itself: what it did because it was due, or because the provider said so. Nobody acts as it. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "holdfast");

    /** What sort of actor. */
    public enum Kind {
        /** A person of the workspace. */
        MEMBER,
        /** The host application, on nobody's behalf. */
        HOST,
        /** Holdfast itself. */
        SYSTEM
    }

    public Actor {
        Objects.requireNonNull(kind, "kind");
        Preconditions.text("an actor id", id);
    }

    /**
     * {@return a person of the workspace}
     *
     * @param id the host's own id of that person
     * @throws IllegalArgumentException if the id is blank
     */
    public static Actor member(String id) {
        return new Actor(Kind.MEMBER, id);
    }
}
