package io.holdfast.http;

import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Secret;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sends one request to the pinned place and to no other; its answer has to be read within the deadline and the byte
 * limit. What fails bears what the provider calls the request, where it told. Safe for use by several threads.
 */
public final class Transport {
    private final ApiProfile api;
    private final URI pinned;
    private final ExchangeOptions options;

    /**
     * Makes a transport. Nothing is sent yet.
     *
     * @param api how the provider is called and asked
     * @param pinned the one place that requests go to, or below which they go
     * @param options what the host chose, as {@link OptionRules#exchanges} takes it
     */
    public Transport(ApiProfile api, URI pinned, ExchangeOptions options) {
        this.api = api;
        this.pinned = pinned;
        this.options = options;
    }

    /**
     * Asks below the pinned place.
     *
     * @param <T> what is read
     * @param credential who asks
     * @param call what is asked
     * @param reading makes something of the answer, whatever its status; it may throw a {@link ProviderException}
     * @return what was read
     * @throws ProviderException of kind {@code CONFIGURATION}, {@linkplain ProviderException#suspectsCredential()
     *     suspecting the credential}, if it can't be sent; of kind {@code UNREACHABLE} if no whole answer came
     */
    public <T> T get(Credential credential, Endpoint call, Function<Response, T> reading) {
        String token = sendable(credential);
        HttpRequest request = bearing(token, call).GET().build();
        return exchange(request, call, List.of(Secret.of(token)), reading);
    }

    /**
     * Asks below the pinned place, and tells whoever the grant says what the answer tells of budgets.
     *
     * @param <T> what is read
     * @param grant who asks
     * @param call what is asked
     * @param reading makes something of the answer, whatever its status; it may throw a {@link ProviderException}
     * @return what was read
     * @throws ProviderException as {@link #get(Credential, Endpoint, Function)}
     */
    public <T> T get(Grant grant, Endpoint call, Function<Response, T> reading) {
        return get(grant.credential(), call, telling(grant, reading));
    }

    /**
     * Sends JSON below the pinned place, once: the JDK's client repeats no POST, nor does anything here.
     *
     * @param <T> what is read
     * @param grant who asks
     * @param call what is asked
     * @param body what is sent
     * @param reading makes something of the answer, whatever its status; it may throw a {@link ProviderException}
     * @return what was read
     * @throws ProviderException as {@link #get(Credential, Endpoint, Function)}
     */
    public <T> T post(Grant grant, Endpoint call, JsonBody body, Function<Response, T> reading) {
        String token = sendable(grant.credential());
        HttpRequest request = bearing(token, call)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.written(Secret::reveal)))
                .build();
        List<Secret> sent = new ArrayList<>(body.secrets());
        sent.add(Secret.of(token));
        return exchange(request, call, sent, telling(grant, reading));
    }

    /**
     * Has something below the pinned place deleted.
     *
     * @param <T> what is read
     * @param grant who asks
     * @param call what is asked
     * @param reading makes something of the answer, whatever its status; it may throw a {@link ProviderException}
     * @return what was read
     * @throws ProviderException as {@link #get(Credential, Endpoint, Function)}
     */
    public <T> T delete(Grant grant, Endpoint call, Function<Response, T> reading) {
        String token = sendable(grant.credential());
        HttpRequest request = bearing(token, call).DELETE().build();
        return exchange(request, call, List.of(Secret.of(token)), telling(grant, reading));
    }

    /**
     * Sends a form to the pinned place itself, once: the JDK's client repeats no POST, nor does anything here.
     *
     * @param <T> what is read
     * @param form the names and values of its fields
     * @param call what messages call it
     * @param reading makes something of the answer, whatever its status
     * @return what was read
     * @throws ProviderException of kind {@code UNREACHABLE} if no whole answer came
     */
    public <T> T post(Map<String, Secret> form, Endpoint call, Function<Response, T> reading) {
        String body = form.entrySet().stream()
                .map(field ->
                        Endpoint.parameter(field.getKey(), field.getValue().reveal()))
                .collect(Collectors.joining("&"));
        HttpRequest request = request(pinned)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return exchange(request, call, form.values(), reading);
    }

    private <T> T exchange(HttpRequest request, Endpoint call, Collection<Secret> sent, Function<Response, T> reading) {
        Response answer = send(request, call, sent);
        try {
            return reading.apply(answer);
        } catch (ProviderException failed) {
            throw answer.request().map(failed::ofRequest).orElse(failed);
        } finally {
            answer.close();
        }
    }

    private Response send(HttpRequest request, Endpoint call, Collection<Secret> sent) {
        LimitedBody body = new LimitedBody(options.maxBytes(), options.deadline());
        CompletableFuture<HttpResponse<LimitedBody>> exchange =
                options.httpClient().sendAsync(request, headers -> body);
        try {
            HttpResponse<LimitedBody> answer = exchange.get(body.nanosLeft(), TimeUnit.NANOSECONDS);
            HttpHeaders headers = answer.headers();
            return new Response(
                    api, call, answer.statusCode(), headers, requestId(headers, sent), body, options.maxElements());
        } catch (TimeoutException late) {
            end(exchange, body);
            throw TransportFailures.of(api, call, new LimitedBody.Late(options.deadline()));
        } catch (InterruptedException interrupted) {
            end(exchange, body);
            Thread.currentThread().interrupt();
            throw TransportFailures.of(api, call, interrupted);
        } catch (ExecutionException broken) {
            Throwable cause = Optional.ofNullable(broken.getCause()).orElse(broken);
            throw TransportFailures.of(api, call, cause);
        }
    }

    private HttpRequest.Builder bearing(String token, Endpoint call) {
        return request(pinned.resolve(call.path() + call.query())).header(api.header(), api.prefix() + token);
    }

    /** A budget is told before the answer is read: what is refused or can't be read cost a call as well. */
    private <T> Function<Response, T> telling(Grant grant, Function<Response, T> reading) {
        return answer -> {
            api.quotas().apply(answer.headers()).forEach(grant.quotas());
            return reading.apply(answer);
        };
    }

    private HttpRequest.Builder request(URI to) {
        return HttpRequest.newBuilder(to)
                .timeout(options.deadline())
                .header("Accept", "application/json")
                .header("User-Agent", options.userAgent());
    }

    /** A header that repeats a secret is none. */
    private Optional<String> requestId(HttpHeaders headers, Collection<Secret> sent) {
        return api.requestIds().stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .filter(id -> sent.stream().noneMatch(secret -> id.contains(secret.reveal())))
                .findFirst();
    }

    /** People paste a key with a blank or a line break behind it. */
    private String sendable(Credential credential) {
        String token = Texts.stripped(credential.bearer().reveal());
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw ProviderException.of(
                            FailureKind.CONFIGURATION,
                            "expected a token of visible characters but found others in it, a line break perhaps; copy"
                                    + " it again from " + api.keyPlace())
                    .suspectingCredential();
        }
        return token;
    }

    private static void end(CompletableFuture<?> exchange, LimitedBody body) {
        exchange.cancel(true);
        body.close();
    }
}
