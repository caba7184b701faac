package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the sandbox does when a test tells it to misbehave. */
final class FaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventbriteSandbox sandbox = EventbriteSandbox.start();
    private final SandboxEvent event = sandbox.event("Harbour Data Night", 120);
    private final String pages = "events/" + event.id() + "/attendees/";

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aFaultIsMetAsOftenAsToldAfterAsManyCallsAsTold() throws Exception {
        sandbox.inject("/attendees/", 1, 2, Fault.error(500, "INTERNAL_ERROR"));

        assertThat(get(pages).statusCode()).isEqualTo(200);
        assertThat(get(pages).statusCode()).isEqualTo(500);
        assertThat(get("users/me/").statusCode()).isEqualTo(200);
        assertThat(get(pages).statusCode()).isEqualTo(500);
        assertThat(get(pages).statusCode()).isEqualTo(200);
    }

    @Test
    void ofTwoFaultsTheOneThatWasPutFirstIsMetFirst() throws Exception {
        sandbox.inject("/attendees/", 1, Fault.html(502));
        sandbox.inject("/attendees/", 1, Fault.error(404, "NOT_FOUND"));

        assertThat(get(pages).statusCode()).isEqualTo(502);
        assertThat(get(pages).statusCode()).isEqualTo(404);
    }

    @Test
    void aHeaderOfTheFaultGoesBeforeTheUsualOne() throws Exception {
        sandbox.inject(
                "/attendees/",
                1,
                Fault.none().header("Content-Type", "text/html").header("x-rate-limit", "x"));

        HttpResponse<String> answer = get(pages);

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(answer.headers().allValues("x-rate-limit")).containsExactly("x");
        assertThat(JSON.readTree(answer.body()).get("attendees")).hasSize(50);
    }

    @Test
    void eachAnswerNamesItsRequest() throws Exception {
        String first = get(pages).headers().firstValue("x-amz-cf-id").orElseThrow();

        assertThat(get(pages).headers().firstValue("x-amz-cf-id")).isPresent().isNotEqualTo(first);
    }

    @Test
    void pagesCanGoOnWithoutEnd() throws Exception {
        sandbox.inject("/attendees/", 9, Fault.endlessPage());

        JsonNode first = JSON.readTree(get(pages).body());
        JsonNode second =
                JSON.readTree(get(pages + "?continuation=" + place(first)).body());

        assertThat(second.get("attendees")).isEqualTo(first.get("attendees"));
        assertThat(place(second)).isNotEqualTo(place(first));
    }

    @Test
    void pagesCanBeEmptyWithoutEnd() throws Exception {
        sandbox.inject("/attendees/", 9, Fault.emptyPage());

        JsonNode page = JSON.readTree(get(pages).body());

        assertThat(page.get("attendees")).isEmpty();
        assertThat(page.get("pagination").get("has_more_items").asBoolean()).isTrue();
    }

    @Test
    void placesCanComeBackInACircle() throws Exception {
        sandbox.inject("/attendees/", 9, Fault.circle(2));

        String first = place(JSON.readTree(get(pages).body()));
        String second = place(JSON.readTree(get(pages).body()));

        assertThat(place(JSON.readTree(get(pages).body()))).isEqualTo(first).isNotEqualTo(second);
    }

    @Test
    void rowsCanBeForeignNamelessDoubledAndRenamed() throws Exception {
        sandbox.inject("/attendees/", 1, Fault.foreignRow());
        sandbox.inject("/attendees/", 1, Fault.namelessRow());
        sandbox.inject("/attendees/", 1, Fault.doubledRow());
        sandbox.inject("/attendees/", 1, Fault.firstName("Il\u0000se"));

        assertThat(rows().get(0).get("event_id").asText()).isNotEqualTo(event.id());
        assertThat(rows().get(0).has("id")).isFalse();
        JsonNode doubled = rows();
        assertThat(doubled).hasSize(51);
        assertThat(doubled.get(50)).isEqualTo(doubled.get(0));
        assertThat(rows().get(0).get("profile").get("first_name").asText()).isEqualTo("Il\u0000se");
    }

    @Test
    void aStallKeepsTheConnectionOpenAndSendsNothing() throws IOException {
        sandbox.inject("/attendees/", 1, Fault.stall());

        try (Socket socket = ask()) {
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aStallInTheBodySendsTheHeadersAndThatManyBytes() throws IOException {
        sandbox.inject("/attendees/", 1, Fault.stallInBody(7));

        try (Socket socket = ask()) {
            socket.setSoTimeout(1_500);
            StringBuilder answer = new StringBuilder();
            assertThatThrownBy(() -> readInto(answer, socket.getInputStream()))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(bodyOf(answer)).hasSize(7);
        }
    }

    @Test
    void aTruncatedBodyEndsInGoodOrder() throws IOException {
        sandbox.inject("/attendees/", 1, Fault.truncate(1_234));

        try (Socket socket = ask()) {
            StringBuilder answer = new StringBuilder();
            readInto(answer, socket.getInputStream());
            assertThat(bodyOf(answer)).hasSize(1_234);
        }
    }

    @Test
    void aResetIsAReset() throws IOException {
        sandbox.inject("/attendees/", 1, Fault.reset());

        try (Socket socket = ask()) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aClosedConnectionSaysNothing() throws IOException {
        sandbox.inject("/attendees/", 1, Fault.close());

        try (Socket socket = ask()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aBodyCanDripByteByByte() throws Exception {
        sandbox.inject(
                "users/me/", 1, Fault.answer(200, "application/json", "{}").and(Fault.drip(Duration.ofMillis(1))));

        assertThat(get("users/me/").body()).isEqualTo("{}");
    }

    @Test
    void theNextAnswerOnTheSameConnectionIsAsAlways() throws IOException {
        sandbox.inject(
                "/attendees/", 1, Fault.answer(200, "application/json", "").and(Fault.drip(Duration.ofDays(1))));

        try (Socket socket = ask()) {
            socket.setSoTimeout(10_000);
            StringBuilder first = new StringBuilder();
            while (first.indexOf("\r\n\r\n") < 0) {
                first.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(request());
            assertThat(new String(socket.getInputStream().readNBytes(4_000), StandardCharsets.UTF_8))
                    .contains("\"attendees\"");
        }
    }

    @Test
    void aBodyWithoutEndGoesOnUntilTheClientHasEnough() throws IOException {
        sandbox.inject("/attendees/", 1, Fault.endlessBody("{\"pad\": \"", "x"));

        try (Socket socket = ask()) {
            assertThat(socket.getInputStream().readNBytes(20_000_000)).hasSize(20_000_000);
        }
        assertThat(sandbox.requests()).isEqualTo(1);
    }

    @Test
    void aRedirectNamesThePlace() throws Exception {
        sandbox.inject("/attendees/", 1, Fault.redirect(URI.create("http://127.0.0.2:1/")));

        HttpResponse<String> answer = get(pages);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("http://127.0.0.2:1/");
    }

    @Test
    void bytesThatClientsSendAreCounted() throws IOException {
        long before = sandbox.bytesReceived();
        byte[] request = request();

        try (Socket socket =
                new Socket(sandbox.baseUri().getHost(), sandbox.baseUri().getPort())) {
            socket.getOutputStream().write(request);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        assertThat(sandbox.bytesReceived() - before).isEqualTo(request.length);
    }

    @Test
    void aGoodCertificateServesWhoTrustsItsAuthority() throws Exception {
        SandboxCertificate good = SandboxCertificate.good();
        try (EventbriteSandbox secure =
                EventbriteSandbox.builder().certificate(good).start()) {
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(good.trusting()).build();
            HttpClient other = HttpClient.newHttpClient();

            assertThat(secure.baseUri()).hasScheme("https");
            assertThatThrownBy(() -> send(other, secure)).isInstanceOf(SSLHandshakeException.class);
            assertThat(secure.bytesReceived()).isZero();
            assertThat(send(trusting, secure).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void faultsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.inject("x", -1, Fault.none()));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.inject("x", -1, 1, Fault.none()));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.circle(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.endlessBody("{", ""));
    }

    private static HttpResponse<String> send(HttpClient client, EventbriteSandbox secure) throws Exception {
        HttpRequest me = HttpRequest.newBuilder(secure.baseUri().resolve("users/me/"))
                .header("Authorization", "Bearer " + secure.token())
                .build();
        return client.send(me, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode rows() throws Exception {
        return JSON.readTree(get(pages).body()).get("attendees");
    }

    private static String place(JsonNode page) {
        return page.get("pagination").get("continuation").asText();
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sandbox.baseUri().resolve(path))
                .header("Authorization", "Bearer " + sandbox.token())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a page on a connection of its own. */
    private Socket ask() throws IOException {
        Socket socket =
                new Socket(sandbox.baseUri().getHost(), sandbox.baseUri().getPort());
        socket.getOutputStream().write(request());
        return socket;
    }

    private byte[] request() {
        return ("GET /v3/" + pages + " HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer " + sandbox.token()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void readInto(StringBuilder answer, InputStream in) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            answer.append((char) next);
        }
    }

    private static String bodyOf(StringBuilder answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
