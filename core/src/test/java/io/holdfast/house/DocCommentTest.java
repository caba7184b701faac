package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a host sees says what it is. The build's own doclint would have a compact constructor, which javadoc documents unasked,
 * repeat the components of its record, and does not ask the record for them. So what is missing is looked for here.
 */
final class DocCommentTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");
    private static final Pattern WARNING = Pattern.compile("(.+\\.java:\\d+: warning: .+)\\R(.*)\\R");
    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile(" *public \\w+ \\{.*");
    private static final Pattern RECORD =
            Pattern.compile("(?m)^( *)(public )?record (\\w+)(?:<\\w+>)?\\(((?:[^()]|\\(\\))*)\\)");
    private static final Pattern COMPONENT = Pattern.compile("(\\w+)(?:,|$)");

    @TempDir
    Path out;

    @Test
    void nothingThatAHostSeesLacksACommentButACompactConstructor() throws IOException {
        assertThat(exported()).hasSizeGreaterThan(100);
        assertThat(missing(exported())).isEmpty();
    }

    @Test
    void aRecordThatAHostSeesSaysWhatEachOfItsComponentsIs() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path file : exported()) {
            silent.addAll(silentComponents(Files.readString(file)));
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void whatIsMissingIsFound() throws IOException {
        String code = """
                /**
                 * A record that says of one of its numbers what it is.
                 *
                 * @param one a number
                 */
                public record Bare(int one, java.util.Map<String, String> two) {
                    public Bare {}

                    /** Doubles. */
                    public int doubled() {
                        return 2 * one;
                    }

                    public void silent() {}
                }
                """;
        Path bare = Files.writeString(out.resolve("Bare.java"), code);

        assertThat(silentComponents(code)).containsExactly("Bare two");
        assertThat(missing(List.of(bare)))
                .satisfiesExactly(
                        found -> assertThat(found).contains("no @return", "doubled()"),
                        found -> assertThat(found).contains("no comment", "silent()"));
    }

    private static List<Path> exported() throws IOException {
        Set<Path> rooms = EXPORTED.matcher(Files.readString(SOURCES.resolve("module-info.java")))
                .results()
                .map(room -> SOURCES.resolve(room.group(1).replace('.', '/')))
                .collect(Collectors.toSet());
        return House.below(SOURCES).files().stream()
                .map(House.Source::file)
                .filter(file -> rooms.contains(file.getParent()))
                .toList();
    }

    /** A record inside an interface is public unasked. */
    private static List<String> silentComponents(String code) {
        boolean inInterface = code.contains("\npublic interface") || code.contains("\npublic sealed interface");
        return RECORD.matcher(code)
                .results()
                .filter(found -> found.group(2) != null
                        || (inInterface && !found.group(1).isEmpty()))
                .flatMap(found -> {
                    String before = code.substring(0, found.start());
                    String comment = before.substring(Math.max(0, before.lastIndexOf("/**")));
                    return COMPONENT
                            .matcher(found.group(4)
                                    .replaceAll("<[^()]*?>+(?= )", "")
                                    .strip())
                            .results()
                            .map(component -> component.group(1))
                            .filter(name -> !comment.contains("@param " + name + " "))
                            .map(name -> found.group(3) + " " + name);
                })
                .toList();
    }

    private List<String> missing(List<Path> sources) {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-Xmaxwarns",
                "9999",
                "-Xdoclint:missing/protected",
                "-d",
                out.toString(),
                "-classpath",
                System.getProperty("java.class.path")
                        + File.pathSeparator
                        + System.getProperty("jdk.module.path", "")));
        sources.forEach(file -> arguments.add(file.toString()));
        StringWriter told = new StringWriter();
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(new PrintWriter(told), new PrintWriter(told), arguments.toArray(String[]::new));
        assertThat(result).as(told.toString()).isZero();
        return WARNING.matcher(told.toString())
                .results()
                .filter(found -> !COMPACT_CONSTRUCTOR.matcher(found.group(2)).matches())
                .map(MatchResult::group)
                .toList();
    }
}
