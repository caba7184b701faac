package io.holdfast.testkit.lifecycle;

import java.util.List;
import org.immutables.value.Value;

/** A law that does not hold, and the shortest way to where it does not. */
@Value.Immutable
public interface Violation {
    /** {@return the law, as a sentence} */
    @Value.Parameter
    String law();

    /** {@return what happened, from the link's birth on; the last step is the one after which the law is broken} */
    @Value.Parameter
    List<String> path();

    /** {@return what was found instead} */
    @Value.Parameter
    String found();

    /**
     * Tells of a broken law.
     *
     * @param law the law
     * @param path the shortest way to where it is broken
     * @param found what was found instead
     * @return the violation
     */
    static Violation of(String law, List<String> path, String found) {
        return ImmutableViolation.of(law, path, found);
    }
}
