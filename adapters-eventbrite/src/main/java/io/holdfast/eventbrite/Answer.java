package io.holdfast.eventbrite;

import java.net.http.HttpHeaders;

/** One answer, read whole. */
final class Answer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    /** The body itself, not a copy: it is read once and then gone. */
    byte[] body() {
        return body;
    }
}
