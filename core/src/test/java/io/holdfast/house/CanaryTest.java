package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for planted secrets and people, on a run that leaks and on one that does not. */
final class CanaryTest {
    /** For each place the planted text that {@link Leaks} shows there, as the search tells it. */
    private static final Map<String, String> LEAKS = Map.of(
            "log", "canary: log: expected no planted text.* found \"Ilse\" in a line of io.holdfast.house.Leaks.*",
            "exception", "canary: exception: .* found \"T0K3N\" in java.lang.IllegalStateException of .*Leaks.*",
            "type", "canary: type: .* found \"Zoë\" in a line of canary.*",
            "history", "canary: history: .* found \"Noor\" in a line of io.holdfast.engine.gateway.MoveTeller.*",
            "forged", "canary: log: .* found a raw CARRIAGE RETURN .*");

    @TempDir
    Path module = Path.of("");

    @Test
    void aLeakInEachPlaceIsFoundAndFailsTheBuild() throws Exception {
        leak(LEAKS.keySet());

        Verdict verdict = search(1, 1);

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
    void aRunThatShowsNothingPassesIfThereWasEnoughToSearch() throws Exception {
        leak(List.of());

        Verdict verdict = search(5, 1);

        assertThat(verdict.lines()).singleElement().asString().endsWith(" planted values, 0 hits");
        assertThat(verdict.passed()).isTrue();
        for (Verdict tooLittle : List.of(search(10_000, 1), search(5, 10_000))) {
            assertThat(tooLittle.passed()).isFalse();
            assertThat(tooLittle.lines())
                    .last()
                    .asString()
                    .startsWith("canary: expected to search at least ")
                    .contains("but found");
        }
    }

    @Test
    void theCauseOfWhatWasSuppressedForgesNoLine() throws Exception {
        leak(List.of());
        IllegalStateException thrown = new IllegalStateException();
        thrown.addSuppressed(new IllegalStateException(new IllegalArgumentException()));
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        Files.writeString(
                module.resolve("target/test.log"),
                "[main] WARN io.holdfast.engine.RunWorker - it threw\n" + trace,
                StandardOpenOption.APPEND);

        assertThat(search(5, 1).lines()).singleElement().asString().endsWith(" planted values, 0 hits");
        assertThat(trace.toString()).contains("\tCaused by: ");
    }

    @Test
    void aModuleWhoseTestsLogNothingIsNotSearched() throws Exception {
        recordNothing();

        Verdict verdict = search(0, 0);

        assertThat(verdict.lines()).containsExactly("canary: " + module.getFileName() + ": nothing to search");
        assertThat(verdict.passed()).isTrue();
    }

    @Test
    void aModuleWhoseLogIsEmptyFailsTheBuildIfItHasAFloor() throws Exception {
        recordNothing();
        Files.createFile(module.resolve("target").resolve("test.log"));

        assertThat(search(1, 0).passed()).isFalse();
        assertThat(search(0, 1).passed()).isFalse();
    }

    @Test
    void aModuleWithoutAFloorThatLogsAfterAllFailsTheBuild() throws Exception {
        recordNothing();
        Files.writeString(
                module.resolve("target").resolve("test.log"), "[main] INFO io.holdfast.engine.Any - link=1\n");

        Verdict verdict = search(0, 0);

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.lines()).last().asString().contains("nothing, as a floor of 0 says", "canary.lines");
    }

    @Test
    void aRunThatWasNotRecordedFailsTheBuild() throws Exception {
        Files.createDirectories(module.resolve("target").resolve("test-classes"));

        assertThat(search(0, 0).passed()).isFalse();
    }

    @Test
    void eachPlantedTextStandsInASourceOfThisRepository() throws IOException {
        String sources = sources();

        assertThat(Canary.planted())
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
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Process process = new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectErrorStream(true)
                .start();
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

    /** A recording of a run in which nothing was thrown. */
    private void recordNothing() throws IOException {
        Files.createDirectories(module.resolve("target").resolve("test-classes"));
        try (Recording recording = new Recording()) {
            recording.start();
            recording.stop();
            recording.dump(module.resolve("target").resolve("exceptions.jfr"));
        }
    }

    private Verdict search(int leastLines, int leastExceptions) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream said = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            boolean passed = Canary.passes(
                    List.of(
                            module.resolve("target").toString(),
                            "2020-01-01T00:00:00Z",
                            "everyday",
                            Integer.toString(leastLines),
                            Integer.toString(leastExceptions)),
                    said,
                    said);
            return new Verdict(
                    passed, bytes.toString(StandardCharsets.UTF_8).lines().toList());
        }
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
                .filter(folder -> Files.exists(folder.resolve(".mvn").resolve("jvm.config")))
                .findFirst()
                .orElseThrow();
    }

    private record Verdict(boolean passed, List<String> lines) {}
}
