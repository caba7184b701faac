package io.holdfast.eventbrite;

import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Answers of a success that can't be understood. The parser's own message is kept out: it quotes what was sent. */
final class MalformedResponses {
    private MalformedResponses() {}

    /** Reads a body. */
    interface Reading {
        void run() throws IOException;
    }

    static void unlessRead(Endpoint call, Reading reading) {
        try {
            reading.run();
        } catch (LimitedBody.Late | LimitedBody.Broken | InterruptedIOException unfinished) {
            throw TransportFailures.of(call, unfinished);
        } catch (LimitedBody.TooLarge | Json.Refused refused) {
            throw answer(call, "" + refused.getMessage());
        } catch (IOException | IllegalStateException unreadable) {
            // the parser refuses names that were made to collide with the second
            throw answer(call, "it can't be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    static ProviderException answer(Endpoint call, String found) {
        return ProviderException.of(
                FailureKind.MALFORMED,
                "expected JSON of Eventbrite's in the answer to " + call.path() + " but " + found
                        + "; try again later");
    }
}
