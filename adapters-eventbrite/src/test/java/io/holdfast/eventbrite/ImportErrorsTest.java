package io.holdfast.eventbrite;

import static io.holdfast.eventbrite.FireRow.row;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.Refusal;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.proving.Proof;
import io.holdfast.proving.Tally;
import io.holdfast.sandbox.Deaf;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import io.holdfast.sandbox.SandboxCertificate;
import io.holdfast.sandbox.SandboxEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the provider or the network answers, an import ends in a state that a person understands; every day each fifth row. */
@Tag("proof")
final class ImportErrorsTest {
    private static final String EVENT = "/v3/events/";
    private static final int EACH = 5;
    private static final Tally ROWS = new Tally();

    @AfterAll
    static void writeEvidence() throws IOException {
        ROWS.write("import-errors", "rows tried", 70);
    }

    @Tag("sample")
    @ParameterizedTest
    @MethodSource("table")
    void everyFailureEndsAsTheTableSays(FireRow row) {
        ROWS.row(row::check);
    }

    static Stream<FireRow> table() {
        return Proof.sampled(
                EACH,
                Stream.of(answers(), bodies(), lists(), waits(), network(), rows(), credentials(), budgets())
                        .flatMap(rows -> rows));
    }

    // spotless:off
    // each row by hand, from the sheet's error catalogue and the rule on kind and suspicion

