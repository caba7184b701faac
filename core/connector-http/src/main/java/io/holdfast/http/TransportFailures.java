package io.holdfast.http;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Exchanges that ended without a whole answer: what broke, told without the words of what broke it. */
final class TransportFailures {
    private TransportFailures() {}

    static ProviderException of(ApiProfile api, Endpoint call, Throwable cause) {
        return ProviderException.of(
                        FailureKind.UNREACHABLE,
                        "expected an answer of " + api.name() + " to " + call.path() + " but "
                                + found(api.name(), cause))
                .because(cause);
    }

    private static String found(String name, Throwable cause) {
        if (cause instanceof LimitedBody.Late) {
            return cause.getMessage() + "; try again later";
        }
        if (cause instanceof InterruptedException || cause instanceof InterruptedIOException) {
            return "the call was interrupted; try again later";
        }
        if (cause instanceof SSLHandshakeException) {
            return "the other side could not prove that it is " + name
                    + ", so nothing was sent; look for a proxy that answers in its place, and at the certificates that"
                    + " this application trusts";
        }
        if (cause instanceof HttpTimeoutException) {
            return "none came in time; try again later";
        }
        if (cause instanceof ConnectException) {
            return "nobody could be reached; look at this application's network, or try again later";
        }
        return "the connection broke; try again later";
    }
}
