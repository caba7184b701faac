package io.holdfast.eventbrite;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Secret;
import io.holdfast.port.ProviderException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Sends one request to the pinned place; its answer has to be read within the deadline and the byte limit. */
final class Transport {
    /** The provider's own, then that of the network in front of it. */
    private static final List<String> REQUEST_IDS = List.of("x-request-id", "x-amz-cf-id");

    private final URI pinned;
    private final ExchangeOptions options;

    Transport(URI pinned, ExchangeOptions options) {
        this.pinned = pinned;
        this.options = options;
    }

    /** Asks below the pinned place. Gives the answer once its headers have come. */
    Response get(Credential credential, Endpoint call) {
        String token = sendable(credential);
        HttpRequest request = request(pinned.resolve(call.path() + call.query()))
                .header("Authorization", "Bearer " + token)
                .GET()
                .build();
        return exchange(request, call, List.of(credential.bearer()));
    }

    /** Sends a form to the pinned place itself, once: the JDK's client repeats no POST, nor does anything here. */
    Response post(Map<String, Secret> form, Endpoint call) {
        String body = form.entrySet().stream()
                .map(field ->
                        field.getKey() + "=" + Endpoint.encoded(field.getValue().reveal()))
                .collect(Collectors.joining("&"));
        HttpRequest request = request(pinned)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return exchange(request, call, form.values());
    }

    private Response exchange(HttpRequest request, Endpoint call, Collection<Secret> sent) {
        LimitedBody body = new LimitedBody(options.maxBytes(), options.deadline());
        CompletableFuture<HttpResponse<LimitedBody>> exchange =
                options.httpClient().sendAsync(request, headers -> body);
        try {
            HttpResponse<LimitedBody> answer = exchange.get(body.nanosLeft(), TimeUnit.NANOSECONDS);
            return new Response(answer.statusCode(), answer.headers(), requestId(answer.headers(), sent), body);
        } catch (TimeoutException late) {
            end(exchange, body);
            throw TransportFailures.of(call, new LimitedBody.Late(options.deadline()));
        } catch (InterruptedException interrupted) {
            end(exchange, body);
            Thread.currentThread().interrupt();
            throw TransportFailures.of(call, interrupted);
        } catch (ExecutionException broken) {
            throw TransportFailures.of(
                    call, Optional.ofNullable(broken.getCause()).orElse(broken));
        }
    }

    private HttpRequest.Builder request(URI to) {
        return HttpRequest.newBuilder(to)
                .timeout(options.deadline())
                .header("Accept", "application/json")
                .header("User-Agent", options.userAgent());
    }

    /** A header that repeats a secret is none. */
    private static Optional<String> requestId(HttpHeaders headers, Collection<Secret> sent) {
        return REQUEST_IDS.stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .filter(id -> sent.stream().noneMatch(secret -> id.contains(secret.reveal())))
                .findFirst();
    }

    private static String sendable(Credential credential) {
        String token = credential.bearer().reveal();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw ProviderException.of(
                            FailureKind.CONFIGURATION,
                            "expected a token of visible characters but found others in it, a line break perhaps; copy"
                                    + " it again from Eventbrite's account settings")
                    .suspectingCredential();
        }
        return token;
    }

    private static void end(CompletableFuture<?> exchange, LimitedBody body) {
        exchange.cancel(true);
        body.close();
    }
}
