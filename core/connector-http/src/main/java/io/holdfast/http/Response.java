package io.holdfast.http;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One answer: its headers have come, its body is read while it arrives. Whoever is given it reads the body once, and lets
 * {@link Transport} close it.
 *
 * @param api whose answer it is
 * @param call what was asked
 * @param status the HTTP status
 * @param headers the headers
 * @param request what the provider, or the network in front of it, calls the exchange
 * @param body what may be read once
 * @param maxElements how many elements its lists may have, all together
 */
public record Response(
        ApiProfile api,
        Endpoint call,
        int status,
        HttpHeaders headers,
        Optional<String> request,
        InputStream body,
        int maxElements) {

    /**
     * Reads the whole body, one object.
     *
     * @param members takes a reader and gives what reads each of its members
     * @throws ProviderException of kind {@code MALFORMED} if the body is no such JSON, {@code UNREACHABLE} if it did not
     *     come to its end
     */
    public void readObject(Function<Json, Json.Member> members) {
        try {
            Json.readObject(body, maxElements, members);
        } catch (LimitedBody.Late | LimitedBody.Broken | InterruptedIOException unfinished) {
            throw TransportFailures.of(api, call, unfinished);
        } catch (LimitedBody.TooLarge beyond) {
            throw malformed("" + beyond.getMessage(), "if it is no mistake, raise maxBytes in the connector's options");
        } catch (JsonTokens.TooMany beyond) {
            throw malformed(
                    "" + beyond.getMessage(), "if it is no mistake, raise maxElements in the connector's options");
        } catch (JsonTokens.Refused refused) {
            throw malformed("" + refused.getMessage());
        } catch (IOException | IllegalStateException unreadable) {
            // the parser refuses names that were made to collide with the second
            throw malformed("it can't be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Makes the failure of an answer that can't be understood.
     *
     * @param found what it is instead, in words of the connector's own: nothing of the body is quoted
     * @return the failure, to be thrown
     */
    public ProviderException malformed(String found) {
        return malformed(found, "try again later");
    }

    private ProviderException malformed(String found, String help) {
        return ProviderException.of(
                FailureKind.MALFORMED,
                "expected JSON of " + api.name() + "'s in the answer to " + call.path() + " but " + found + "; "
                        + help);
    }

    /**
     * Reads the provider's clock; without it nobody could say up to when changes were read.
     *
     * @return the date of the answer
     * @throws ProviderException of kind {@code MALFORMED} if it has none that can be read
     */
    public Instant date() {
        return headers.firstValue("Date")
                .flatMap(Dates::http)
                .orElseThrow(() -> ProviderException.of(
                        FailureKind.MALFORMED,
                        "expected a Date header in the answer to " + call.path()
                                + " but found none that can be read; a proxy may have dropped it"));
    }

    /** Lets go of the connection, unless the body was read to its end. */
    void close() {
        try {
            body.close();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
