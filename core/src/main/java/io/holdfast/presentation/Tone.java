package io.holdfast.presentation;

/** Which colour of a page a word is shown in. On hold has none: it lies over any of them. */
public enum Tone {
    /** Something is under way. */
    BUSY,
    /** All is well. */
    GOOD,
    /** A person should look at it. */
    ATTENTION,
    /** It errored. */
    BAD,
    /** It is cut off. */
    OFF
}
