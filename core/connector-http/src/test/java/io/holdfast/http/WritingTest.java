package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Quota;
import io.holdfast.model.Secret;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent to be written or deleted, and what an answer tells of budgets, over real HTTP. */
final class WritingTest {
    private static final String ADDRESS = "https://host.example/hooks/S3CR3T-\"way\"";
    private static final Quota LEFT = new Quota(Quota.Bucket.TOKEN, 100, 7, Duration.ofMinutes(1));

    private final List<String> arrived = new ArrayList<>();
    private final List<Quota> told = new ArrayList<>();
    private final Grant grant = new Grant(Credential.apiKey("T0K3N"), new Account("acct-1", "Pier"), told::add);
    private final HttpServer server;
    private final Transport transport;

    WritingTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/", exchange -> {
            arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("x-request-id", "req about " + ADDRESS);
            exchange.getResponseHeaders().set("x-edge-id", "edge-1");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().contains("gone") ? 404 : 200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        ApiProfile api = new ApiProfile(
                "Lantern",
                "Authorization",
                "Bearer ",
                "Lantern's settings",
                List.of("x-request-id", "x-edge-id"),
                headers -> List.of(LEFT));
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v3/");
        transport = new Transport(api, base, TestOptions.USUAL);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anObjectIsSentAsJsonOnceAndItsTextDoesNotShow() {
        JsonBody body = new JsonBody()
                .secret("url", Secret.of(ADDRESS))
                .texts("types", List.of("a", "Z\u00f6e"))
                .text("status", "active");

        int status = transport.post(grant, Endpoint.of("hooks/"), body, Response::status);

        assertThat(status).isEqualTo(200);
        assertThat(arrived)
                .containsExactly("POST /v3/hooks/ Bearer T0K3N application/json "
                        + "{\"url\":\"https://host.example/hooks/S3CR3T-\\\"way\\\"\",\"types\":[\"a\",\"Z\u00f6e\"],"
                        + "\"status\":\"active\"}");
        assertThat(body).hasToString("JsonBody(3 members)");
    }

    @Test
    void aHeaderThatRepeatsASecretOfTheBodyNamesNoRequest() {
        JsonBody body = new JsonBody().secret("url", Secret.of(ADDRESS));

        ProviderException failed = catchThrowableOfType(
                ProviderException.class,
                () -> transport.post(grant, Endpoint.of("hooks/"), body, answer -> {
                    throw ProviderException.of(FailureKind.REJECTED, "expected another answer");
                }));

        assertThat(failed.request()).contains("edge-1");
    }

    @Test
    void whatIsDeletedIsNamedInThePathAlone() {
        int status = transport.delete(grant, Endpoint.of("hooks/gone/"), Response::status);

        assertThat(status).isEqualTo(404);
        assertThat(arrived).containsExactly("DELETE /v3/hooks/gone/ Bearer T0K3N null ");
    }

    @Test
    void eachAnswerTellsOfBudgetsWhateverIsMadeOfIt() {
        transport.get(grant, Endpoint.of("lists/"), Response::status);
        transport.delete(grant, Endpoint.of("hooks/gone/"), Response::status);
        assertThatThrownBy(() -> transport.post(grant, Endpoint.of("hooks/"), new JsonBody(), answer -> {
                    throw ProviderException.of(FailureKind.REJECTED, "expected another answer");
                }))
                .isInstanceOf(ProviderException.class);

        assertThat(told).containsExactly(LEFT, LEFT, LEFT);
    }
}
