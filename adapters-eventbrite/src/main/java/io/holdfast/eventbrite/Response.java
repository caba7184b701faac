package io.holdfast.eventbrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * One answer: its headers have come, its body is read while it arrives. Its request is what the provider, or the network
 * in front of it, calls the exchange. To be closed by whoever asked.
 */
record Response(int status, HttpHeaders headers, Optional<String> request, InputStream body) implements AutoCloseable {
    /** Lets go of the connection, unless the body was read to its end. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
