import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Writes down how many mutants the tests killed, and fails the build where they killed too few: under nine of ten in any
 * package, or not every one of the transition table.
 *
 * <p>Arguments: PIT's {@code mutations.xml}, and the file to write. A mutant that is killed is one that PIT calls
 * detected: a test failed, or never ended, because of it.
 */
final class MutantsKilled {
    private static final String TABLE = "io.holdfast.transition.TransitionTable";
    private static final int BAR = 90;

    private MutantsKilled() {}

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        List<Mutant> mutants = read(Path.of(arguments[0]));
        List<Count> counts = new ArrayList<>();
        for (String name : List.of("transition", "policy", "recovery")) {
            counts.add(Count.of(name, BAR, mutants, mutant -> mutant.isIn("io.holdfast." + name)));
        }
        counts.add(Count.of("the table", 100, mutants, mutant -> mutant.isOf(TABLE)));
        String line = counts.stream().map(Count::words).collect(Collectors.joining(", ", "mutation: ", ""));

        Path evidence = Path.of(arguments[1]);
        Files.createDirectories(evidence.toAbsolutePath().getParent());
        Files.writeString(evidence, line + "\n");
        System.out.println(line);
        mutants.stream().filter(mutant -> !mutant.killed()).forEach(mutant -> System.out.println("mutation: alive: "
                + mutant.words()));
        counts.stream().filter(count -> !count.suffices()).forEach(count -> System.err.println("mutation: expected "
                + count.bar() + " % or more of " + count.name() + " to be killed but found " + count.killed() + " of "
                + count.all() + "; write the examples that notice those that are alive"));
        System.exit(counts.stream().allMatch(Count::suffices) ? 0 : 1);
    }

    private static List<Mutant> read(Path report) throws IOException, XMLStreamException {
        List<Mutant> mutants = new ArrayList<>();
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = XMLInputFactory.newInstance().createXMLStreamReader(in);
            boolean killed = false;
            String type = "";
            String method = "";
            String line = "";
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "mutation" -> killed = Boolean.parseBoolean(xml.getAttributeValue(null, "detected"));
                        case "mutatedClass" -> type = xml.getElementText();
                        case "mutatedMethod" -> method = xml.getElementText();
                        case "lineNumber" -> line = xml.getElementText();
                        case "description" -> mutants.add(new Mutant(type, method, line, xml.getElementText(), killed));
                        default -> {}
                    }
                }
            }
        }
        return mutants;
    }

    /** One change that PIT made, and whether a test noticed. */
    private record Mutant(String type, String method, String line, String change, boolean killed) {
        boolean isIn(String packageName) {
            return type.startsWith(packageName + ".");
        }

        boolean isOf(String outermost) {
            return type.equals(outermost) || type.startsWith(outermost + "$");
        }

        String words() {
            return type + ", line " + line + " (" + method + "): " + change;
        }
    }

    /** Mutants of one sort; none at all would prove nothing. */
    private record Count(String name, int bar, long killed, long all) {
        static Count of(String name, int bar, List<Mutant> mutants, Predicate<Mutant> sort) {
            List<Mutant> meant = mutants.stream().filter(sort).toList();
            return new Count(name, bar, meant.stream().filter(Mutant::killed).count(), meant.size());
        }

        boolean suffices() {
            return all > 0 && killed * 100 >= bar * all;
        }

        /** Where all must be killed, the two numbers say everything. */
        String words() {
            String counted = name + " " + killed + " of " + all;
            return bar == 100 || all == 0 ? counted : counted + " killed (" + killed * 100 / all + " %)";
        }
    }
}
