package io.holdfast.eventbrite;

import io.holdfast.eventbrite.OnTheWire.Body;
import java.util.Optional;
import java.util.stream.Stream;

/** What the provider may say to "who are we?", each with what it says of the credential: the sheet's procedure, by hand. */
enum Word {
    USER(200, Body.TRUE_ANSWER, "", Says.ALIVE),

    REVOKED(401, Body.ERROR, "INVALID_AUTH", Says.DEAD),
    REVOKED_AS_DOCUMENTED(400, Body.ERROR, "INVALID_AUTH", Says.DEAD),
    BAD_HEADER(400, Body.ERROR, "INVALID_AUTH_HEADER", Says.DEAD),
    UNAUTHORIZED_PAGE(401, Body.HTML, "", Says.DEAD),
    UNAUTHORIZED_EMPTY(401, Body.EMPTY, "", Says.DEAD),
    NOT_A_USERS_TOKEN(403, Body.ERROR, "NOT_AUTHORIZED", Says.DEAD),

    EDGE_BLOCK(403, Body.HTML, "", Says.NOTHING),
    RATE_LIMIT(429, Body.ERROR, "HIT_RATE_LIMIT", Says.NOTHING),
    UNAVAILABLE(503, Body.EMPTY, "", Says.NOTHING),
    BROKEN(500, Body.ERROR, "INTERNAL_ERROR", Says.NOTHING),
    NOT_FOUND(404, Body.ERROR, "NOT_FOUND", Says.NOTHING),
    BAD_REQUEST(400, Body.ERROR, "ARGUMENTS_ERROR", Says.NOTHING),
    MOVED(301, Body.ERROR, "PERMANENTLY_MOVED", Says.NOTHING),
    GARBLED(200, Body.CUT_JSON, "", Says.NOTHING),
    BROKEN_OFF(OnTheWire.NO_STATUS, Body.BROKEN_OFF, "", Says.NOTHING),
    /** The JDK's client asks again by itself after it, so it is no first word: the second would go with it. */
    RESET(OnTheWire.NO_STATUS, Body.RESET, "", Says.NOTHING);

    /** What a word says of the credential. */
    enum Says {
        ALIVE,
        DEAD,
        NOTHING
    }

    final Says says;
    private final int status;
    private final Body body;
    private final String error;

    Word(int status, Body body, String error, Says says) {
        this.status = status;
        this.body = body;
        this.error = error;
        this.says = says;
    }

    OnTheWire answer() {
        return new OnTheWire(status, body, error, Optional.empty());
    }

    static Stream<Word> thatMayComeFirst() {
        return Stream.of(values()).filter(word -> word != RESET);
    }
}
