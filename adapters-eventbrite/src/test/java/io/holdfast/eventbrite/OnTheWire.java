package io.holdfast.eventbrite;

import io.holdfast.sandbox.Fault;
import java.util.Optional;

/** One answer as it comes over the wire, or what comes in place of one: its status, what its body is, the error it names. */
record OnTheWire(int status, Body body, String error, Optional<String> retryAfter) {
    private static final String JSON = "application/json";
    static final int NO_STATUS = 0;

    /** What an answer carries. */
    enum Body {
        /** The provider's own: a JSON object that names an error. */
        ERROR,
        /** A JSON object that names none. */
        OBJECT,
        /** A JSON array; an error inside of it counts for nothing. */
        ARRAY,
        /** A page for people. */
        HTML,
        EMPTY,
        /** JSON that ends in the middle. */
        CUT_JSON,
        /** Nothing is wrong with it. */
        TRUE_ANSWER,
        /** The network: reset before a byte came. */
        RESET,
        /** The network: closed before a byte came. */
        CLOSED,
        /** The network: a true answer that breaks off. */
        BROKEN_OFF
    }

    static OnTheWire error(int status, String error) {
        return new OnTheWire(status, Body.ERROR, error, Optional.empty());
    }

    static OnTheWire body(int status, Body body) {
        return new OnTheWire(status, body, "", Optional.empty());
    }

    static OnTheWire network(Body broken) {
        return body(NO_STATUS, broken);
    }

    OnTheWire retryAfter(int seconds) {
        return new OnTheWire(status, body, error, Optional.of(Integer.toString(seconds)));
    }

    Fault fault() {
        Fault fault = plain();
        Fault told =
                retryAfter.map(seconds -> fault.header("Retry-After", seconds)).orElse(fault);
        return status / 100 == 3 ? told.header("Location", "http://127.0.0.1:1/v3/elsewhere/") : told;
    }

    private Fault plain() {
        return switch (body) {
            case ERROR -> Fault.error(status, error);
            case OBJECT ->
                Fault.answer(status, JSON, "{\"status_code\": " + status + ", \"detail\": \"INVALID_AUTH\"}");
            case ARRAY -> Fault.answer(status, JSON, "[{\"error\": \"INVALID_AUTH\"}]");
            case HTML -> status == 403 ? Fault.edgeBlock() : Fault.html(status);
            case EMPTY -> Fault.answer(status, JSON, "");
            case CUT_JSON -> Fault.answer(status, JSON, "{\"attendees\": [{\"id\": \"77");
            case TRUE_ANSWER -> Fault.none();
            case RESET -> Fault.reset();
            case CLOSED -> Fault.close();
            case BROKEN_OFF -> Fault.truncate(20);
        };
    }

    @Override
    public String toString() {
        String what = body == Body.ERROR ? error : body.toString();
        String told = retryAfter.map(seconds -> " after " + seconds + " s").orElse("");
        return status == NO_STATUS ? what : status + " " + what + told;
    }
}