    static Stream<FireRow> answers() {
        String revoked = "connect Eventbrite again";
        String refused = "check the event at Eventbrite";
        return Stream.of(
                row("401 INVALID_AUTH").everyPage(Fault.error(401, "INVALID_AUTH"))
                        .suspect().failsWith(UNREACHABLE, revoked).endsIn(IMPORT_FAILED, 0),
                row("401 NO_AUTH").everyPage(Fault.error(401, "NO_AUTH"))
                        .suspect().failsWith(UNREACHABLE, revoked).endsIn(IMPORT_FAILED, 0),
                row("401 with HTML").everyPage(Fault.html(401))
                        .suspect().failsWith(UNREACHABLE, revoked).endsIn(IMPORT_FAILED, 0),
                row("400 INVALID_AUTH").everyPage(Fault.error(400, "INVALID_AUTH"))
                        .suspect().failsWith(UNREACHABLE, revoked).endsIn(IMPORT_FAILED, 0),
                row("400 INVALID_AUTH_HEADER").everyPage(Fault.error(400, "INVALID_AUTH_HEADER"))
                        .suspect().failsWith(UNREACHABLE, revoked).endsIn(IMPORT_FAILED, 0),
                row("401 after the first page").allPagesAfterTheFirst(Fault.error(401, "INVALID_AUTH"))
                        .suspect().failsWith(UNREACHABLE, revoked).endsIn(IMPORT_FAILED, 50),
                row("401 while live").whenLive().everyPage(Fault.error(401, "INVALID_AUTH"))
                        .suspect().failsWith(UNREACHABLE, revoked).endsIn(SYNC_FAILED, 120),
                row("a stray 401").firstPageOnce(Fault.error(401, "INVALID_AUTH"))
                        .suspect().failsWith(UNREACHABLE, revoked).recovers(),
                row("403 NOT_AUTHORIZED").everyPage(Fault.error(403, "NOT_AUTHORIZED"))
                        .suspect().failsWith(PERMISSION, "give the connected account access").endsIn(IMPORT_FAILED, 0)
                        .then(asked(EVENT, 2)),
                row("403 NOT_AUTHORIZED while live").whenLive().everyPage(Fault.error(403, "NOT_AUTHORIZED"))
                        .suspect().failsWith(PERMISSION, "give the connected account access").endsIn(SYNC_FAILED, 120),
                row("403 with HTML").everyPage(Fault.html(403))
                        .failsWith(UNREACHABLE, "blocked at the provider's edge").endsIn(IMPORT_FAILED, 0),
                row("403 with HTML, once").firstPageOnce(Fault.html(403))
                        .failsWith(UNREACHABLE, "blocked at the provider's edge").recovers(),
                row("an unknown event").before(world -> world.remote = RemoteId.of("880099999999"))
                        .failsWith(REMOTE_GONE, "check the id").endsIn(IMPORT_FAILED, 0).then(asked(EVENT, 1)),
                row("the parent of a series").before(world -> world.event.becomeSeries())
                        .failsWith(NOT_IMPORTABLE, "import one of its dates instead").endsIn(IMPORT_FAILED, 0).then(asked(EVENT, 1)),
                row("an event that becomes a series while live").whenLive().attack(world -> world.event.becomeSeries()).attack(FireRow::resynced)
                        .failsWith(NOT_IMPORTABLE, "import one of its dates instead").endsIn(SYNC_FAILED, 120),
                row("an id of another shape").before(world -> world.remote = RemoteId.of("no-such_event"))
                        .failsWith(REMOTE_GONE, "check the id").endsIn(IMPORT_FAILED, 0),
                row("an event of another account").before(world -> world.secret = world.sandbox.newAccount("Other"))
                        .suspect().failsWith(PERMISSION, "give the connected account access").endsIn(IMPORT_FAILED, 0),
                row("404 once, after the event was seen").firstPageOnce(Fault.error(404, "NOT_FOUND"))
                        .failsWith(REMOTE_GONE, "not deleted").recovers(),
                row("404 twice, a consistency window apart").everyPage(Fault.error(404, "NOT_FOUND"))
                        .failsWith(REMOTE_GONE, "not deleted").endsIn(IMPORT_FAILED, 0)
                        .then((world, link) -> assertThat(world.time.instant()).isEqualTo(UnderFire.START.plus(Duration.ofMinutes(10)))),
                row("404 once while live").whenLive().firstPageOnce(Fault.error(404, "NOT_FOUND"))
                        .failsWith(REMOTE_GONE, "not deleted").atFirst(FireRow::stillActive).recovers(),
                row("404 twice while live").whenLive().attack(world -> world.event.remove())
                        .failsWith(REMOTE_GONE, "not deleted")
                        .atFirst(FireRow::stillActive).endsIn(SYNC_FAILED, 120),
                row("400 ARGUMENTS_ERROR").everyPage(Fault.error(400, "ARGUMENTS_ERROR"))
                        .failsWith(REJECTED, refused).endsIn(IMPORT_FAILED, 0),
                row("400 with HTML").everyPage(Fault.html(400))
                        .failsWith(REJECTED, refused).endsIn(IMPORT_FAILED, 0),
                row("405").everyPage(Fault.error(405, "METHOD_NOT_ALLOWED"))
                        .failsWith(INTERNAL, "report this").endsIn(IMPORT_FAILED, 0),
                row("409, once").firstPageOnce(Fault.error(409, "REQUEST_CONFLICT"))
                        .failsWith(UNREACHABLE, "try again later").recovers(),
                row("500").everyPage(Fault.error(500, "INTERNAL_ERROR"))
                        .failsWith(UNREACHABLE, "try again later").endsIn(IMPORT_FAILED, 0),
                row("500 after the first page").allPagesAfterTheFirst(Fault.error(500, "INTERNAL_ERROR"))
                        .failsWith(UNREACHABLE, "try again later").endsIn(IMPORT_FAILED, 50),
                row("502 with HTML, once").secondPageOnce(Fault.html(502))
                        .failsWith(UNREACHABLE, "try again later").recovers(),
                row("503 with nothing, while live").whenLive().everyPage(Fault.answer(503, "text/plain", ""))
                        .failsWith(UNREACHABLE, "try again later")
                        .atFirst(FireRow::stillActive).endsIn(SYNC_FAILED, 120),
                row("301").everyPage(Fault.error(301, "PERMANENTLY_MOVED"))
                        .failsWith(INTERNAL, "redirect is not followed").endsIn(IMPORT_FAILED, 0));
    }

