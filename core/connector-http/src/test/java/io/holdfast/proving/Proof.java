package io.holdfast.proving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The long proofs try every row of a table and write down what came of it; the test command tries a fixed sample. */
public final class Proof {
    /** Whether this run is a long proof. */
    public static final boolean WHOLE = Boolean.getBoolean("tests.whole");

    private Proof() {}

    /** {@return all rows in a long proof, otherwise the first and each so-manieth after it} */
    public static <T> Stream<T> sampled(int each, Stream<T> rows) {
        List<T> all = rows.toList();
        return IntStream.range(0, all.size())
                .filter(at -> WHOLE || at % each == 0)
                .mapToObj(all::get);
    }

    /** Writes one line of evidence, which begins with its name. */
    public static void write(String name, String found) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(folder.resolve(name + ".txt"), name + ": " + found + System.lineSeparator());
    }
}
