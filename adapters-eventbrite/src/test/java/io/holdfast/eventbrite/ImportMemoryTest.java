package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the event. */
@Tag("proof")
final class ImportMemoryTest {
    private static final int ATTENDEES = 200_000;
    private static final long MIB = 1 << 20;
    /** More than the pages that are read, so that no pace holds them up. */
    private static final int CALLS_PER_HOUR = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void twoHundredThousandAttendeesAreImportedInAHeapOf64MiB() throws IOException, InterruptedException {
        Process sandbox = java(
                List.of(),
                "io.holdfast.sandbox.SandboxMain",
                "--attendees",
                "" + ATTENDEES,
                "--calls-per-hour",
                "" + CALLS_PER_HOUR);
        try (BufferedReader told = sandbox.inputReader(StandardCharsets.UTF_8)) {
            String base = value(told);
            String token = value(told);
            String event = value(told);
            Path ids = folder.resolve("ids.txt");

            Process host = java(
                    List.of(
                            "-Xmx64m",
                            "-Dfile.encoding=UTF-8",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                            "-Dorg.slf4j.simpleLogger.logFile=target/import-memory.log"),
                    CountedImport.class.getName(),
                    base,
                    token,
                    event,
                    ids.toString());
            List<String> lines =
                    host.inputReader(StandardCharsets.UTF_8).lines().toList();

            assertThat(host.waitFor()).as("%s", lines).isZero();
            assertThat(lines.get(0)).isEqualTo("ACTIVE");
            long limit = Long.parseLong(lines.get(1));
            long peak = Long.parseLong(lines.get(2));
            int distinct = new HashSet<>(Files.readAllLines(ids)).size();
            assertThat(distinct).isEqualTo(ATTENDEES);
            assertThat(limit).isLessThanOrEqualTo(64 * MIB);
            evidence(distinct, limit, peak);
        } finally {
            sandbox.destroyForcibly();
        }
    }

    private static void evidence(int distinct, long limit, long peak) throws IOException {
        Path evidence = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                evidence.resolve("import-memory.txt"),
                String.format(
                        Locale.ROOT,
                        "import-memory: attendees = %,d distinct ids seen by the store, heap limit %d MiB, peak %.1f MiB%n",
                        distinct,
                        limit / MIB,
                        (double) peak / MIB));
    }

    /** What stands behind the name of a line. */
    private static String value(BufferedReader told) throws IOException {
        String line = Optional.ofNullable(told.readLine()).orElseThrow(() -> new AssertionError("the sandbox ended"));
        return line.substring(line.indexOf(':') + 1).trim();
    }

    private static Process java(List<String> options, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** This test's own classes and all that it was started with, be it from a class path or from a module path. */
    private static String classPath() {
        return Stream.of(
                        Path.of("target", "classes").toString(),
                        Path.of("target", "test-classes").toString(),
                        System.getProperty("java.class.path", ""),
                        System.getProperty("jdk.module.path", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
