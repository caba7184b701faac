package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The count of killed mutants, on planted reports. */
final class MutantsKilledTest {
    private static final String TABLE = "transition.TransitionTable";

    @TempDir
    Path target = Path.of("");

    private final StringBuilder report = new StringBuilder("<?xml version=\"1.0\"?><mutations partial=\"true\">");

    @Test
    void eachPackageAndTheTableAreCountedAndWrittenDown() throws Exception {
        planted(TABLE, 3, 0);
        planted("transition.Guard$Inner", 6, 1);
        planted("policy.Margins", 10, 0);
        planted("recovery.Words", 19, 2);

        assertThat(passes()).isTrue();
        assertThat(evidence())
                .isEqualTo("mutation: transition 9 of 10 killed (90 %), policy 10 of 10 killed (100 %), recovery 19 of"
                        + " 21 killed (90 %), the table 3 of 3\n");
    }

    @Test
    void aPackageBelowNineOfTenFailsTheBuild() throws Exception {
        planted(TABLE, 3, 0);
        planted("policy.Margins", 10, 0);
        planted("recovery.Words", 89, 10);

        assertThat(passes()).isFalse();
        assertThat(evidence()).contains("recovery 89 of 99 killed (89 %)");
    }

    @Test
    void oneMutantOfTheTableThatLivesFailsTheBuild() throws Exception {
        planted(TABLE, 99, 0);
        planted(TABLE + "$Row", 0, 1);
        planted("policy.Margins", 10, 0);
        planted("recovery.Words", 10, 0);

        assertThat(passes()).isFalse();
        assertThat(evidence()).contains("transition 99 of 100 killed (99 %)").endsWith("the table 99 of 100\n");
    }

    @Test
    void aPackageWithoutAnyMutantProvesNothing() throws Exception {
        planted(TABLE, 3, 0);
        planted("policy.Margins", 10, 0);

        assertThat(passes()).isFalse();
        assertThat(evidence()).contains("recovery 0 of 0,");
    }

    private void planted(String type, int killed, int alive) {
        Stream.concat(
                        Stream.generate(() -> "detected='true' status='KILLED'").limit(killed),
                        Stream.generate(() -> "detected='false' status='SURVIVED'")
                                .limit(alive))
                .forEach(state -> report.append("<mutation ")
                        .append(state)
                        .append("><sourceFile>Any.java</sourceFile><mutatedClass>io.holdfast.")
                        .append(type)
                        .append("</mutatedClass><mutatedMethod>any</mutatedMethod><lineNumber>7</lineNumber>")
                        .append("<description>negated conditional</description></mutation>"));
    }

    private boolean passes() throws IOException, InterruptedException {
        Path file = Files.writeString(target.resolve("mutations.xml"), report + "</mutations>");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        checker().toString(),
                        file.toString(),
                        written().toString()))
                .redirectErrorStream(true)
                .start();
        String says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean passed = process.waitFor() == 0;
        assertThat(says).contains(evidence().strip());
        return passed;
    }

    private String evidence() throws IOException {
        return Files.readString(written());
    }

    private Path written() {
        return target.resolve("evidence").resolve("mutation.txt");
    }

    private static Path checker() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(".mvn").resolve("MutantsKilled.java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
