import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Fails the build if a compiled test class of a module did not run in this very build: the runner knows classes by the
 * ends of their names, and skips the others without a word.
 *
 * <p>Arguments: the module's target folder, the start of the build (ISO-8601, UTC), and {@code everyday} or {@code
 * proof}. In the first mode classes with the tag "proof" may wait, in the second exactly they must have run. It reads
 * class files and reports only; it loads no class of the module.
 */
final class TestsRan {
    private static final Set<String> TEST_ANNOTATIONS = Set.of(
            "Lorg/junit/jupiter/api/Test;",
            "Lorg/junit/jupiter/api/RepeatedTest;",
            "Lorg/junit/jupiter/api/TestFactory;",
            "Lorg/junit/jupiter/api/TestTemplate;",
            "Lorg/junit/jupiter/params/ParameterizedTest;",
            "Lnet/jqwik/api/Property;",
            "Lnet/jqwik/api/Example;",
            "Lcom/tngtech/archunit/junit/ArchTest;");
    private static final Set<String> TAG_ANNOTATIONS = Set.of(
            "Lorg/junit/jupiter/api/Tag;",
            "Lorg/junit/jupiter/api/Tags;",
            "Lnet/jqwik/api/Tag;",
            "Lnet/jqwik/api/TagList;",
            "Lcom/tngtech/archunit/junit/ArchTag;",
            "Lcom/tngtech/archunit/junit/ArchTags;");
    private static final String DEFERRING_TAG = "proof";

    private final Map<String, TestClass> classes;
    private final Set<String> executed;

