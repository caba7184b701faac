package io.holdfast.benchmarks;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Answers every request with the next of some bodies, round and round, on the caller's thread. */
final class ClientFromMemory extends HttpClient {
    private static final HttpHeaders HEADERS =
            HttpHeaders.of(Map.of("Date", List.of("Sun, 14 Mar 2027 09:26:53 GMT")), (name, value) -> true);

    private final List<byte[]> bodies;
    private int next;

    ClientFromMemory(List<byte[]> bodies) {
        this.bodies = bodies;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        byte[] body = bodies.get(next);
        next = (next + 1) % bodies.size();
        HttpResponse.BodySubscriber<T> reader = handler.apply(new Head());
        reader.onSubscribe(new Whole(reader, body));
        return reader.getBody().toCompletableFuture().thenApply(read -> (HttpResponse<T>) new Answer<>(request, read));
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        return sendAsync(request, handler).join();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> push) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }

    /** A body that comes in one piece once it is asked for. */
    private static final class Whole implements Flow.Subscription {
        private final HttpResponse.BodySubscriber<?> reader;
        private final byte[] body;
        private boolean sent;

        Whole(HttpResponse.BodySubscriber<?> reader, byte[] body) {
            this.reader = reader;
            this.body = body;
        }

        @Override
        public void request(long pieces) {
            if (!sent) {
                sent = true;
                reader.onNext(List.of(ByteBuffer.wrap(body)));
                reader.onComplete();
            }
        }

        @Override
        public void cancel() {
            sent = true;
        }
    }

    private static final class Head implements HttpResponse.ResponseInfo {
        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public HttpHeaders headers() {
            return HEADERS;
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private record Answer<T>(HttpRequest request, T body) implements HttpResponse<T> {
        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HEADERS;
        }

        @Override
        public Optional<javax.net.ssl.SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }
}
