package io.holdfast.eventbrite;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request to the pinned host and reads its answer whole, within the deadline and the byte limit. */
final class Transport {
    private final EventbriteOptions options;

    Transport(EventbriteOptions options) {
        this.options = options;
    }

    Answer get(Credential credential, Call call) {
        HttpRequest request = request(credential, call);
        LimitedBody body = new LimitedBody(options.maxBytes());
        CompletableFuture<HttpResponse<byte[]>> exchange = options.httpClient().sendAsync(request, headers -> body);
        try {
            HttpResponse<byte[]> answer = exchange.get(options.deadline().toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (TimeoutException late) {
            end(exchange, body);
            throw unreachable(call, "none came within " + options.deadline(), late);
        } catch (InterruptedException interrupted) {
            end(exchange, body);
            Thread.currentThread().interrupt();
            throw unreachable(call, "the call was interrupted", interrupted);
        } catch (ExecutionException broken) {
            throw broken(call, Optional.ofNullable(broken.getCause()).orElse(broken));
        }
    }

    private HttpRequest request(Credential credential, Call call) {
        String token = credential.fold(apiKey -> apiKey.key().reveal());
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

    private static boolean isSendable(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static void end(CompletableFuture<?> exchange, LimitedBody body) {
        exchange.cancel(true);
        body.cut(new IOException("ended by us"));
    }

    private ProviderException broken(Call call, Throwable cause) {
        if (cause instanceof LimitedBody.TooLarge) {
            return ProviderException.of(
                            FailureKind.MALFORMED,
                            "expected an answer of at most " + options.maxBytes() + " bytes to " + call.path()
                                    + " but found more; try again later")
                    .because(cause);
        }
        String found = cause instanceof HttpTimeoutException
                ? "none came within " + options.deadline()
                : "the connection failed (" + cause.getClass().getSimpleName() + ")";
        return unreachable(call, found, cause);
    }

    private static ProviderException unreachable(Call call, String found, Throwable cause) {
        return ProviderException.of(
                        FailureKind.UNREACHABLE,
                        "expected an answer of Eventbrite to " + call.path() + " but " + found + "; try again later")
                .because(cause);
    }
}
