package io.holdfast.model;

import java.util.Arrays;

/** Why an event or channel can't be imported. */
public enum ImportObstacle {
    /** It is the parent of a series: attendees belong to its dates, and one of those is imported instead. */
    SERIES_PARENT("it is a series, and attendees belong to its dates; import one of its dates instead"),
    /** The connected account only shows it and another one manages it, with whose credential it is imported. */
    SHOWN_ONLY(
            "the connected account only shows it, another one manages it; connect with the key of the one that manages it"),
    /** It has no attendees of its own. */
    OTHER("it has no attendees of its own; import one of its parts, such as a date of a series, instead");

    private final String sentence;

    ImportObstacle(String sentence) {
        this.sentence = sentence;
    }

    /** {@return what is so and what to do instead, as the end of a sentence; for a log and for support} */
    public String sentence() {
        return sentence;
    }

    /**
     * {@return the obstacle of that name; {@link #OTHER} where it is none of them, as a newer release may have stored}
     *
     * @param name a name as it was stored
     */
    public static ImportObstacle named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(OTHER);
    }
}
