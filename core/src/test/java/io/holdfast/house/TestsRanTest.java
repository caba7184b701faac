package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check that every test class ran, on planted classes. */
final class TestsRanTest {
    private static final Instant BUILD_START = Instant.parse("2027-03-14T09:00:00Z");
    private static final String PLAIN = "class %s { @org.junit.jupiter.api.Test void claim() {} }";
    private static final String DEFERRED = "@org.junit.jupiter.api.Tag(\"proof\") " + PLAIN;

    @TempDir
    Path target = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(target.resolve("test-classes"));
        Files.createDirectories(target.resolve("surefire-reports"));
    }

    @Test
    void aClassThatRanPasses() throws Exception {
        plant("PlantedTest", PLAIN);
        ran("PlantedTest", BUILD_START);

        assertThat(check("everyday")).isEqualTo(Verdict.passed("1 classes with tests, 1 of 1 ran, 0 deferred"));
    }

    @Test
    void aClassThatTheRunnerNeverRanFailsTheBuild() throws Exception {
        plant("PlantedProperties", PLAIN);

        assertThat(check("everyday")).isEqualTo(Verdict.failed("PlantedProperties holds tests but did not run"));
    }

    @Test
    void aPropertyOfJqwikCountsAsATest() throws Exception {
        plant("PlantedProperties", "class %s { @net.jqwik.api.Property boolean law() { return true; } }");

        assertThat(check("everyday")).isEqualTo(Verdict.failed("PlantedProperties holds tests but did not run"));
    }

    @Test
    void aReportOfAnEarlierBuildDoesNotCount() throws Exception {
        plant("PlantedTest", PLAIN);
        ran("PlantedTest", BUILD_START.minusSeconds(1));

        assertThat(check("everyday")).isEqualTo(Verdict.failed("PlantedTest holds tests but did not run"));
    }

    @Test
    void aClassWhoseTestsWereAllSkippedDidNotRun() throws Exception {
        plant("PlantedTest", PLAIN);
        report("PlantedTest", "<skipped/>", BUILD_START);

        assertThat(check("everyday")).isEqualTo(Verdict.failed("PlantedTest holds tests but did not run"));
    }

    @Test
    void aDeferredClassMayWaitUntilTheProofAndNoLonger() throws Exception {
        plant("PlantedModelCheck", DEFERRED);

        assertThat(check("everyday")).isEqualTo(Verdict.passed("1 classes with tests, 0 of 0 ran, 1 deferred"));
        assertThat(check("proof")).isEqualTo(Verdict.failed("PlantedModelCheck holds tests but did not run"));
        ran("PlantedModelCheck", BUILD_START);
        assertThat(check("proof")).isEqualTo(Verdict.passed("1 classes with tests, 1 of 1 ran, 1 deferred"));
    }

    @Test
    void aClassWithOneDeferredTestOfTwoMustRun() throws Exception {
        plant(
                "PlantedTest",
                "class %s { @org.junit.jupiter.api.Test void quick() {}"
                        + " @org.junit.jupiter.api.Test @org.junit.jupiter.api.Tag(\"proof\") void slow() {} }");

        assertThat(check("everyday")).isEqualTo(Verdict.failed("PlantedTest holds tests but did not run"));
    }

    @Test
    void aClassWithOneDeferredTestOfTwoIsOwedToTheProofToo() throws Exception {
        plant(
                "PlantedTest",
                "class %s { @org.junit.jupiter.api.Test void quick() {}"
                        + " @org.junit.jupiter.api.Test @org.junit.jupiter.api.Tag(\"proof\") void slow() {} }");

        assertThat(check("proof")).isEqualTo(Verdict.failed("PlantedTest holds tests but did not run"));
    }

    @Test
    void anInheritedTestThatIsReportedUnderItsDeclarerCountsForTheSuitesClass() throws Exception {
        plant("PlantedBase", "abstract class %s { @net.jqwik.api.Property boolean law() { return true; } }");
        plant("PlantedLaws", "class %s extends PlantedBase {}");
        Path report = target.resolve("surefire-reports").resolve("TEST-PlantedLaws.xml");
        Files.writeString(
                report,
                "<testsuite name=\"PlantedLaws\"><testcase name=\"law\" classname=\"PlantedBase\"/></testsuite>");
        Files.setLastModifiedTime(report, FileTime.from(BUILD_START));

        assertThat(check("everyday")).isEqualTo(Verdict.passed("1 classes with tests, 1 of 1 ran, 0 deferred"));
    }

    @Test
    void anAbstractClassIsExcusedAndTheClassThatInheritsItsTestsIsNot() throws Exception {
        plant("PlantedContract", "abstract " + PLAIN);
        assertThat(check("everyday")).isEqualTo(Verdict.passed("0 classes with tests, 0 of 0 ran, 0 deferred"));

        plant("PlantedHeir", "class %s extends PlantedContract {}");
        assertThat(check("everyday")).isEqualTo(Verdict.failed("PlantedHeir holds tests but did not run"));
    }

    @Test
    void aNestedClassIsReportedByItsOwnName() throws Exception {
        plant(
                "PlantedTest",
                "class %s { @org.junit.jupiter.api.Nested class Inside { @org.junit.jupiter.api.Test void claim() {} } }");
        assertThat(check("everyday")).isEqualTo(Verdict.failed("PlantedTest$Inside holds tests but did not run"));

        ran("PlantedTest$Inside", BUILD_START);
        assertThat(check("everyday")).isEqualTo(Verdict.passed("1 classes with tests, 1 of 1 ran, 0 deferred"));
    }

    private void plant(String name, String template) throws IOException, InterruptedException {
        Path source = target.resolve(name + ".java");
        Files.writeString(source, String.format(template, name));
        String path = String.join(
                System.getProperty("path.separator"),
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""),
                target.resolve("test-classes").toString());
        int failed = run(
                        "javac",
                        "-proc:none",
                        "-classpath",
                        path,
                        "-d",
                        target.resolve("test-classes").toString(),
                        source.toString())
                .waitFor();
        assertThat(failed).as("the planted class compiles").isZero();
    }

    private void ran(String name, Instant at) throws IOException {
        report(name, "", at);
    }

    private void report(String name, String inside, Instant at) throws IOException {
        Path report = target.resolve("surefire-reports").resolve("TEST-" + name + ".xml");
        Files.writeString(
                report,
                "<testsuite name=\"" + name + "\"><testcase name=\"claim\" classname=\"" + name + "\">" + inside
                        + "</testcase></testsuite>");
        Files.setLastModifiedTime(report, FileTime.from(at));
    }

    private Verdict check(String mode) throws IOException, InterruptedException {
        Process process = run("java", checker().toString(), target.toString(), BUILD_START.toString(), mode);
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("tests-ran: ", "").replaceFirst("( in this build;| to the proof).*", ""))
                .toList();
        boolean passed = process.waitFor() == 0;
        return new Verdict(passed, lines.stream().findFirst().orElse(""));
    }

    private static Process run(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", tool).toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Path checker() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(".mvn").resolve("TestsRan.java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private record Verdict(boolean passed, String says) {
        static Verdict passed(String says) {
            return new Verdict(true, says);
        }

        static Verdict failed(String says) {
            return new Verdict(false, says);
        }
    }
}
