package io.holdfast.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
 * <p>Arguments: the module's target folder, the start of the build (ISO-8601, UTC), {@code everyday} or {@code proof},
 * and the floor: how many lines of the library's log and how many of its exceptions a run of this module searches at
 * least. A search that finds less fails, because it looked where nothing is. A floor of two zeros says that the module's
 * tests log nothing; if they do, the search fails until there is one. In the target folder it reads each {@code *.log}
 * and each recording {@code exceptions*.jfr}, one of each process; the planted texts stand in {@code planted.txt} beside this class.
 */
final class Canary {
    private static final int MOST_TOLD = 30;
    private static final Pattern EVENT =
            Pattern.compile("\\[[^\\]]*\\] (?:TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - (.*)", Pattern.DOTALL);
    private static final Pattern STACK_TRACE = Pattern.compile(
            "\\t+(?:at |\\.\\.\\. |Suppressed: ).*|\\t*(?:Caused by: )?[\\w.$]+(?:Exception|Error|SanitizedThrowable)(?:: .*)?",
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

    private final PrintStream err;

    private Canary(List<String> planted, Path tests, PrintStream err) {
        this.planted = planted;
        this.tests = tests;
        this.err = err;
    }

    public static void main(String[] arguments) throws IOException {
        System.exit(passes(List.of(arguments), System.out, System.err) ? 0 : 1);
    }

    /** The whole search; what it found is printed, and its figures are written down as evidence. */
    static boolean passes(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Path target = Path.of(arguments.get(0)).toAbsolutePath();
        Path tests = target.resolve("test-classes");
        if (!Files.isDirectory(tests)) {
            return true;
        }
        Instant buildStart = Instant.parse(arguments.get(1));
        boolean proof = arguments.get(2).equals("proof");
        List<Path> recordings = of(buildStart, target, "exceptions*.jfr");
        if (recordings.isEmpty() && !proof) {
            err.println("canary: expected the tests of this build to record " + target.resolve("exceptions*.jfr")
                    + " but they did not; start them as the parent pom does");
            return false;
        }
        Canary canary = new Canary(planted(), tests, err);
        for (Path recording : recordings) {
            canary.scanRecording(recording);
        }
        for (Path log : of(buildStart, target, "*.log")) {
            canary.scanLog(log);
        }
        String name = proof ? "canary-proof" : "canary";
        String figures =
                name + ": " + Objects.requireNonNull(target.getParent()).getFileName() + ": " + canary.figures();
        out.println(figures);
        Path evidence = Files.createDirectories(target.resolve("evidence"));
        Files.writeString(evidence.resolve(name + ".txt"), figures + System.lineSeparator());
        return canary.searchedEnough(Integer.parseInt(arguments.get(3)), Integer.parseInt(arguments.get(4)))
                && canary.hits.isEmpty();
    }

    /** The planted texts, without comments and blank lines. */
    static List<String> planted() throws IOException {
        try (InputStream list = Objects.requireNonNull(Canary.class.getResourceAsStream("planted.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private boolean searchedEnough(int leastLines, int leastExceptions) {
        int exceptions = scanned.getOrDefault(Place.EXCEPTION, 0);
        boolean unexpected = leastLines == 0 && leastExceptions == 0 && !foundNothing();
        if (unexpected || linesOfOurs < leastLines || exceptions < leastExceptions) {
            err.printf(
                    Locale.ROOT,
                    "canary: expected to search %s but found %,d lines and %,d exceptions; see that the tests still log to"
                            + " target/*.log at TRACE and record their exceptions, or set the floor canary.lines and"
                            + " canary.exceptions (canary.proof.* for the proof) of this module's pom to what they show%n",
                    unexpected
                            ? "nothing, as a floor of 0 says,"
                            : String.format(
                                    Locale.ROOT,
                                    "at least %,d lines of the library's log and %,d of its exceptions",
                                    leastLines,
                                    leastExceptions),
                    linesOfOurs,
                    exceptions);
            return false;
        }
        return true;
    }

    private boolean foundNothing() {
        return scanned.isEmpty() && types.isEmpty() && hits.isEmpty();
    }

    /** What this build left in its target folder, not one before it. */
    private static List<Path> of(Instant buildStart, Path target, String names) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target, names)) {
            for (Path file : files) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(buildStart)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private void scanLog(Path log) throws IOException {
        // by line feeds alone: a bare carriage return is one of the characters that forge
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
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
        Place place = line.contains(" history={") ? Place.HISTORY : logger.equals("canary") ? Place.TYPE : Place.LOG;
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
        Optional<String> maker = Optional.ofNullable(event.getStackTrace())
                .flatMap(stack -> stack.getFrames().stream()
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
        return type.startsWith(OURS)
                && !type.startsWith(SANDBOX)
                && !isTest(type)
                && !isTest(type.replaceFirst("\\$.*", ""));
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
            err.println("canary: " + place.name().toLowerCase(Locale.ROOT) + ": expected no planted text and no"
                    + " character that forges a line but found " + what
                    + "; leave it out, or write it as Text.escaped does: "
                    + FORGING.matcher(text).replaceAll("?"));
        }
        hits.merge(place, 1, Integer::sum);
    }

    private String figures() {
        if (foundNothing()) {
            return "nothing to search";
        }
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
