package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.policy.SyncPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The papers are true: each rule between moments names tests that exist, and each link leads somewhere. */
final class PapersTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = Path.of("docs");
    private static final Path PROMISES = DOCS.resolve("promises.md");
    private static final List<String> TESTED =
            List.of("core", "core/connector-http", "adapters-eventbrite", "adapters-luma", "examples/postgres");
    private static final int FIRST_RULES = 28;
    private static final Pattern RULE = Pattern.compile("(?m)^(\\d+)\\. \\*\\*");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|Laws|ModelCheck))\\.(\\w+)`");
    private static final Pattern PROMISE = Pattern.compile("(?m)^- \\*\\*(.+?)[.,]\\*\\*");
    private static final Pattern SHOWN = Pattern.compile("(?m)^\\| (.+?) \\| (`.+`) \\|$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(?:#[^)]*)?\\)");

    @Test
    void eachRuleIsThereOnceAndNamesTheTestsThatHoldIt() throws IOException {
        Map<Integer, String> rules = rules(Files.readString(DOCS.resolve("protocols.md")));

        assertThat(rules.keySet())
                .as("later rules take later numbers, in the order in which they were found, not in that of the page")
                .containsAll(IntStream.rangeClosed(1, FIRST_RULES).boxed().toList());
        rules.forEach((number, text) -> assertThat(TEST.matcher(text).results())
                .as("tests of rule %d", number)
                .isNotEmpty());
    }

    @Test
    void eachTestThatAPaperNamesExists() throws IOException {
        for (Path paper : List.of(PROMISES, DOCS.resolve("protocols.md"), DOCS.resolve("design.md"))) {
            Matcher named = TEST.matcher(Files.readString(paper));
            while (named.find()) {
                assertThat(isTest(named.group(1), named.group(2)))
                        .as("%s names %s, which is no test of %s", paper, named.group(), TESTED)
                        .isTrue();
            }
        }
    }

    @Test
    void eachPromiseOfTheReadmeIsNamedWithTheTestsThatShowIt() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String promises = readme.substring(
                readme.indexOf("## What it guarantees"), readme.indexOf("## What Holdfast leaves to you"));
        List<String> made =
                PROMISE.matcher(promises).results().map(found -> found.group(1)).toList();

        assertThat(made).hasSizeGreaterThan(10);
        assertThat(SHOWN.matcher(Files.readString(PROMISES)).results())
                .extracting(found -> found.group(1))
                .containsExactlyElementsOf(made);
        assertThat(SHOWN.matcher(Files.readString(PROMISES)).results())
                .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).results())
                        .as("tests of: %s", row.group(1))
                        .isNotEmpty());
    }

    @Test
    void theReadmePromisesWhatThePolicySays() throws IOException {
        SyncPolicy policy = SyncPolicy.defaults();

        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("the run of a node that died goes on within "
                        + policy.longestUntilDeadRunGoesOn().toSeconds() + " seconds")
                .contains("a call that hangs is ended after "
                        + policy.longestUntilHungCallEnds().toMinutes() + " minutes");
    }

    @Test
    void eachLinkBetweenDocumentsLeadsToAFile() throws IOException {
        List<Path> documents = documents();
        assertThat(documents).contains(ROOT.resolve("README.md"), ROOT.resolve(".github/CONTRIBUTING.md"));

        for (Path document : documents) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!link.group(1).contains(":")) {
                    assertThat(document.resolveSibling(link.group(1)))
                            .as("what %s links to", document)
                            .exists();
                }
            }
        }
    }

    private static Map<Integer, String> rules(String text) {
        Map<Integer, String> rules = new TreeMap<>();
        Matcher rule = RULE.matcher(text);
        List<Integer> starts = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        while (rule.find()) {
            starts.add(rule.start());
            numbers.add(Integer.valueOf(rule.group(1)));
        }
        assertThat(numbers).as("rules").doesNotHaveDuplicates();
        starts.add(text.length());
        for (int i = 0; i < numbers.size(); i++) {
            rules.put(numbers.get(i), text.substring(starts.get(i), starts.get(i + 1)));
        }
        return rules;
    }

    /** A method that bears a test's annotation, of a class or of one nested in it; or a rule of ArchUnit's. */
    private static boolean isTest(String type, String method) throws IOException {
        Pattern declared = Pattern.compile("@(?:Test|Property|ParameterizedTest|TestFactory)\\b[^;{}]*?\\s" + method
                + "\\(|ArchRule " + method + " =");
        for (Path source : sources(type)) {
            String text =
                    Files.readString(source).replaceAll("(?s)@(EnumSource|CsvSource|MethodSource)\\(.*?\\)\\s", "");
            if (declared.matcher(text).find()) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> sources(String type) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : TESTED) {
            Path tests = ROOT.resolve(module).resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                found.addAll(files(tests, type + ".java"));
            }
        }
        return found;
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>(files(ROOT.resolve(".github"), ".md"));
        found.add(ROOT.resolve("README.md"));
        found.addAll(files(ROOT.resolve("core/docs"), ".md"));
        found.addAll(files(ROOT.resolve("examples"), ".md"));
        return found;
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).toList();
        }
    }
}
