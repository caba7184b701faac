package io.holdfast.http;

import java.net.http.HttpClient;
import java.time.Duration;

/** Options of a made-up connector. */
record TestOptions(HttpClient httpClient, Duration deadline, int maxBytes) implements ExchangeOptions {
    static final TestOptions USUAL = new TestOptions(
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build(),
            Duration.ofSeconds(20),
            1 << 20);

    TestOptions within(Duration shorter) {
        return new TestOptions(httpClient, shorter, maxBytes);
    }

    TestOptions most(int bytes) {
        return new TestOptions(httpClient, deadline, bytes);
    }

    TestOptions client(HttpClient other) {
        return new TestOptions(other, deadline, maxBytes);
    }

    @Override
    public String userAgent() {
        return "lantern-connector";
    }
}