    static Stream<FireRow> bodies() {
        String malformed = "expected JSON of Eventbrite's";
        return Stream.of(
                row("a page cut short").everyPage(page("{\"attendees\": [{\"id\": \"1\", \"prof"))
                        .failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("200 with HTML").everyPage(Fault.html(200))
                        .failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("200 with an array").everyPage(page("[1, 2]"))
                        .failsWith(MALFORMED, malformed).endsIn(IMPORT_FAILED, 0),
                row("200 with nothing, once").secondPageOnce(page(""))
                        .failsWith(MALFORMED, malformed).recovers(),
                row("204").everyPage(Fault.answer(204, "application/json", ""))
                        .failsWith(MALFORMED, "HTTP 204").endsIn(IMPORT_FAILED, 0),
                row("a body without end").everyPage(Fault.endlessBody("{\"attendees\": [], \"pad\": \"", "lorem ipsum "))
                        .failsWith(MALFORMED, "more than 16777216 bytes; if it is no mistake, raise maxBytes").endsIn(IMPORT_FAILED, 0),
                row("nested 10,000 deep").everyPage(page("{\"attendees\": " + "[".repeat(10_000)))
                        .failsWith(MALFORMED, "nested deeper than 64").endsIn(IMPORT_FAILED, 0),
                row("a wrong content type").everyPage(Fault.none().header("Content-Type", "text/html"))
                        .recovers());
    }

    static Stream<FireRow> lists() {
        SyncPolicy fewPages = SyncPolicy.builder().maxPages(20).build();
        return Stream.of(
                row("a list without an end").everyPage(Fault.endlessPage()).policy(fewPages)
                        .failsWith(MALFORMED, "goes on after the most pages").endsIn(IMPORT_FAILED, 50),
                row("places that come back in a circle").everyPage(Fault.circle(7))
                        .failsWith(MALFORMED, "was read before").endsIn(IMPORT_FAILED, 50),
                row("a place that names itself").everyPage(Fault.circle(1))
                        .failsWith(MALFORMED, "was read before").endsIn(IMPORT_FAILED, 50),
                row("empty pages without an end").allPagesAfterTheFirst(Fault.emptyPage())
                        .failsWith(MALFORMED, "pages in a row are empty").endsIn(IMPORT_FAILED, 50),
                row("more, but not where").everyPage(Fault.moreWithoutPlace())
                        .failsWith(MALFORMED, "without a continuation").endsIn(IMPORT_FAILED, 0),
                row("a page that does not say whether it is the last").everyPage(Fault.withoutPagination())
                        .failsWith(MALFORMED, "nothing says so").endsIn(IMPORT_FAILED, 0),
                row("a cursor refused in the middle of a full scan, once").secondPageOnce(Fault.error(400, "BAD_CONTINUATION_TOKEN"))
                        .failsWith(CURSOR_REFUSED, "read from its start").recovers()
                        .then((world, link) -> assertThat(link.lastRun().orElseThrow().tally().processed()).isEqualTo(120)),
                row("a cursor refused each time").allPagesAfterTheFirst(Fault.error(400, "BAD_CONTINUATION_TOKEN"))
                        .failsWith(CURSOR_REFUSED, "read from its start").endsIn(IMPORT_FAILED, 50));
    }

