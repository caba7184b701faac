package io.holdfast.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What is sent back, but for the headers that every answer has; its length may be left untold. */
record Reply(int status, String contentType, long length, Body body) {
    static final long UNTOLD = -1;

    Reply {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("expected a status from 200 to 599 but found " + status);
        }
    }

    static Reply of(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Reply(status, contentType, bytes.length, out -> out.write(bytes));
    }

    /** Writes a body. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
