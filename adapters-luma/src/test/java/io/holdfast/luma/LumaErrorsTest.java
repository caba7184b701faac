package io.holdfast.luma;

import static io.holdfast.luma.FireRow.EVENT;
import static io.holdfast.luma.FireRow.PAGES;
import static io.holdfast.luma.FireRow.PEOPLE;
import static io.holdfast.luma.FireRow.WHO;
import static io.holdfast.luma.FireRow.row;
import static io.holdfast.model.FailureKind.CONFIGURATION;
import static io.holdfast.model.FailureKind.CURSOR_REFUSED;
import static io.holdfast.model.FailureKind.INTERNAL;
import static io.holdfast.model.FailureKind.MALFORMED;
import static io.holdfast.model.FailureKind.NOT_IMPORTABLE;
import static io.holdfast.model.FailureKind.NO_PROGRESS;
import static io.holdfast.model.FailureKind.PERMISSION;
import static io.holdfast.model.FailureKind.RATE_LIMITED;
import static io.holdfast.model.FailureKind.REJECTED;
import static io.holdfast.model.FailureKind.REMOTE_GONE;
import static io.holdfast.model.FailureKind.UNREACHABLE;
import static io.holdfast.model.SyncPhase.IMPORT_FAILED;
import static io.holdfast.model.SyncPhase.LIVE;
import static io.holdfast.model.SyncPhase.SYNC_FAILED;
import static io.holdfast.proving.FailureRow.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.Refusal;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.proving.Proof;
import io.holdfast.proving.Tally;
import io.holdfast.sandbox.Deaf;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Luma or the network answers ends in a state that a person understands; every day each seventh row. */
@Tag("proof")
final class LumaErrorsTest {
    private static final int EACH = 7;
    private static final Tally ROWS = new Tally();

    @AfterAll
    static void writeEvidence() throws IOException {
        ROWS.write("luma-errors", "rows tried", 70);
    }

    @Tag("sample")
    @ParameterizedTest
    @MethodSource("imports")
    void everyFailureOfAnImportEndsAsTheTableSays(FireRow row) {
        ROWS.row(row::check);
    }

    @Tag("sample")
    @ParameterizedTest
    @MethodSource("connections")
    void everyFailureToConnectSaysWhatToDoAndStoresNothing(KeyRow row) {
        ROWS.row(row::check);
    }

    static Stream<FireRow> imports() {
        return Proof.sampled(
                EACH,
                Stream.of(
                                pages(),
                                looks(),
                                verdicts(),
                                bodies(),
                                lists(),
                                waits(),
                                network(),
                                guests(),
                                people(),
                                credentials())
                        .flatMap(rows -> rows));
    }

    static Stream<KeyRow> connections() {
        return Proof.sampled(EACH, KeyRow.table());
    }

    // spotless:off
    // each row by hand, from the sheet's decision table and the rule on kind and suspicion

    private static final String REVOKED = "if the key was revoked, make another at Luma and connect again";
    private static final String GONE = "cancelled, moved to another calendar, or is no longer yours; choose another, or connect";
    private static final String STRANGER = "something in front of it answered; try again later";
    private static final String NOT_THIS = "check the event or calendar at Luma";
    private static final String LATER = "try again later";

