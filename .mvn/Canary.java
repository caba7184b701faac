import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Fails the build if a test run of a module showed a planted secret or person, or let a character through that forges a
 * line: in its log, at TRACE, with the history rows and the texts of types that stand in it, or in the message of an
 * exception that was made in the library.
 *
 * <p>Arguments: the list of planted texts, the module's target folder, the start of the build (ISO-8601, UTC), and {@code
 * everyday} or {@code proof}. In the target folder it reads each {@code *.log} and the recording {@code exceptions.jfr}.
 */
final class Canary {
    private static final int MOST_TOLD = 30;
    private static final Pattern EVENT = Pattern.compile(
            "\\[[^\\]]*\\] (?:TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - (.*)", Pattern.DOTALL);
    private static final Pattern STACK_TRACE = Pattern.compile(
            "\\t+(?:at |\\.\\.\\. |Suppressed: ).*|(?:Caused by: )?[\\w.$]+(?:Exception|Error|Wordless)(?:: .*)?",
            Pattern.DOTALL);
    private static final Pattern FORGING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern TYPE = Pattern.compile("type=(\\S+) .*", Pattern.DOTALL);
    private static final String OURS = "io.holdfast.";
    /** The fake provider: no part of the library, and it knows its people. */
    private static final String SANDBOX = "io.holdfast.sandbox.";

    private enum Place {
        LOG,
        EXCEPTION,
        TYPE,
        HISTORY
    }

    private final List<String> planted;
    private final Path tests;
    private final Map<Place, Integer> scanned = new EnumMap<>(Place.class);
    private final Set<String> types = new HashSet<>();
    private int linesOfOurs;
    private final Map<Place, Integer> hits = new EnumMap<>(Place.class);