    static Stream<FireRow> waits() {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(20));
        return Stream.of(
                limited("429 with seconds", "Retry-After", "7", Duration.ofSeconds(7)),
                limited("429 with a date, hours ahead", "Retry-After", soon, Duration.ofHours(1)),
                limited("429 with a date long past", "Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT", Duration.ofSeconds(30)),
                limited("429 with no time at all", "Retry-After", "0", Duration.ofSeconds(30)),
                limited("429 with a negative time", "Retry-After", "-5", Duration.ofSeconds(30)),
                limited("429 with a year", "Retry-After", "31536000", Duration.ofHours(1)),
                limited("429 with garbage", "Retry-After", "soon, perhaps", Duration.ofSeconds(30)),
                limited("429 with nothing", "X-Else", "1", Duration.ofSeconds(30)),
                limited("429 with a spent bucket", "x-rate-limit", "key:APPK3Y 9/2000 reset=9s, token:T0K3N 2000/2000 reset=90s", Duration.ofSeconds(90)),
                row("429 while live").whenLive().firstPageOnce(limit().header("Retry-After", "60"))
                        .failsWith(RATE_LIMITED, "asks to wait 60 s")
                        .atFirst(FireRow::stillActive).recovers());
    }

    static Stream<FireRow> network() {
        SyncPolicy twice = SyncPolicy.builder()
                .retry(RetryPolicy.builder().maxAttempts(2).build())
                .build();
        Consumer<EventbriteOptions.Builder> impatient = options -> options.deadline(Duration.ofMillis(400));
        return Stream.of(
                row("a connection that is never accepted").policy(twice).options(impatient.andThen(options -> options.baseUri(Deaf.neverAccepting())))
                        .failsWith(UNREACHABLE, "").endsIn(IMPORT_FAILED, 0),
                row("nobody there").options(options -> options.baseUri(Deaf.nobody()))
                        .failsWith(UNREACHABLE, "nobody could be reached").endsIn(IMPORT_FAILED, 0),
                row("headers that never come").policy(twice).options(impatient).everyPage(Fault.stall())
                        .failsWith(UNREACHABLE, "none came").endsIn(IMPORT_FAILED, 0),
                row("a body that stalls").policy(twice).options(impatient).everyPage(Fault.stallInBody(2_000))
                        .failsWith(UNREACHABLE, "none came").endsIn(IMPORT_FAILED, 0),
                row("one byte a second").policy(twice).options(impatient).everyPage(Fault.drip(Duration.ofSeconds(1)))
                        .failsWith(UNREACHABLE, "none came").endsIn(IMPORT_FAILED, 0),
                row("a connection reset").everyPage(Fault.reset())
                        .failsWith(UNREACHABLE, "the connection broke").endsIn(IMPORT_FAILED, 0),
                row("a reset in the second page's body").secondPageOnce(Fault.resetInBody(9_000))
                        .failsWith(UNREACHABLE, "the connection broke").recovers()
                        .then(ImportErrorsTest::goneOnAtTheSecondPage),
                row("a connection closed without an answer").everyPage(Fault.close())
                        .failsWith(UNREACHABLE, "the connection broke").endsIn(IMPORT_FAILED, 0),
                row("a body cut in the middle of a row").secondPageOnce(Fault.truncate(20_000))
                        .failsWith(UNREACHABLE, "the connection broke").recovers()
                        .then(ImportErrorsTest::goneOnAtTheSecondPage),
                row("a body cut, each time").allPagesAfterTheFirst(Fault.truncate(20_000))
                        .failsWith(UNREACHABLE, "the connection broke").endsIn(IMPORT_FAILED, 50));
    }

    static Stream<FireRow> rows() {
        return Stream.of(
                row("a row of another event").firstPageOnce(Fault.foreignRow())
                        .endsIn(LIVE, 119).then(FireRow.rejected("other-event")),
                row("a row without an id").firstPageOnce(Fault.namelessRow())
                        .endsIn(LIVE, 119).then(FireRow.rejected("no-id")),
                row("one id twice on a page").everyPage(Fault.doubledRow())
                        .recovers(),
                row("U+0000 in a name").firstPageOnce(Fault.firstName("Il\u0000se"))
                        .recovers().then(named("Il\uFFFDse")),
                row("lone surrogates in a name").firstPageOnce(Fault.firstName("\uD83DIlse\uDE00"))
                        .recovers().then(named("\uFFFDIlse\uFFFD")));
    }

    static Stream<FireRow> credentials() {
        return Stream.of(
                row("a stored token with a newline").attack(world -> world.replaceCredential("api-key\nT0K3N\nX-Evil: 1"))
                        .suspect().failsWith(CONFIGURATION, "copy it again").disconnects(0)
                        .then(asked(EVENT, 0)),
                row("a stored credential that is none").attack(world -> world.replaceCredential("?"))
                        .failsWith(CONFIGURATION, "connect the provider again").endsIn(IMPORT_FAILED, 0)
                        .then(asked(EVENT, 0)),
                row("a token that was revoked").attack(world -> world.sandbox.revoke(world.secret))
                        .suspect().failsWith(UNREACHABLE, "connect Eventbrite again").disconnects(0));
    }

    static Stream<FireRow> budgets() {
        return Stream.of(
                row("a provider that asks to wait for more than six hours").allPagesAfterTheFirst(limit().header("Retry-After", "3600"))
                        .failsWith(RATE_LIMITED, "asks to wait 3600 s").endsIn(IMPORT_FAILED, 50)
                        .then(FireRow.gaveUp(NO_PROGRESS)),
                row("every second page fails, until the total is spent").provider(provider -> provider.pageSize(2)).attack(world -> {
                            for (int page = 1; page <= 60; page++) {
                                world.sandbox.inject("/attendees/", page, 1, Fault.error(500, "INTERNAL_ERROR"));
                            }
                        }).failsWith(UNREACHABLE, "try again later").endsIn(IMPORT_FAILED, 100).then(FireRow.gaveUp(NO_PROGRESS)));
    }
    // spotless:on

    // what no import survives, because there is none yet

    @Tag("sample")
    @Test
    void aBlankTokenIsRefusedAtTheBoundaryAndNothingIsStored() {
        ROWS.row(() -> {
            try (UnderFire world = new UnderFire()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> world.engine
                                .integrations()
                                .connect(UnderFire.ACME, world.connector.provider(), Credential.apiKey(" \n")))
                        .withMessageContaining("blank");
                assertUnconnected(world);
            }
        });
    }

    @Tag("sample")
    @Test
    void aTokenWithANewlineIsRefusedWithoutARequestAndNothingIsStored() {
        ROWS.row(() -> {
            try (UnderFire world = new UnderFire()) {
                Outcome<Integration> outcome = world.engine
                        .integrations()
                        .connect(
                                UnderFire.ACME,
                                world.connector.provider(),
                                Credential.apiKey(world.secret + "\nX-Evil: 1"));

                assertThat(outcome.refusal().map(Refusal::code)).contains(Refusal.Code.CREDENTIAL_REFUSED);
                assertUnconnected(world);
            }
        });
    }

    @Tag("sample")
    @Test
    void aRedirectToAnotherHostTakesNoByteOfTheCredentialThere() {
        ROWS.row(() -> {
            try (EventbriteSandbox elsewhere = EventbriteSandbox.start()) {
                row("a redirect to another host")
                        .everyPage(Fault.redirect(URI.create(elsewhere.baseUri() + "events/1/attendees/")))
                        .failsWith(INTERNAL, "redirect is not followed")
                        .endsIn(IMPORT_FAILED, 0)
                        .check();
                assertThat(elsewhere.bytesReceived()).isZero();
            }
        });
    }

    @Test
    void anExpiredCertificateIsNotBelievedAndTheTokenStaysHere() {
        SandboxCertificate expired = SandboxCertificate.expired();
        ROWS.row(() -> assertNotBelieved(expired, expired.trusting()));
    }

    @Tag("sample")
    @Test
    void aCertificateOfAnotherHostIsNotBelievedAndTheTokenStaysHere() {
        SandboxCertificate wrong = SandboxCertificate.ofAnotherHost();
        ROWS.row(() -> assertNotBelieved(wrong, wrong.trusting()));
    }

    @Test
    void aSelfSignedCertificateIsNotBelievedAndTheTokenStaysHere() throws Exception {
        SSLContext asTheJdkTrusts = SSLContext.getDefault();
        ROWS.row(() -> assertNotBelieved(SandboxCertificate.selfSigned(), asTheJdkTrusts));
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsNotBelievedAndTheTokenStaysHere() throws Exception {
        SSLContext asTheJdkTrusts = SSLContext.getDefault();
        ROWS.row(() -> assertNotBelieved(SandboxCertificate.good(), asTheJdkTrusts));
    }

    @Test
    void aGoodCertificateIsBelieved() {
        SandboxCertificate good = SandboxCertificate.good();
        ROWS.row(() -> {
            try (EventbriteSandbox secure = secure(good)) {
                SandboxEvent event = secure.event("Harbour Data Night", 120);
                assertThat(event.attendees()).hasSize(120);
                row("TLS with a good certificate")
                        .options(options -> options.baseUri(secure.baseUri()).httpClient(client(good.trusting())))
                        .recovers()
                        .check();
                assertThat(secure.bytesReceived()).isPositive();
            }
        });
    }

    private static void assertNotBelieved(SandboxCertificate bad, SSLContext trust) {
        try (EventbriteSandbox secure = secure(bad)) {
            row("TLS with a bad certificate")
                    .options(options -> options.baseUri(secure.baseUri()).httpClient(client(trust)))
                    .failsWith(UNREACHABLE, "could not prove that it is Eventbrite")
                    .endsIn(IMPORT_FAILED, 0)
                    .check();
            ProviderException refused = catchThrowableOfType(
                    ProviderException.class,
                    () -> EventbriteConnector.create(UnderFire.options(secure.baseUri())
                                    .httpClient(client(trust))
                                    .build())
                            .identify(Credential.apiKey(secure.token())));
            assertThat(refused.suspectsCredential()).isFalse();
            assertThat(secure.bytesReceived()).isZero();
        }
    }

    private static void assertUnconnected(UnderFire world) {
        assertThat(world.engine.integrations().list(UnderFire.ACME)).isEmpty();
        assertThat(world.sandbox.requests()).isZero();
    }

    private static EventbriteSandbox secure(SandboxCertificate certificate) {
        return EventbriteSandbox.builder().certificate(certificate).start();
    }

    private static HttpClient client(SSLContext trust) {
        return HttpClient.newBuilder()
                .sslContext(trust)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static Fault page(String body) {
        return Fault.answer(200, "application/json", body);
    }

    private static Fault limit() {
        return Fault.error(429, "HIT_RATE_LIMIT").header("x-rate-limit", "key:APPK3Y 9/2000 reset=9s");
    }

    /** The run is parked until then, costs no attempt, and goes on where it was. */
    private static FireRow limited(String name, String header, String value, Duration wait) {
        return row(name)
                .secondPageOnce(limit().header(header, value))
                .failsWith(RATE_LIMITED, "asks to wait")
                .atFirst((world, link) -> {
                    SyncRun run = link.run().orElseThrow();
                    assertThat(run.waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
                    assertThat(run.attempt()).isEqualTo(1);
                    assertThat(link.due()).contains(UnderFire.START.plus(wait));
                    assertThat(link.status()).isEqualTo(SyncStatus.PENDING);
                })
                .recovers()
                .then(ImportErrorsTest::goneOnAtTheSecondPage);
    }

    /** The page that failed was asked for twice, the one before it once. */
    private static void goneOnAtTheSecondPage(UnderFire world, SyncLink link) {
        List<String> pages = world.sandbox.calls().stream()
                .filter(call -> call.contains("/attendees/") && !call.contains("changed_since"))
                .toList();
        assertThat(pages).hasSize(4);
        assertThat(pages.get(2)).isEqualTo(pages.get(1)).contains("continuation=");
        // a poll may have come after a long wait
        link.lastRun()
                .filter(last -> last.kind() == SyncRun.Kind.IMPORT)
                .ifPresent(last -> assertThat(last.tally().added()).isEqualTo(120));
    }

    private static BiConsumer<UnderFire, SyncLink> asked(String path, int times) {
        return (world, link) -> assertThat(world.sandbox.calls().stream().filter(call -> call.contains(path)))
                .hasSize(times);
    }

    private static BiConsumer<UnderFire, SyncLink> named(String name) {
        return (world, link) -> assertThat(world.stored(link.id()))
                .extracting(Attendee::givenName)
                .filteredOn(given -> given.filter(name::equals).isPresent())
                .hasSize(1);
    }
}