    static Stream<FireRow> pages() {
        return Stream.of(
                row("401").everyPage(Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).endsIn(IMPORT_FAILED, 0),
                row("401 after the first page").allPagesAfterTheFirst(Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).endsIn(IMPORT_FAILED, 50),
                row("401 while live").whenLive().everyPage(Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).endsIn(SYNC_FAILED, 120),
                row("a stray 401").firstPageOnce(Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).recovers(),
                row("401 with HTML").everyPage(Fault.html(401)).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("401 with nothing").everyPage(Fault.json(401, "")).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("401 with a list").everyPage(Fault.json(401, "[]")).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("401 with a message that is cut").everyPage(Fault.json(401, "{\"message\": \"No")).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("401 in the words of another API").firstPageOnce(Fault.json(401, "{\"error\": \"login\"}")).failsWith(UNREACHABLE, STRANGER).recovers(),

                row("403 each time").everyPage(Fault.refused(403)).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0),
                row("403 once, after the event was seen").firstPageOnce(Fault.refused(403)).suspect().failsWith(REMOTE_GONE, GONE).recovers(),
                row("403 on the second page, for good").allPagesAfterTheFirst(Fault.refused(403)).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 50),
                row("403 once while live").whenLive().firstPageOnce(Fault.refused(403)).suspect().failsWith(REMOTE_GONE, GONE).atFirst(FireRow::stillActive).recovers(),
                row("an event that is cancelled while live").whenLive().attack(world -> world.luma.cancel("evt-Pier1")).suspect().failsWith(REMOTE_GONE, GONE).atFirst(FireRow::stillActive).endsIn(SYNC_FAILED, 120),
                row("403 with HTML").everyPage(Fault.html(403)).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("403 with HTML, once").firstPageOnce(Fault.html(403)).failsWith(UNREACHABLE, STRANGER).recovers(),
                row("404 twice, a while apart").everyPage(Fault.refused(404)).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0)
                        .then((world, link) -> assertThat(world.time.instant()).isEqualTo(UnderFire.START.plus(Duration.ofMinutes(1)))),
                row("404 once").firstPageOnce(Fault.refused(404)).suspect().failsWith(REMOTE_GONE, GONE).recovers(),
                row("404 with HTML").everyPage(Fault.html(404)).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("410").everyPage(Fault.refused(410)).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0),

                row("400 on the first page").everyPage(Fault.refused(400)).suspect().failsWith(REJECTED, NOT_THIS).endsIn(IMPORT_FAILED, 0),
                row("400 in several lines, with the key in it").everyPage(Fault.json(400, "{\"message\": \"Bad.\\n- event_id: of secret-T0K3N\", \"code\": null}"))
                        .suspect().failsWith(REJECTED, NOT_THIS).endsIn(IMPORT_FAILED, 0).then((world, link) -> assertThat(message(link)).doesNotContain("\n", "event_id")),
                row("400 with HTML").everyPage(Fault.html(400)).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("405").everyPage(Fault.refused(405)).failsWith(INTERNAL, "report this").endsIn(IMPORT_FAILED, 0),
                row("408, once").firstPageOnce(Fault.refused(408)).failsWith(UNREACHABLE, LATER).recovers(),
                row("409, once").firstPageOnce(Fault.refused(409)).failsWith(UNREACHABLE, LATER).recovers(),
                row("422").everyPage(Fault.refused(422)).failsWith(REJECTED, NOT_THIS).endsIn(IMPORT_FAILED, 0),
                row("500").everyPage(Fault.refused(500)).failsWith(UNREACHABLE, LATER).endsIn(IMPORT_FAILED, 0),
                row("500 after the first page").allPagesAfterTheFirst(Fault.refused(500)).failsWith(UNREACHABLE, LATER).endsIn(IMPORT_FAILED, 50),
                row("502 with HTML, once").secondPageOnce(Fault.html(502)).failsWith(UNREACHABLE, STRANGER).recovers().then(LumaErrorsTest::goneOnAtTheSecondPage),
                row("503 with nothing, while live").whenLive().everyPage(Fault.answer(503, "text/plain", "")).failsWith(UNREACHABLE, LATER).atFirst(FireRow::stillActive).endsIn(SYNC_FAILED, 120),
                row("520 of the network in front").everyPage(Fault.html(520)).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("301").everyPage(Fault.redirect(301, "/v2/events/guests/list")).failsWith(INTERNAL, "redirect is not followed").endsIn(IMPORT_FAILED, 0),
                row("302 to a page of the network").everyPage(Fault.html(302)).failsWith(INTERNAL, "redirect is not followed").endsIn(IMPORT_FAILED, 0),
                redirected(307),
                redirected(308));
    }

    static Stream<FireRow> looks() {
        return Stream.of(
                row("an unknown event").before(world -> world.remote = RemoteId.of("evt-Nowhere")).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0).then(asked(EVENT, 1)),
                row("an id that is a path").before(world -> world.remote = RemoteId.of("../../v1/calendars/get")).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0).then(asked(WHO, 2)),
                row("an id with a parameter in it").before(world -> world.remote = RemoteId.of("evt-0&event_id=evt-Pier1")).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0),
                row("an event of another calendar").before(LumaErrorsTest::foreign).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0),
                row("a look: 401").everyLook(Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).endsIn(IMPORT_FAILED, 0),
                row("a look: a stray 401").firstLookOnce(Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).recovers(),
                row("a look: 400").everyLook(Fault.refused(400)).suspect().failsWith(REJECTED, NOT_THIS).endsIn(IMPORT_FAILED, 0),
                row("a look: 403").everyLook(Fault.refused(403)).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0),
                row("a look: 403 with HTML, once").firstLookOnce(Fault.html(403)).failsWith(UNREACHABLE, STRANGER).recovers(),
                row("a look: 404").everyLook(Fault.refused(404)).suspect().failsWith(REMOTE_GONE, GONE).endsIn(IMPORT_FAILED, 0),
                row("a look: 405").everyLook(Fault.refused(405)).failsWith(INTERNAL, "check the base URI").endsIn(IMPORT_FAILED, 0),
                row("a look: 422").everyLook(Fault.refused(422)).failsWith(REJECTED, NOT_THIS).endsIn(IMPORT_FAILED, 0),
                row("a look: 429, once").firstLookOnce(Fault.refused(429)).failsWith(RATE_LIMITED, "asks to wait 60 s").recovers(),
                row("a look: 500").everyLook(Fault.refused(500)).failsWith(UNREACHABLE, LATER).endsIn(IMPORT_FAILED, 0),
                row("a look: 302").everyLook(Fault.redirect(302, "/elsewhere")).failsWith(INTERNAL, "redirect is not followed").endsIn(IMPORT_FAILED, 0),
                row("a look: an event that is only shown").everyLook(Fault.text(event -> event.replace("manage", "view"))).failsWith(NOT_IMPORTABLE, "connect with the key of the one that manages it").endsIn(IMPORT_FAILED, 0).then(asked(PAGES, 0)),
                row("a look: an event of another platform").everyLook(Fault.json(200, "{\"platform\": \"external\", \"id\": \"calev-1\"}")).failsWith(MALFORMED, "no event of Luma's").endsIn(IMPORT_FAILED, 0),
                row("a look: 200 with an error").everyLook(Fault.refused(200)).failsWith(MALFORMED, "no event of Luma's").endsIn(IMPORT_FAILED, 0),
                row("a look: 200 with nothing").everyLook(Fault.json(200, "")).failsWith(MALFORMED, "expected JSON of Luma's").endsIn(IMPORT_FAILED, 0),
                row("a look: 200 with HTML, once").firstLookOnce(Fault.html(200)).failsWith(MALFORMED, "expected JSON of Luma's").recovers(),
                row("a look: an event without anything but an id").everyLook(Fault.json(200, "{\"id\": \"evt-Pier1\", \"name\": null, \"start_at\": \"soon\", \"timezone\": \"Mars/Olympus\"}")).recovers());
    }

    /** The pages refuse the key, and so does, or does not, whoever is asked whose it is. */
    static Stream<FireRow> verdicts() {
        return Stream.of(
                verdict("401 to both", Fault.refused(401)).disconnects(0),
                verdict("400 when asked whose it is", Fault.refused(400)).disconnects(0),
                verdict("403 when asked whose it is", Fault.refused(403)).disconnects(0),
                verdict("401 with HTML when asked whose it is", Fault.html(401)).endsIn(IMPORT_FAILED, 0),
                verdict("403 with HTML when asked whose it is", Fault.html(403)).endsIn(IMPORT_FAILED, 0),
                verdict("404 when asked whose it is", Fault.refused(404)).endsIn(IMPORT_FAILED, 0),
                verdict("429 when asked whose it is", Fault.refused(429)).endsIn(IMPORT_FAILED, 0),
                verdict("503 when asked whose it is", Fault.refused(503)).endsIn(IMPORT_FAILED, 0),
                verdict("a redirect when asked whose it is", Fault.redirect(302, "/")).endsIn(IMPORT_FAILED, 0),
                verdict("half an answer when asked whose it is", Fault.json(200, "{\"id\": \"cal-P")).endsIn(IMPORT_FAILED, 0),
                row("403 everywhere: no Luma Plus any more").everyPage(Fault.refused(403)).everyQuestion(Fault.refused(403)).suspect().failsWith(REMOTE_GONE, GONE).disconnects(0),
                row("401 everywhere while live").whenLive().attack(world -> world.luma.revoke(world.secret)).suspect().failsWith(UNREACHABLE, REVOKED).disconnects(120));
    }

    static Stream<FireRow> bodies() {
        String malformed = "expected JSON of Luma's";
        return Stream.of(
                row("a page cut short").everyPage(Fault.json(200, "{\"entries\": [{\"id\": \"gst-1\", \"user_")).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("200 with HTML").everyPage(Fault.html(200)).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("200 with an array").everyPage(Fault.json(200, "[1, 2]")).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("200 with null").everyPage(Fault.json(200, "null")).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("200 with nothing, once").secondPageOnce(Fault.json(200, "")).failsWith(MALFORMED, malformed).recovers(),
                row("200 with an error").everyPage(Fault.refused(200)).failsWith(MALFORMED, "no list of people").endsIn(IMPORT_FAILED, 0),
                row("200 with an object in the list's place").everyPage(Fault.json(200, "{\"entries\": {}, \"has_more\": false}")).failsWith(MALFORMED, "no list of people").endsIn(IMPORT_FAILED, 0),
                row("200 with null in the list's place").everyPage(Fault.json(200, "{\"entries\": null, \"has_more\": false}")).failsWith(MALFORMED, "no list of people").endsIn(IMPORT_FAILED, 0),
                row("204").everyPage(Fault.json(204, "")).failsWith(MALFORMED, "HTTP 204").endsIn(IMPORT_FAILED, 0),
                row("206").everyPage(Fault.text(page -> page).status(206)).failsWith(MALFORMED, "HTTP 206").endsIn(IMPORT_FAILED, 0),
                row("more bytes than its options let through").options(options -> options.maxBytes(4 << 20)).everyPage(Fault.json(200, "{\"entries\": [], \"pad\": \"" + "lorem ipsum ".repeat(400_000))).failsWith(MALFORMED, "more than 4194304 bytes").endsIn(IMPORT_FAILED, 0),
                row("nested 10,000 deep").everyPage(Fault.json(200, "{\"entries\": " + "[".repeat(10_000))).failsWith(MALFORMED, "nested deeper than 64").endsIn(IMPORT_FAILED, 0),
                row("nested 10,000 deep where nobody looks").everyPage(Fault.json(200, "{\"x\": " + "{\"x\":".repeat(10_000))).failsWith(MALFORMED, "nested deeper than 64").endsIn(IMPORT_FAILED, 0),
                row("more rows than a page may have").everyPage(Fault.json(200, "{\"entries\": [0" + ",0".repeat(20_000) + "]}")).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("something after its end").everyPage(Fault.text(page -> page + "}")).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("packed, though nobody asked for it").everyPage(Fault.gzipped()).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("Latin-1").everyPage(Fault.text(page -> page.replace("Name1 ", "Ilsé ")).in(StandardCharsets.ISO_8859_1)).failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("a wrong content type").everyPage(Fault.none().header("Content-Type", "text/html")).recovers(),
                row("no content type").everyPage(Fault.none().without("Content-Type")).recovers(),
                row("no date").everyPage(Fault.none().without("Date")).failsWith(MALFORMED, "a proxy may have dropped it").endsIn(IMPORT_FAILED, 0),
                row("a date that is none").firstPageOnce(Fault.none().header("Date", "soon")).failsWith(MALFORMED, "a proxy may have dropped it").recovers());
    }

    static Stream<FireRow> lists() {
        SyncPolicy fewPages = SyncPolicy.builder().maxPages(20).build();
        return Stream.of(
                row("more without an end").attack(world -> world.endless(UnderFire.ATTENDEES)).policy(fewPages).failsWith(MALFORMED, "goes on after the most pages").endsIn(IMPORT_FAILED, 120),
                row("empty pages without an end").attack(world -> world.endless(0)).failsWith(MALFORMED, "pages in a row are empty").endsIn(IMPORT_FAILED, 0),
                row("a place that names itself").allPagesAfterTheFirst(next("at-50")).failsWith(MALFORMED, "goes on where this page began").endsIn(IMPORT_FAILED, 50),
                row("places that come back in a circle").everyPage(Fault.text(page -> page.replace("false, \"next_cursor\": \"at-120\"", "true, \"next_cursor\": \"at-50\""))).failsWith(MALFORMED, "was read before").endsIn(IMPORT_FAILED, 120),
                row("more, but no cursor").everyPage(Fault.text(page -> page.replace("next_cursor", "cursor_to_come"))).failsWith(MALFORMED, "announced without a cursor").endsIn(IMPORT_FAILED, 0),
                row("more, but a blank cursor").secondPageOnce(Fault.text(page -> page.replace("\"at-100\"", "\" \""))).failsWith(MALFORMED, "announced without a cursor").recovers(),
                row("more, but a number for a place").secondPageOnce(Fault.text(page -> page.replace("\"at-100\"", "{}"))).failsWith(MALFORMED, "announced without a cursor").recovers(),
                row("a page that does not say whether it is the last").everyPage(Fault.text(page -> page.replace("has_more", "more"))).failsWith(MALFORMED, "does not say whether its list ended").endsIn(IMPORT_FAILED, 0),
                row("a page that says it in a word").firstPageOnce(Fault.text(page -> page.replace("true", "\"true\""))).failsWith(MALFORMED, "does not say whether its list ended").recovers(),
                row("a page that comes twice").secondPageOnce(Fault.text(page -> page.replaceAll("gst-5(\\d)", "gst-$1"))).endsIn(LIVE, 110),
                row("a cursor on the last page").everyPage(Fault.none()).recovers().then(asked(PAGES, 3)),
                row("an empty page in the middle").firstPageOnce(Fault.json(200, "{\"entries\": [], \"has_more\": true, \"next_cursor\": \"at-0\"}")).recovers(),
                row("nobody at all").attack(world -> world.luma.event("evt-Pier1", UnderFire.CALENDAR)).endsIn(LIVE, 0),
                row("an empty list with a total").everyPage(Fault.json(200, "{\"entries\": [], \"total\": 120, \"has_more\": false}")).endsIn(LIVE, 0),
                row("an empty list with a total, once, while live").whenLive().firstPageOnce(Fault.json(200, "{\"entries\": [], \"total\": 120, \"has_more\": false}")).recovers()
                        .then((world, link) -> assertThat(world.stored(link.id())).allMatch(guest -> guest.attendance() == Attendance.ATTENDING)),
                row("a cursor refused in the middle of a full scan, once").secondPageOnce(Fault.refused(400)).failsWith(CURSOR_REFUSED, "read from its start").recovers(),
                row("a cursor refused each time").on("pagination_cursor", 0, ALWAYS, Fault.refused(400)).failsWith(CURSOR_REFUSED, "read from its start").endsIn(IMPORT_FAILED, 50),
                row("a cursor refused by a stranger, once").secondPageOnce(Fault.html(400)).failsWith(UNREACHABLE, STRANGER).recovers().then(LumaErrorsTest::goneOnAtTheSecondPage));
    }

    static Stream<FireRow> waits() {
        return Stream.of(
                limited("429 with seconds", limit().header("Retry-After", "7"), 7),
                limited("429 with a date", dated("Fri, 14 Mar 2031 09:00:20 GMT"), 20),
                limited("429 with a date, hours ahead", dated("Sat, 15 Mar 2031 05:00:00 GMT"), 300),
                limited("429 with a date long past", dated("Sun, 06 Nov 1994 08:49:37 GMT"), 60),
                limited("429 with no time at all", limit().header("Retry-After", "0"), 60),
                limited("429 with a negative time", limit().header("Retry-After", "-5"), 60),
                limited("429 with a year", limit().header("Retry-After", "31536000"), 300),
                limited("429 with more digits than a number has", limit().header("Retry-After", "9".repeat(40)), 60),
                limited("429 with garbage", limit().header("Retry-After", "soon, perhaps"), 60),
                limited("429 with nothing", limit(), 60),
                limited("429 with a reset in seconds", limit().header("X-RateLimit-Reset", "1931331700"), 60),
                limited("429 with a reset in milliseconds", limit().header("X-RateLimit-Reset", "1931331700000"), 60),
                limited("429 with HTML", Fault.html(429), 60),
                limited("429 with nothing in it", Fault.json(429, ""), 60),
                row("429 while live").whenLive().firstPageOnce(limit().header("Retry-After", "60")).failsWith(RATE_LIMITED, "asks to wait 60 s").atFirst(FireRow::stillActive).recovers(),
                row("a block that another event runs into").before(world -> world.luma.event("evt-Pier2", UnderFire.CALENDAR, UnderFire.guests(3))).firstPageOnce(limit())
                        .failsWith(RATE_LIMITED, "asks to wait 60 s").atFirst(LumaErrorsTest::theOtherIsNotAsked).recovers(),
                row("the last request before a block").firstPageOnce(Fault.none().header("X-RateLimit-Remaining", "0")).failsWith(RATE_LIMITED, "none was sent; goes on by itself in 60 s").recovers(),
                row("a budget of three a minute").options(options -> options.requestsPerMinute(3)).failsWith(RATE_LIMITED, "none was sent; goes on by itself in 60 s").recovers(),
                row("a Luma that asks to wait for more than six hours").allPagesAfterTheFirst(limit().header("Retry-After", "300")).failsWith(RATE_LIMITED, "asks to wait 300 s").endsIn(IMPORT_FAILED, 50).then(FireRow.gaveUp(NO_PROGRESS)));
    }

    static Stream<FireRow> network() {
        SyncPolicy twice = SyncPolicy.builder().retry(RetryPolicy.builder().maxAttempts(2).build()).build();
        Consumer<LumaOptions.Builder> impatient = options -> options.deadline(Duration.ofMillis(400));
        return Stream.of(
                row("a connection that is never accepted").policy(twice).options(impatient.andThen(options -> options.baseUri(Deaf.neverAccepting()))).failsWith(UNREACHABLE, LATER).endsIn(IMPORT_FAILED, 0),
                row("nobody there").options(options -> options.baseUri(Deaf.nobody())).failsWith(UNREACHABLE, "nobody could be reached").endsIn(IMPORT_FAILED, 0),
                row("headers that never come").policy(twice).options(impatient).everyPage(Fault.stall()).failsWith(UNREACHABLE, "none came").endsIn(IMPORT_FAILED, 0),
                row("a body that stalls").policy(twice).options(impatient).everyPage(Fault.stallInBody(2_000)).failsWith(UNREACHABLE, "none came").endsIn(IMPORT_FAILED, 0),
                row("one byte a second").policy(twice).options(impatient).everyPage(Fault.drip()).failsWith(UNREACHABLE, "none came").endsIn(IMPORT_FAILED, 0),
                row("an error that stalls").policy(twice).options(impatient).everyPage(Fault.refused(401).stalling(5)).failsWith(UNREACHABLE, STRANGER).endsIn(IMPORT_FAILED, 0),
                row("a connection reset").everyPage(Fault.reset()).failsWith(UNREACHABLE, "the connection broke").endsIn(IMPORT_FAILED, 0),
                row("a reset in the second page's body").secondPageOnce(Fault.resetInBody(900)).failsWith(UNREACHABLE, "the connection broke").recovers().then(LumaErrorsTest::goneOnAtTheSecondPage),
                row("a connection closed without an answer").everyPage(Fault.close()).failsWith(UNREACHABLE, "the connection broke").endsIn(IMPORT_FAILED, 0),
                row("a body cut in the middle of a row").secondPageOnce(Fault.truncate(2_000)).failsWith(UNREACHABLE, "the connection broke").recovers().then(LumaErrorsTest::goneOnAtTheSecondPage),
                row("a body cut, each time").allPagesAfterTheFirst(Fault.truncate(2_000)).failsWith(UNREACHABLE, "the connection broke").endsIn(IMPORT_FAILED, 50),
                row("a look whose connection breaks").on(EVENT, 0, 1, Fault.truncate(20)).failsWith(UNREACHABLE, "the connection broke").recovers());
    }

    static Stream<FireRow> guests() {
        String thousand = IntStream.range(0, 1_000).mapToObj(i -> "{\"id\": \"tkt-" + i + "\"}").collect(Collectors.joining(","));
        return Stream.of(
                first("without an id", "{\"user_name\": \"nobody\"}").endsIn(LIVE, 119).then(FireRow.rejected("no-id")),
                first("that is no object", "\"gst-0\"").endsIn(LIVE, 119).then(FireRow.rejected("no-id")),
                first("that is null", "null").endsIn(LIVE, 119).then(FireRow.rejected("no-id")),
                first("that is another's again", "{\"id\": \"gst-1\", \"approval_status\": \"approved\"}").endsIn(LIVE, 119),
                first("with every optional member missing", "{\"id\": \"gst-0\"}").recovers().then(has(guest -> guest.name().isEmpty() && guest.admissions().isEmpty() && guest.attendance() == Attendance.UNKNOWN)),
                first("with null in every place", "{\"id\": \"gst-0\", \"user_name\": null, \"user_email\": null, \"approval_status\": null, \"registration_answers\": null, \"event_tickets\": null, \"check_in_qr_code\": null, \"phone_number\": null}")
                        .recovers().then(has(guest -> guest.email().isEmpty() && guest.attendance() == Attendance.UNKNOWN)),
                first("with members of other types", "{\"id\": \"gst-0\", \"user_name\": [], \"user_email\": {}, \"approval_status\": 7, \"registration_answers\": \"x\", \"event_tickets\": true, \"phone_number\": false}")
                        .recovers().then(has(guest -> guest.name().isEmpty() && guest.admissions().isEmpty())),
                first("of a status that nobody knows", "{\"id\": \"gst-0\", \"approval_status\": \"on_the_moon\"}").recovers().then(has(guest -> guest.providerStatus().equals(Optional.of("on_the_moon")) && guest.attendance() == Attendance.UNKNOWN)),
                first("with a question of a type that nobody knows", "{\"id\": \"gst-0\", \"registration_answers\": [{\"label\": \"Tide\", \"question_id\": \"q\", \"question_type\": \"moon-phase\", \"value\": 3}]}")
                        .recovers().then(has(guest -> guest.answers().get(0).answers().equals(List.of("3")))),
                first("with a ticket in a currency that nobody knows", "{\"id\": \"gst-0\", \"event_tickets\": [{\"id\": \"tkt-1\", \"amount\": -1, \"currency\": \"shells\", \"is_captured\": \"maybe\"}]}")
                        .recovers().then(has(guest -> guest.admissions().size() == 1)),
                first("with a thousand tickets", "{\"id\": \"gst-0\", \"event_tickets\": [" + thousand + "]}").recovers().then(has(guest -> guest.admissions().size() == 1_000)),
                first("with U+0000 in a name", "{\"id\": \"gst-0\", \"user_name\": \"Il\\u0000se\"}").recovers().then(has(guest -> guest.name().equals(Optional.of("Il\uFFFDse")))),
                first("with a lone surrogate in a name", "{\"id\": \"gst-0\", \"user_name\": \"\\ud83dIlse\"}").recovers().then(has(guest -> guest.name().equals(Optional.of("\uFFFDIlse")))));
    }

    static Stream<FireRow> people() {
        return Stream.of(
                channel("as they are").recovers(),
                channel("401").on(PEOPLE, 0, ALWAYS, Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).endsIn(IMPORT_FAILED, 0),
                channel("401 to everything").on(PEOPLE, 0, ALWAYS, Fault.refused(401)).everyQuestion(Fault.refused(401)).suspect().failsWith(UNREACHABLE, REVOKED).disconnects(0),
                channel("403: no Luma Plus any more").on(PEOPLE, 0, ALWAYS, Fault.refused(403)).suspect().failsWith(PERMISSION, "renew Luma Plus, or connect with the key of one calendar").endsIn(IMPORT_FAILED, 0),
                channel("400").on(PEOPLE, 0, ALWAYS, Fault.refused(400)).suspect().failsWith(REJECTED, NOT_THIS).endsIn(IMPORT_FAILED, 0),
                channel("a cursor refused, once").on(PEOPLE, 1, 1, Fault.refused(400)).failsWith(CURSOR_REFUSED, "read from its start").recovers(),
                channel("404").on(PEOPLE, 0, ALWAYS, Fault.refused(404)).failsWith(INTERNAL, "check the base URI").endsIn(IMPORT_FAILED, 0),
                channel("429 with nothing").on(PEOPLE, 1, 1, limit()).failsWith(RATE_LIMITED, "asks to wait 60 s").recovers(),
                channel("500 after the first page").on(PEOPLE, 1, ALWAYS, Fault.refused(500)).failsWith(UNREACHABLE, LATER).endsIn(IMPORT_FAILED, 50),
                channel("200 with an error").on(PEOPLE, 0, ALWAYS, Fault.refused(200)).failsWith(MALFORMED, "no list of people").endsIn(IMPORT_FAILED, 0),
                channel("a body cut, once").on(PEOPLE, 1, 1, Fault.truncate(900)).failsWith(UNREACHABLE, "the connection broke").recovers(),
                channel("of another calendar").before(world -> world.channel("cal-Other")).failsWith(REMOTE_GONE, "choose the connected calendar").endsIn(IMPORT_FAILED, 0).then(asked(PEOPLE, 0)),
                row("an event's id taken for a channel's").before(world -> world.channel("evt-Pier1")).failsWith(REMOTE_GONE, "choose the connected calendar").endsIn(IMPORT_FAILED, 0));
    }

    static Stream<FireRow> credentials() {
        return Stream.of(
                row("a stored key with a newline").attack(world -> world.replaceCredential("api-key\nsecret-T0K3N\nX-Evil: 1")).suspect().failsWith(CONFIGURATION, "copy it again from the calendar's settings at Luma").disconnects(0).then(asked(EVENT, 0)),
                row("a stored credential that is none").attack(world -> world.replaceCredential("?")).failsWith(CONFIGURATION, "connect the provider again").endsIn(IMPORT_FAILED, 0).then(asked(EVENT, 0)),
                row("a key that was revoked").attack(world -> world.luma.revoke(world.secret)).suspect().failsWith(UNREACHABLE, REVOKED).disconnects(0),
                row("every page fails once, until the total is spent").before(world -> world.luma.event("evt-Pier1", UnderFire.CALENDAR, UnderFire.guests(50 * 60))).attack(world -> {
                            for (int page = 1; page <= 60; page++) {
                                world.road.inject(PAGES, page, 1, Fault.refused(500));
                            }
                        }).failsWith(UNREACHABLE, LATER).endsIn(IMPORT_FAILED, 2_500).then(FireRow.gaveUp(NO_PROGRESS)));
    }
    // spotless:on

    /** A key that comes to take the place of the connected one. */
    @Tag("sample")
    @ParameterizedTest
    @CsvSource({
        "secret-of-another, OTHER_ACCOUNT",
        "secret-of-nobody, CREDENTIAL_REFUSED",
        "'secret-\nT0K3N', CREDENTIAL_REFUSED"
    })
    void aKeyThatIsNotTheCalendarsIsRefusedAtRenewalAndTheConnectedOneStays(String next, Refusal.Code code) {
        ROWS.row(() -> {
            try (UnderFire world = new UnderFire(options -> {}, SyncPolicy.defaults())) {
                world.luma.calendar("secret-of-another", "cal-Other");
                SyncLink link = world.settled(world.imported().id());
                Outcome<Integration> renewed =
                        world.engine.integrations().renew(link.binding().integration(), Credential.apiKey(next));

                assertThat(renewed.refusal().map(Refusal::code)).contains(code);
                assertThat(renewed.refusal().orElseThrow().reason()).doesNotContain(next);
                assertThat(world.next(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
                assertThat(world.connector.failures).isEmpty();
            }
        });
    }

    @Tag("sample")
    @Test
    void aBlankKeyIsRefusedAtTheBoundaryAndNothingIsAsked() {
        ROWS.row(() -> {
            try (UnderFire world = new UnderFire(options -> {}, SyncPolicy.defaults())) {
                world.secret = " \n";
                assertThatIllegalArgumentException()
                        .isThrownBy(world::connected)
                        .withMessageContaining("blank");
                assertThat(world.road.calls()).isEmpty();
            }
        });
    }

    /** TLS: what can't prove that it is Luma hears nothing of the key; what can, but is not Luma, is no reason to sever. */
    @ParameterizedTest
    @CsvSource({
        "expired, UNREACHABLE, the other side could not prove that it is Luma",
        "of another host, UNREACHABLE, the other side could not prove that it is Luma",
        "self-signed, UNREACHABLE, the other side could not prove that it is Luma",
        "good, INTERNAL, a redirect is not followed",
    })
    void aCertificateIsBelievedOnlyIfItIsGood(String certificate, FailureKind kind, String help) {
        ROWS.row(() -> {
            SandboxCertificate proof = certificate(certificate);
            try (EventbriteSandbox stranger =
                    EventbriteSandbox.builder().certificate(proof).start()) {
                URI base = stranger.baseUri().resolve("/");
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(proof.trusting())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
                row("TLS with a certificate that is " + certificate)
                        .options(options -> options.baseUri(base).httpClient(client))
                        .failsWith(kind, help)
                        .endsIn(IMPORT_FAILED, 0)
                        .check();
                assertThat(stranger.bytesReceived() > 0).isEqualTo(certificate.equals("good"));
            }
        });
    }

    private static SandboxCertificate certificate(String wanted) {
        return switch (wanted) {
            case "expired" -> SandboxCertificate.expired();
            case "of another host" -> SandboxCertificate.ofAnotherHost();
            case "self-signed" -> SandboxCertificate.selfSigned();
            default -> SandboxCertificate.good();
        };
    }

    private static FireRow channel(String what) {
        return row("a calendar's people: " + what).before(world -> world.channel(UnderFire.CALENDAR));
    }

    private static FireRow verdict(String name, Fault whose) {
        return row(name)
                .everyPage(Fault.refused(401))
                .everyQuestion(whose)
                .suspect()
                .failsWith(UNREACHABLE, REVOKED);
    }

    /** To another Luma, which must not hear of the key. */
    private static FireRow redirected(int status) {
        return row(status + " to another host")
                .attack(world -> world.road.inject(
                        PAGES, 0, ALWAYS, Fault.redirect(status, world.elsewhere.baseUri() + "v1/events/guests/list")))
                .failsWith(INTERNAL, "redirect is not followed")
                .endsIn(IMPORT_FAILED, 0)
                .then((world, link) -> assertThat(world.elsewhere.asked()).isEmpty());
    }

    private static FireRow first(String what, String guest) {
        return row("a guest " + what).attack(world -> {
            String[] all = UnderFire.guests(UnderFire.ATTENDEES);
            all[0] = guest;
            world.luma.event("evt-Pier1", UnderFire.CALENDAR, all);
        });
    }

    private static Fault next(String cursor) {
        return Fault.text(
                page -> page.replaceAll("\"has_more\".*", "\"has_more\": true, \"next_cursor\": \"" + cursor + "\"}"));
    }

    private static Fault limit() {
        return Fault.refused(429);
    }

    private static Fault dated(String until) {
        return limit().header("Date", "Fri, 14 Mar 2031 09:00:00 GMT").header("Retry-After", until);
    }

    /** The run is parked until then, costs no attempt, and goes on where it was. */
    private static FireRow limited(String name, Fault limit, long seconds) {
        return row(name)
                .secondPageOnce(limit)
                .failsWith(RATE_LIMITED, "asks to wait")
                .atFirst((world, link) -> {
                    SyncRun run = link.run().orElseThrow();
                    assertThat(run.waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
                    assertThat(run.attempt()).isEqualTo(1);
                    assertThat(link.due()).contains(UnderFire.START.plusSeconds(seconds));
                    assertThat(link.status()).isEqualTo(SyncStatus.PENDING);
                })
                .recovers()
                .then(LumaErrorsTest::goneOnAtTheSecondPage);
    }

    private static void foreign(UnderFire world) {
        world.luma.calendar("secret-other-T0K3N", "cal-Other");
        world.luma.event("evt-Other", "cal-Other", UnderFire.guests(3));
        world.remote = RemoteId.of("evt-Other");
    }

    /** The other event's import waits as well, and Luma hears nothing of it. */
    private static void theOtherIsNotAsked(UnderFire world, SyncLink link) {
        int asked = world.road.calls().size();
        SyncLink other = world.imported(SyncSubject.event("our-43"), RemoteId.of("evt-Pier2"));
        other = world.turned(other.id());
        assertThat(other.run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
        assertThat(world.road.calls().stream().skip(asked)).noneMatch(call -> call.contains("evt-Pier2"));
    }

    /** The page that failed was asked for twice, the one before it once. */
    private static void goneOnAtTheSecondPage(UnderFire world, SyncLink link) {
        List<String> pages = calls(world, PAGES);
        assertThat(pages).hasSizeGreaterThanOrEqualTo(4);
        assertThat(pages.get(2)).isEqualTo(pages.get(1)).contains("pagination_cursor=at-50");
        assertThat(pages.get(3)).contains("pagination_cursor=at-100");
    }

    private static BiConsumer<UnderFire, SyncLink> asked(String path, int times) {
        return (world, link) -> assertThat(calls(world, path)).hasSize(times);
    }

    private static List<String> calls(UnderFire world, String path) {
        return world.road.calls().stream().filter(call -> call.startsWith(path)).toList();
    }

    private static BiConsumer<UnderFire, SyncLink> has(Predicate<Attendee> wanted) {
        return (world, link) -> assertThat(world.stored(link.id()))
                .filteredOn(guest -> guest.id().value().equals("gst-0"))
                .singleElement()
                .matches(wanted);
    }

    private static String message(SyncLink link) {
        return link.incident().orElseThrow().last().message();
    }
}
