package io.holdfast.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The main code of a module, counted: its files with the lines of each, and the public top-level types of each package.
 *
 * @param files all files, by path
 * @param publicTypes the names of the public types by the name of their package; a package without any is left out
 */
record House(List<Source> files, SortedMap<String, NavigableSet<String>> publicTypes) {
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "public (?:(?:abstract|final|sealed|non-sealed|strictfp) )*(?:class|interface|@interface|enum|record) (\\w+).*");

    /** A file and how many lines it has. */
    record Source(Path file, int lines) {
        String name() {
            return file.getFileName().toString().replace(".java", "");
        }
    }

    /** Counts what lies below a folder of sources. */
    static House below(Path sources) throws IOException {
        List<Source> files = new ArrayList<>();
        SortedMap<String, NavigableSet<String>> types = new TreeMap<>();
        try (Stream<Path> found = Files.walk(sources)) {
            for (Path file : found.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                List<String> lines = Files.readAllLines(file);
                files.add(new Source(file, lines.size()));
                for (String line : lines) {
                    Matcher type = PUBLIC_TYPE.matcher(line);
                    if (type.matches()) {
                        types.computeIfAbsent(packageOf(sources, file), name -> new TreeSet<>())
                                .add(type.group(1));
                    }
                }
            }
        }
        return new House(files, types);
    }

    private static String packageOf(Path sources, Path file) {
        return sources.relativize(file.resolveSibling(""))
                .toString()
                .replace('/', '.')
                .replace('\\', '.');
    }

    int lines() {
        return files.stream().mapToInt(Source::lines).sum();
    }

    int types() {
        return publicTypes.values().stream().mapToInt(NavigableSet::size).sum();
    }

    Source largest() {
        return files.stream().max(Comparator.comparingInt(Source::lines)).orElseThrow();
    }
}
