package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for planted secrets and people, on a run that leaks and on one that does not. */
final class CanaryTest {
    private static final String BUILD_START = "2020-01-01T00:00:00Z";
    /** For each place the planted text that {@link Leaks} shows there, as the search tells it. */
    private static final Map<String, String> LEAKS = Map.of(
            "log", "canary: log: expected no planted text.* found \"Ilse\" in a line of io.holdfast.house.Leaks.*",
            "exception", "canary: exception: .* found \"T0K3N\" in java.lang.IllegalStateException of .*Leaks.*",
            "type", "canary: type: .* found \"Zoë\" in a line of canary.*",
            "history", "canary: history: .* found \"Noor\" in a line of io.holdfast.engine.LinkMover.*",
            "forged", "canary: log: .* found a raw CARRIAGE RETURN .*");

    @TempDir
    Path module = Path.of("");

    @Test
    void aLeakInEachPlaceIsFoundAndFailsTheBuild() throws Exception {
        leak(LEAKS.keySet());

        Verdict verdict = search(BUILD_START);

        assertThat(verdict.passed()).isFalse();
        List<String> found = LEAKS.keySet().stream()
                .filter(place -> verdict.lines().stream().anyMatch(line -> line.matches(LEAKS.get(place))))
                .toList();
        assertThat(found).as("%s", verdict.lines()).containsExactlyInAnyOrderElementsOf(LEAKS.keySet());
        Files.writeString(
                Files.createDirectories(Path.of("target", "evidence")).resolve("canary-leaks.txt"),
                "canary-leaks: " + LEAKS.size()
                        + " planted (a line of the log, an exception, a text of a type, a history"
                        + " row, a forged line), " + found.size() + " found" + System.lineSeparator());
    }

    @Test
    void aRunThatShowsNothingPasses() throws Exception {
        leak(List.of());

        Verdict verdict = search(BUILD_START);

        assertThat(verdict.lines()).singleElement().asString().endsWith(" planted values, 0 hits");
        assertThat(verdict.passed()).isTrue();
    }

    @Test
    void aRunThatWasNotRecordedFailsTheBuild() throws Exception {
        Files.createDirectories(module.resolve("target").resolve("test-classes"));

        assertThat(search(BUILD_START).passed()).isFalse();
    }

    @Test
    void eachPlantedTextStandsInASourceOfThisRepository() throws IOException {
        String sources = sources();

        assertThat(planted())
                .hasSizeGreaterThan(20)
                .allSatisfy(text -> assertThat(sources).contains(text));
    }

    /** Runs {@link Leaks} as surefire runs the tests, and counts its inner class as one of the tests. */
    private void leak(Iterable<String> places) throws IOException, InterruptedException {
        Path own = module.resolve("target/test-classes/io/holdfast/house/Leaks$TestsOwn.class");
        Files.createDirectories(own.getParent());
        Files.createFile(own);
        List<String> command = new ArrayList<>(List.of(
                "-XX:StartFlightRecording=" + System.getProperty("tests.recording"),
                "-Xlog:jfr+startup=error",
                "-Dfile.encoding=UTF-8",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Dorg.slf4j.simpleLogger.logFile=target/test.log",
                "-classpath",
                path(),
                Leaks.class.getName()));
        places.forEach(command::add);
        Process process = java(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(said).contains("IllegalArgumentException: [Ilse]");
    }

    private static String path() {
        return Stream.of(
                        Path.of("target", "classes").toAbsolutePath().toString(),
                        Path.of("target", "test-classes").toAbsolutePath().toString(),
                        System.getProperty("java.class.path"),
                        System.getProperty("jdk.module.path", ""))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Verdict search(String buildStart) throws IOException, InterruptedException {
        Process process = java(List.of(
                "-Dfile.encoding=UTF-8",
                root().resolve(".mvn").resolve("Canary.java").toString(),
                root().resolve(".mvn").resolve("planted.txt").toString(),
                module.resolve("target").toString(),
                buildStart,
                "everyday"));
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Verdict(process.waitFor() == 0, lines);
    }

    private Process java(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> planted() throws IOException {
        return Files.readAllLines(root().resolve(".mvn").resolve("planted.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(root())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("CanaryTest.java") && !path.endsWith("Leaks.java"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve(".mvn").resolve("Canary.java")))
                .findFirst()
                .orElseThrow();
    }

    private record Verdict(boolean passed, List<String> lines) {}
}