    private TestsRan(Map<String, TestClass> classes, Set<String> executed) {
        this.classes = classes;
        this.executed = executed;
    }

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Path target = Path.of(arguments[0]);
        Path compiled = target.resolve("test-classes");
        if (!Files.isDirectory(compiled)) {
            return;
        }
        Instant buildStart = Instant.parse(arguments[1]);
        boolean proof = arguments[2].equals("proof");
        TestsRan check = new TestsRan(read(compiled), executedSince(buildStart, target.resolve("surefire-reports")));
        System.exit(check.report(proof) ? 0 : 1);
    }

    /** Prints what ran; false if something that should have run did not. */
    private boolean report(boolean proof) {
        Set<String> withTests = new TreeSet<>();
        Set<String> deferred = new TreeSet<>();
        Set<String> owedToTheProof = new TreeSet<>();
        for (TestClass type : classes.values()) {
            if (type.isConcrete() && holdsTests(type.name())) {
                withTests.add(type.name());
                if (isDeferred(type)) {
                    deferred.add(type.name());
                }
                if (isDeferred(type) || type.testsTagged().contains(true)) {
                    owedToTheProof.add(type.name());
                }
            }
        }
        Set<String> expected = new TreeSet<>(proof ? owedToTheProof : withTests);
        if (!proof) {
            expected.removeAll(deferred);
        }
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(executed);
        missing.forEach(name -> System.err.println("tests-ran: " + name + " holds tests but did not run in this build;"
                + " give it a name that the runner knows (*Test, *Laws, *ContractTest, *ModelCheck), or the tag proof"));
        System.out.println("tests-ran: " + withTests.size() + " classes with tests, " + (expected.size() - missing.size())
                + " of " + expected.size() + " ran, " + deferred.size() + " deferred to the proof");
        return missing.isEmpty();
    }

    /** Its own tests, or those that it inherits. */
    private boolean holdsTests(String name) {
        TestClass type = classes.get(name);
        return type != null && (type.holdsTests() || type.supertypes().stream().anyMatch(this::holdsTests));
    }

    private boolean isDeferred(TestClass type) {
        return hasTag(type.name()) || (type.holdsTests() && type.everyTestIsTagged());
    }

    /** A tag stands on the class, on the one around it, or on one that it extends. */
    private boolean hasTag(String name) {
        TestClass type = classes.get(name);
        if (type == null) {
            return false;
        }
        int dollar = name.lastIndexOf('$');
        return type.isTagged()
                || type.supertypes().stream().anyMatch(this::hasTag)
                || (dollar > 0 && hasTag(name.substring(0, dollar)));
    }

    private static Map<String, TestClass> read(Path compiled) throws IOException {
        Map<String, TestClass> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(compiled)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    TestClass type = new ClassFile(new DataInputStream(in)).read();
                    classes.put(type.name(), type);
                }
            }
        }
        return classes;
    }

    /** Classes with at least one test that ran and was not skipped; a report older than the build says nothing. */
    private static Set<String> executedSince(Instant buildStart, Path reports) throws IOException, XMLStreamException {
        Set<String> executed = new HashSet<>();
        if (!Files.isDirectory(reports)) {
            return executed;
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml")).toList()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(buildStart)) {
                    addExecuted(file, executed);
                }
            }
        }
        return executed;
    }

    private static void addExecuted(Path report, Set<String> executed) throws IOException, XMLStreamException {
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = XMLInputFactory.newInstance().createXMLStreamReader(in);
            String suite = "";
            String testCase = "";
            boolean skipped = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("testsuite")) {
                    suite = xml.getAttributeValue(null, "name");
                } else if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("testcase")) {
                    testCase = xml.getAttributeValue(null, "classname");
                    skipped = false;
                } else if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("skipped")) {
                    skipped = true;
                } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase") && !skipped) {
                    // ArchUnit names its classes without their package, and jqwik the class that declares an inherited
                    // test: there the suite says which class ran
                    executed.add(suite);
                    executed.add(testCase);
                }
            }
        }
    }

    /** What a class file says of tests. */
    private record TestClass(
            String name, List<String> supertypes, boolean isConcrete, boolean isTagged, List<Boolean> testsTagged) {
        boolean holdsTests() {
            return !testsTagged.isEmpty();
        }

        boolean everyTestIsTagged() {
            return !testsTagged.contains(false);
        }
    }

    /** Reads the part of a class file (JVMS, chapter 4) that tells names and annotations. */
    private static final class ClassFile {
        private static final int INTERFACE = 0x0200;
        private static final int ABSTRACT = 0x0400;

        private final DataInputStream in;
        private Object[] constants = {};

        ClassFile(DataInputStream in) {
            this.in = in;
        }

        TestClass read() throws IOException {
            in.readLong(); // magic and version
            readConstants();
            int access = in.readUnsignedShort();
            String name = className(in.readUnsignedShort());
            List<String> supertypes = new ArrayList<>();
            int superclass = in.readUnsignedShort();
            if (superclass != 0) {
                supertypes.add(className(superclass));
            }
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                supertypes.add(className(in.readUnsignedShort()));
            }
            List<Boolean> testsTagged = new ArrayList<>();
            readMembers(testsTagged);
            readMembers(testsTagged);
            boolean tagged = readAnnotations().isTagged;
            return new TestClass(name, supertypes, (access & (INTERFACE | ABSTRACT)) == 0, tagged, testsTagged);
        }

        private void readMembers(List<Boolean> testsTagged) throws IOException {
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                in.skipNBytes(6); // access, name, descriptor
                Annotations found = readAnnotations();
                if (found.isTest) {
                    testsTagged.add(found.isTagged);
                }
            }
        }

        private Annotations readAnnotations() throws IOException {
            Annotations found = new Annotations();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                String attribute = text(in.readUnsignedShort());
                int length = in.readInt();
                if (attribute.equals("RuntimeVisibleAnnotations")) {
                    for (int j = in.readUnsignedShort(); j > 0; j--) {
                        readAnnotation(found);
                    }
                } else {
                    in.skipNBytes(length);
                }
            }
            return found;
        }

        private void readAnnotation(Annotations found) throws IOException {
            String type = text(in.readUnsignedShort());
            found.isTest |= TEST_ANNOTATIONS.contains(type);
            boolean tag = TAG_ANNOTATIONS.contains(type);
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                in.readUnsignedShort(); // element name
                readElement(found, tag);
            }
        }

        private void readElement(Annotations found, boolean tag) throws IOException {
            char kind = (char) in.readUnsignedByte();
            switch (kind) {
                case 's' -> {
                    String value = text(in.readUnsignedShort());
                    found.isTagged |= tag && value.equals(DEFERRING_TAG);
                }
                case 'e' -> in.skipNBytes(4);
                case '@' -> readAnnotation(found);
                case '[' -> {
                    for (int i = in.readUnsignedShort(); i > 0; i--) {
                        readElement(found, tag);
                    }
                }
                default -> in.skipNBytes(2);
            }
        }

        private void readConstants() throws IOException {
            constants = new Object[in.readUnsignedShort()];
            for (int i = 1; i < constants.length; i++) {
                int kind = in.readUnsignedByte();
                switch (kind) {
                    case 1 -> constants[i] = in.readUTF();
                    case 7 -> constants[i] = in.readUnsignedShort();
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // these two take two places
                    }
                    default -> throw new IOException("expected a kind of constant but found " + kind);
                }
            }
        }

        private String className(int index) {
            return text((Integer) constants[index]).replace('/', '.');
        }

        private String text(int index) {
            return (String) constants[index];
        }

        private static final class Annotations {
            private boolean isTest;
            private boolean isTagged;
        }
    }
}