    private Canary(List<String> planted, Path tests) {
        this.planted = planted;
        this.tests = tests;
    }

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]).toAbsolutePath();
        Path tests = target.resolve("test-classes");
        if (!Files.isDirectory(tests)) {
            return;
        }
        Instant buildStart = Instant.parse(arguments[2]);
        boolean proof = arguments[3].equals("proof");
        Path recording = target.resolve("exceptions.jfr");
        boolean recorded = isOf(buildStart, recording);
        if (!recorded && !proof) {
            System.err.println("canary: expected the tests of this build to record " + recording
                    + " but they did not; start them as the parent pom does");
            System.exit(1);
        }
        Canary canary = new Canary(planted(Path.of(arguments[0])), tests);
        if (recorded) {
            canary.scanRecording(recording);
        }
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(target, "*.log")) {
            for (Path log : logs) {
                if (isOf(buildStart, log)) {
                    canary.scanLog(log);
                }
            }
        }
        String name = proof ? "canary-proof" : "canary";
        String figures = name + ": " + target.getParent().getFileName() + ": " + canary.figures();
        System.out.println(figures);
        Path evidence = Files.createDirectories(target.resolve("evidence"));
        Files.writeString(evidence.resolve(name + ".txt"), figures + System.lineSeparator());
        System.exit(canary.hits.isEmpty() ? 0 : 1);
    }

    private static List<String> planted(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static boolean isOf(Instant buildStart, Path file) throws IOException {
        return Files.exists(file) && !Files.getLastModifiedTime(file).toInstant().isBefore(buildStart);
    }

    private void scanLog(Path log) throws IOException {
        // by line feeds alone: a bare carriage return is one of the characters that forge
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            String logger = "";
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c != '\n') {
                    line.append((char) c);
                } else {
                    logger = scanLine(logger, line.toString());
                    line.setLength(0);
                }
            }
        }
    }

    /** Gives the logger that the next line belongs to, if it begins nothing of its own. */
    private String scanLine(String loggerBefore, String line) {
        Matcher event = EVENT.matcher(line);
        if (!event.matches()) {
            scan(Place.LOG, "a line below one of " + loggerBefore, line);
            if (isOurs(loggerBefore)) {
                if (!STACK_TRACE.matcher(line).matches()) {
                    hit(Place.LOG, "a line break in a line of " + loggerBefore, line);
                }
                refuseForging(Place.LOG, "a line below one of " + loggerBefore, line.replace("\t", ""));
            }
            return loggerBefore;
        }
        String logger = event.group(1);
        Matcher type = TYPE.matcher(event.group(2));
        Place place = line.contains(" history=\"") ? Place.HISTORY : logger.equals("canary") ? Place.TYPE : Place.LOG;
        if (place != Place.TYPE) {
            scanned.merge(place, 1, Integer::sum);
        } else if (type.matches()) {
            types.add(type.group(1));
        }
        scan(place, "a line of " + logger, line);
        if (isOurs(logger)) {
            linesOfOurs++;
            refuseForging(place, "a line of " + logger, line);
        }
        return logger;
    }

    private static boolean isOurs(String logger) {
        return logger.startsWith(OURS) && !logger.startsWith(SANDBOX);
    }

    private void scanRecording(Path recording) throws IOException {
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.hasField("thrownClass") && event.getString("message") != null) {
                    scanException(event);
                }
            }
        }
    }

    /**
     * Ours are those whose maker, the first frame that is not of the exception itself, is the library's. The others that
     * pass through it, such as a parser's, never leave it with their words: one of ours keeps its cause without them.
     */
    private void scanException(RecordedEvent event) {
        String thrown = event.getClass("thrownClass").getName();
        Optional<String> maker = Optional.ofNullable(event.getStackTrace()).flatMap(stack -> stack.getFrames().stream()
                .filter(frame -> !isOfTheException(thrown, frame))
                .map(frame -> frame.getMethod().getType().getName())
                .findFirst()
                .filter(this::isLibrary));
        if (maker.isPresent()) {
            scanned.merge(Place.EXCEPTION, 1, Integer::sum);
            String message = event.getString("message");
            String where = thrown + " of " + maker.get();
            scan(Place.EXCEPTION, where, message);
            refuseForging(Place.EXCEPTION, where, message);
        }
    }

    private static boolean isOfTheException(String thrown, RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.equals(thrown)
                || (frame.getMethod().getName().equals("<init>") && type.matches(".*(?:Exception|Error|Throwable)"));
    }

    /** A lambda has a class without a file: it belongs to the class around it. */
    private boolean isLibrary(String type) {
        return type.startsWith(OURS) && !type.startsWith(SANDBOX) && !isTest(type) && !isTest(type.replaceFirst("\\$.*", ""));
    }

    private boolean isTest(String type) {
        return Files.exists(tests.resolve(type.replace('.', '/') + ".class"));
    }

    private void scan(Place place, String where, String text) {
        for (String leak : planted) {
            if (text.contains(leak)) {
                hit(place, "\"" + leak + "\" in " + where, text);
                return;
            }
        }
    }

    private void refuseForging(Place place, String where, String text) {
        Matcher forging = FORGING.matcher(text);
        if (forging.find()) {
            hit(place, "a raw " + Character.getName(forging.group().codePointAt(0)) + " in " + where, text);
        }
    }

    private void hit(Place place, String what, String text) {
        if (hits.values().stream().mapToInt(Integer::intValue).sum() < MOST_TOLD) {
            System.err.println("canary: " + place.name().toLowerCase(Locale.ROOT) + ": expected no planted text and no"
                    + " character that forges a line but found " + what + "; leave it out, or write it as Text.shown does: "
                    + FORGING.matcher(text).replaceAll("?"));
        }
        hits.merge(place, 1, Integer::sum);
    }

    private String figures() {
        return String.format(
                Locale.ROOT,
                "%,d log lines (%,d of the library), %,d exceptions, %,d types, %,d history rows scanned for %d planted values, %d hits%s",
                scanned.getOrDefault(Place.LOG, 0) + scanned.getOrDefault(Place.HISTORY, 0),
                linesOfOurs,
                scanned.getOrDefault(Place.EXCEPTION, 0),
                types.size(),
                scanned.getOrDefault(Place.HISTORY, 0),
                planted.size(),
                hits.values().stream().mapToInt(Integer::intValue).sum(),
                hits.isEmpty() ? "" : " " + hits);
    }
}
