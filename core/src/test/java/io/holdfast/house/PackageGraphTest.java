package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The picture of the packages is the one that the code draws. Run with {@code -Dholdfast.docs=write} to draw it anew. */
final class PackageGraphTest {
    private static final Path DOCUMENT = Path.of("docs", "design.md");
    private static final String BEGIN = "<!-- packages:begin -->\n";
    private static final String END = "<!-- packages:end -->";
    private static final String BASE = "io.holdfast.";

    @Test
    void theDesignShowsThePackagesAsTheyUseEachOther() throws IOException {
        String text = Files.readString(DOCUMENT);
        assertThat(text).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        String expected = "```mermaid\n" + mermaid(graph()) + "```\n";
        if ("write".equals(System.getProperty("holdfast.docs"))) {
            text = text.substring(0, from) + expected + text.substring(text.indexOf(END));
            Files.writeString(DOCUMENT, text);
        }

        assertThat(text.substring(from, text.indexOf(END)))
                .as("the packages in core/docs/design.md are not those of the code; it should show:%n%s", expected)
                .isEqualTo(expected);
    }

    @Test
    void anArrowThatAnotherWayImpliesIsLeftOut() {
        Map<String, Set<String>> graph = new TreeMap<>();
        graph.put("engine", new TreeSet<>(Set.of("model", "port")));
        graph.put("model", new TreeSet<>());
        graph.put("port", new TreeSet<>(Set.of("model")));

        assertThat(mermaid(graph)).contains("engine --> port", "port --> model").doesNotContain("engine --> model");
    }

    @Test
    void aCircleIsShownWhole() {
        Map<String, Set<String>> graph = new TreeMap<>();
        graph.put("engine", new TreeSet<>(Set.of("model", "port")));
        graph.put("model", new TreeSet<>(Set.of("engine")));
        graph.put("port", new TreeSet<>(Set.of("model")));

        assertThat(mermaid(graph))
                .contains("engine --> port", "port --> model", "engine --> model", "model --> engine");
    }

    /** Each package, and the packages that it uses. */
    private static Map<String, Set<String>> graph() {
        Map<String, Set<String>> graph = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.holdfast")) {
            if (type.getPackageName().startsWith(BASE)) {
                Set<String> uses = graph.computeIfAbsent(named(type), name -> new TreeSet<>());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (used.getPackageName().startsWith(BASE) && !named(used).equals(named(type))) {
                        uses.add(named(used));
                    }
                }
            }
        }
        return graph;
    }

    private static String named(JavaClass type) {
        return type.getPackageName().substring(BASE.length()).replace('.', '/');
    }

    /** An arrow that another way implies is left out, unless it is part of a circle. */
    private static String mermaid(Map<String, Set<String>> graph) {
        StringBuilder picture = new StringBuilder("flowchart TD\n");
        graph.keySet()
                .forEach(one -> picture.append("    ")
                        .append(node(one))
                        .append("[\"")
                        .append(one)
                        .append("\"]\n"));
        graph.forEach((one, uses) -> uses.stream()
                .filter(other -> reaches(graph, other, one)
                        || uses.stream().noneMatch(third -> !third.equals(other) && reaches(graph, third, other)))
                .forEach(other -> picture.append("    ")
                        .append(node(one))
                        .append(" --> ")
                        .append(node(other))
                        .append('\n')));
        return picture.toString();
    }

    private static String node(String name) {
        return name.replace('/', '_');
    }

    private static boolean reaches(Map<String, Set<String>> graph, String from, String to) {
        Deque<String> open = new ArrayDeque<>(Set.of(from));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String at = open.pop();
            if (at.equals(to)) {
                return true;
            }
            if (seen.add(at)) {
                open.addAll(graph.getOrDefault(at, Set.of()));
            }
        }
        return false;
    }
}
