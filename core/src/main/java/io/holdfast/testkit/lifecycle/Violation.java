package io.holdfast.testkit.lifecycle;

import java.util.List;

/**
 * A law that does not hold, and the shortest way to where it does not.
 *
 * @param law the law, as a sentence
 * @param path what happened, from the link's birth on; the last step is the one after which the law is broken
 * @param found what was found instead
 */
public record Violation(String law, List<String> path, String found) {
    public Violation {
        path = List.copyOf(path);
    }
}
