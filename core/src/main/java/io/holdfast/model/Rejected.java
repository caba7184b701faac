package io.holdfast.model;

import org.immutables.value.Value;

/** A row that could not be taken, while the others were. Holds no value of the row. */
@Value.Immutable
public interface Rejected {
    /** {@return the row's id where it has one, else its place on the page} */
    @Value.Parameter
    String key();

    /** {@return a constant for machines, such as {@code other-event}} */
    @Value.Parameter
    String code();

    /** {@return what was expected and found, without the values themselves} */
    @Value.Parameter
    String message();

    /**
     * Tells of a rejected row.
     *
     * @param key the row's id or place
     * @param code a constant for machines
     * @param message what was expected and found
     * @return the rejection
     */
    static Rejected of(String key, String code, String message) {
        return ImmutableRejected.of(key, code, message);
    }
}
