package io.holdfast.eventbrite;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request to the pinned host; its answer has to be read within the deadline and the byte limit. */
final class Transport {
    /** The provider's own, then that of the network in front of it. */
    private static final List<String> REQUEST_IDS = List.of("x-request-id", "x-amz-cf-id");

    private final EventbriteOptions options;

    Transport(EventbriteOptions options) {
        this.options = options;
    }

    /** Gives the answer once its headers have come. */
    Answer get(Credential credential, Call call) {
        String token = credential.bearer().reveal();
        HttpRequest request = request(token, call);
        LimitedBody body = new LimitedBody(options.maxBytes(), options.deadline());
        CompletableFuture<HttpResponse<LimitedBody>> exchange =
                options.httpClient().sendAsync(request, headers -> body);
        try {
            HttpResponse<LimitedBody> answer = exchange.get(body.nanosLeft(), TimeUnit.NANOSECONDS);
            return new Answer(answer.statusCode(), answer.headers(), requestId(answer.headers(), token), body);
        } catch (TimeoutException late) {
            end(exchange, body);
            throw Unanswered.of(call, new LimitedBody.Late(options.deadline()));
        } catch (InterruptedException interrupted) {
            end(exchange, body);
            Thread.currentThread().interrupt();
            throw Unanswered.of(call, interrupted);
        } catch (ExecutionException broken) {
            throw Unanswered.of(call, Optional.ofNullable(broken.getCause()).orElse(broken));
        }
    }

    private HttpRequest request(String token, Call call) {
        if (!isSendable(token)) {
            throw ProviderException.of(
                            FailureKind.CONFIGURATION,
                            "expected a token of visible characters but found others in it, a line break perhaps; copy"
                                    + " it again from Eventbrite's account settings")
                    .suspectingCredential();
        }
        URI uri = options.baseUri().resolve(call.path() + call.query());
        return HttpRequest.newBuilder(uri)
                .timeout(options.deadline())
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("User-Agent", options.userAgent())
                .GET()
                .build();
    }

    /** A header that repeats the token is none. */
    private static Optional<String> requestId(HttpHeaders headers, String token) {
        return REQUEST_IDS.stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .filter(id -> !id.contains(token))
                .findFirst();
    }

    private static boolean isSendable(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static void end(CompletableFuture<?> exchange, LimitedBody body) {
        exchange.cancel(true);
        body.close();
    }
}
