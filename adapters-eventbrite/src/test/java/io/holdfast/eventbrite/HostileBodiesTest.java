package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an answer's body is made of, reading it costs little memory, and nothing over a limit is taken. */
final class HostileBodiesTest {
    private static final long MOST_MEMORY = 32L << 20;
    private static final int LIMIT = 16 << 20;
    private static final String EVENT = Answers.EVENT;
    private static final String LAST = "\"pagination\": {\"has_more_items\": false}";

    private static EventbriteSandbox sandbox;
    private static AllocationMeter meter;
    private static EventbriteConnector connector;
    private static int tried;
    private static int taken;
    private static long most;

    @BeforeAll
    static void open() {
        sandbox = EventbriteSandbox.start();
        meter = new AllocationMeter();
        HttpClient client = HttpClient.newBuilder()
                .executor(meter.clientThreads())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        connector = EventbriteConnector.create(
                UnderFire.options(sandbox.baseUri()).httpClient(client).build());
        // classes that are loaded for the first time would count as the first input's
        isTaken(new Input("warm", "events/", Fault.answer(200, "application/json", page("")), false));
        isTaken(new Input("warm", "users/", Fault.html(500), false));
    }

    @AfterAll
    static void writeEvidence() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("hostile-bodies.txt"),
                String.format(
                        Locale.ROOT,
                        "hostile-bodies: %d inputs tried, %d over the limit accepted, at most %.1f MiB for one%n",
                        tried,
                        taken,
                        most / 1048576.0));
        meter.close();
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource({"withoutEnd", "tooLong", "tooDeep", "tooMany", "odd"})
    void aBodyCostsLittleAndIsRefusedOverALimit(Input input) {
        tried++;
        long before = meter.bytesSoFar();
        boolean accepted = isTaken(input);
        long cost = meter.bytesSoFar() - before;

        most = Math.max(most, cost);
        if (accepted && input.over) {
            taken++;
        }
        assertThat(accepted && input.over).as("taken over the limit").isFalse();
        assertThat(cost).as("bytes allocated").isLessThanOrEqualTo(MOST_MEMORY);
    }

    static Stream<Input> withoutEnd() {
        return Stream.of(
                endless("one text", "{\"pad\": \"", "lorem ipsum "),
                endless("one name", "{\"", "lorem "),
                endless("a given name", "{\"attendees\": [{\"id\": \"1\", \"profile\": {\"first_name\": \"", "Ilse "),
                endless("escapes", "{\"pad\": \"", "\\u0041"),
                endless("an id of escapes", "{\"attendees\": [{\"id\": \"", "\\ud83d\\ude00"),
                endless("letters of four bytes", "{\"attendees\": [{\"id\": \"", "\uD83D\uDE00"),
                endless("white space", "{", "    \n"),
                endless("white space before anything", " ", " "),
                endless("numbers", "{\"pad\": [", "1,"),
                endless("one number", "{\"pagination\": {\"object_count\": 1", "0123456789"),
                endless("a fraction", "{\"attendees\": [{\"id\": 0.", "0123456789"),
                endless("one member again and again", "{", "\"a\": 1,"),
                endless("the list again and again", "{", "\"attendees\": [],"),
                endless("rows of nothing", "{\"attendees\": [", "{},"),
                endless("rows with an id", "{\"attendees\": [", "{\"id\":\"1\"},"),
                endless("rows that are numbers", "{\"attendees\": [", "1,"),
                endless(
                        "answers",
                        "{\"attendees\": [{\"id\": \"1\", \"answers\": [",
                        "{\"question\":\"q\",\"answer\":\"a\"},"),
                endless(
                        "parts of an answer",
                        "{\"attendees\": [{\"id\": \"1\", \"answers\": [{\"answer\": {",
                        "\"a\":1,"),
                endless("barcodes", "{\"attendees\": [{\"id\": \"1\", \"barcodes\": [", "{\"barcode\":\"b\"},"),
                endless("open lists", "{\"pad\": ", "["),
                endless("open objects", "{\"pad\": ", "{\"a\":"),
                endless("HTML", "<html><body>", "<p>busy</p>"),
                endless("zeros", "", "\u0000"),
                new Input("a refusal", "events/", endlessWith("{\"error\": \"X\", \"pad\": \"", "x"), true),
                new Input("who we are", "users/me/", endlessWith("{\"id\": \"1\", \"name\": \"", "x"), true),
                new Input("addresses", "users/me/", endlessWith("{\"emails\": [", "{\"email\":\"a\"},"), true));
    }

    static Stream<Input> tooLong() {
        return Stream.of(
                page("a page as long as it may be", false, padded(LIMIT)),
                page("a page of one byte more", true, padded(LIMIT + 1)),
                page("a page of twice the bytes", true, padded(2 * LIMIT)),
                page(
                        "a name as long as a page",
                        true,
                        page(row("1", "\"profile\": {\"first_name\": \"" + "x".repeat(LIMIT - 400) + "\"}"))),
                page(
                        "a name of another alphabet",
                        true,
                        page(row("1", "\"profile\": {\"first_name\": \"" + "\u0416".repeat(LIMIT / 2 - 400) + "\"}"))));
    }

    static Stream<Input> tooDeep() {
        return Stream.of(
                page(
                        "64 deep",
                        false,
                        "{\"attendees\": [], " + LAST + ", \"pad\": " + "[".repeat(63) + "]".repeat(63) + "}"),
                page(
                        "65 deep",
                        true,
                        "{\"attendees\": [], " + LAST + ", \"pad\": " + "[".repeat(64) + "]".repeat(64) + "}"),
                page("10,000 lists deep", true, "{\"pad\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                page(
                        "10,000 objects deep",
                        true,
                        "{\"pad\": " + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}"),
                page(
                        "10,000 deep in a row",
                        true,
                        "{\"attendees\": [{\"id\": \"1\", \"profile\": " + "[".repeat(10_000)),
                page("a million deep", true, "[".repeat(1_000_000)),
                new Input(
                        "10,000 deep in a refusal",
                        "events/",
                        Fault.answer(400, "application/json", "{\"error\": " + "[".repeat(10_000)),
                        true));
    }

    static Stream<Input> tooMany() {
        return Stream.of(
                page("10,000 rows", false, page(rows(10_000, 0))),
                page("10,001 rows", true, page(rows(10_001, 0))),
                page("100,000 answers in one row", true, page(row("1", "\"answers\": [" + answers(100_000) + "]"))),
                page("100,001 rows", true, page(rows(100_001, 0))),
                page("1,000 rows with 9 answers each", false, page(rows(1_000, 9))),
                page("1,000 rows with 100 answers each", true, page(rows(1_000, 100))),
                page("50 rows with 220 answers each", false, page(rows(50, 220))),
                page(
                        "100,000 parts in one answer",
                        true,
                        page(row("1", "\"answers\": [{\"answer\": {\"a\": 1" + names(100_000) + "}}]"))),
                page("100,000 names", false, "{\"attendees\": [], " + LAST + names(100_000) + "}"));
    }

    static Stream<Input> odd() {
        return Stream.of(
                page("nothing", true, ""),
                page(
                        "a number with a million digits",
                        false,
                        "{\"attendees\": [], \"pagination\": {\"has_more_items\": false, \"object_count\": "
                                + "9".repeat(1_000_000) + "}}"),
                page("a number with a huge exponent", false, page(row("1e999999999", ""))),
                page("something behind the end", true, page("") + "{}"),
                page("a second page behind the first", true, page("") + page(row("1", ""))),
                page(
                        "not a number",
                        true,
                        "{\"attendees\": [], \"pagination\": {\"has_more_items\": false, \"page_count\": NaN}}"),
                page("a comment", true, "/* */" + page("")),
                page("control characters in a text", true, page(row("1", "\"status\": \"a\u0001b\""))),
                page("a text that is not closed", true, "{\"attendees\": [{\"id\": \"1"));
    }

    private static Input endless(String name, String beginning, String filler) {
        return new Input(name + ", without end", "events/", endlessWith(beginning, filler), true);
    }

    private static Fault endlessWith(String beginning, String filler) {
        return Fault.endlessBody(beginning, filler);
    }

    private static Input page(String name, boolean over, String body) {
        return new Input(name, "events/", Fault.answer(200, "application/json", body), over);
    }

    private static String page(String rows) {
        return "{" + LAST + ", \"attendees\": [" + rows + "]}";
    }

    private static String padded(int bytes) {
        String rest = "{\"attendees\": [], " + LAST + ", \"pad\": \"\"}";
        return rest.substring(0, rest.length() - 2) + "x".repeat(bytes - rest.length()) + "\"}";
    }

    private static String row(String id, String members) {
        return Answers.row(id, members);
    }

    private static String rows(int count, int answers) {
        return IntStream.range(0, count)
                .mapToObj(i -> row("7700" + i, "\"answers\": [" + answers(answers) + "]"))
                .collect(Collectors.joining(","));
    }

    private static String answers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"question\":\"q" + i + "\",\"answer\":\"a\"}")
                .collect(Collectors.joining(","));
    }

    private static String names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ", \"name " + i + "\": 1")
                .collect(Collectors.joining());
    }

    /** Whether the connector takes all of it; any other exception than its own fails the test. */
    private static boolean isTaken(Input input) {
        sandbox.inject(input.path, 1, input.fault);
        Credential key = Credential.apiKey(sandbox.token());
        try {
            if (input.path.startsWith("users")) {
                connector.identify(key);
                return true;
            }
            AttendeePage page = connector.attendees(
                    new Grant(key, new Account("1", "any")),
                    new RemoteRef(SubjectKind.EVENT, RemoteId.of(EVENT)),
                    Cursor.START);
            return page.rejected().stream().noneMatch(row -> row.code().equals("too-large"));
        } catch (ProviderException refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(400);
            return false;
        }
    }

    /** A body, where it is met, and whether it must not be taken: it is over a limit, or no JSON as it should be. */
    record Input(String name, String path, Fault fault, boolean over) {
        @Override
        public String toString() {
            return name;
        }
    }
}
