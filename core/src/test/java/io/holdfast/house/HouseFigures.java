package io.holdfast.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes down how large the main code of a module is, and how large it was before it was rebuilt.
 *
 * <p>Arguments: the module's folder, and its jar.
 */
final class HouseFigures {
    private static final String BEFORE =
            "when it was rebuilt: 19,112 lines, 258 files, 166 public types, largest class 299 lines, jar 850 KB;"
                    + " before: 19,117 lines, 227 files, 133 public types, largest class 422 lines, jar 1,002 KB";

    private HouseFigures() {}

    public static void main(String[] arguments) throws IOException {
        Path module = Path.of(arguments[0]);
        House house = House.below(module.resolve("src").resolve("main").resolve("java"));
        String packages = house.publicTypes().entrySet().stream()
                .map(room -> room.getKey().replace("io.holdfast.", "") + " "
                        + room.getValue().size())
                .collect(Collectors.joining(", "));
        String line = String.format(
                Locale.ROOT,
                "house: %,d lines, %,d files, %,d public types (%s), largest class %s with %,d lines, jar %,d KB; %s",
                house.lines(),
                house.files().size(),
                house.types(),
                packages,
                house.largest().name(),
                house.largest().lines(),
                Files.size(Path.of(arguments[1])) / 1_000,
                BEFORE);
        System.out.println(line);
        Path evidence = Files.createDirectories(module.resolve("target").resolve("evidence"));
        Files.writeString(evidence.resolve("house.txt"), line + System.lineSeparator());
    }
}
