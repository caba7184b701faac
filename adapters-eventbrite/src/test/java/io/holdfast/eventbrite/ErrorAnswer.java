package io.holdfast.eventbrite;

import static io.holdfast.eventbrite.OnTheWire.body;
import static io.holdfast.eventbrite.OnTheWire.error;
import static io.holdfast.eventbrite.OnTheWire.network;

import io.holdfast.eventbrite.OnTheWire.Body;
import io.holdfast.model.FailureKind;
import java.util.List;

/** What may answer a call for an event or its attendees, each with what it means: the catalogue of errors, by hand. */
record ErrorAnswer(OnTheWire answer, Meaning means) {
    // spotless:off
    static final List<ErrorAnswer> ALL = List.of(
        // HTTP 401 of any kind, or one of four errors at any status: the credential is suspected
        of(error(401, "INVALID_AUTH"),              Meaning.STRAY_REFUSAL),
        of(error(401, "NO_AUTH"),                   Meaning.STRAY_REFUSAL),
        of(error(401, "ACCESS_DENIED"),             Meaning.STRAY_REFUSAL),
        of(error(401, "NOT_AUTHORIZED"),            Meaning.STRAY_REFUSAL),
        of(body(401, Body.HTML),                    Meaning.STRAY_REFUSAL),
        of(body(401, Body.EMPTY),                   Meaning.STRAY_REFUSAL),
        of(body(401, Body.ARRAY),                   Meaning.STRAY_REFUSAL),
        of(body(401, Body.OBJECT),                  Meaning.STRAY_REFUSAL),
        of(body(401, Body.CUT_JSON),                Meaning.STRAY_REFUSAL),
        of(error(400, "INVALID_AUTH"),              Meaning.STRAY_REFUSAL),
        of(error(400, "INVALID_AUTH_HEADER"),       Meaning.STRAY_REFUSAL),
        of(error(403, "INVALID_AUTH"),              Meaning.STRAY_REFUSAL),
        of(error(503, "INVALID_AUTH"),              Meaning.STRAY_REFUSAL),
        of(error(403, "NOT_AUTHORIZED"),            Meaning.FORBIDDEN),

        // 403 that names no error comes from the edge, where nobody checks tokens
        of(body(403, Body.HTML),                    Meaning.TRY_LATER),
        of(body(403, Body.EMPTY),                   Meaning.TRY_LATER),
        of(body(403, Body.ARRAY),                   Meaning.TRY_LATER),
        of(body(403, Body.OBJECT),                  Meaning.TRY_LATER),
        of(body(403, Body.CUT_JSON),                Meaning.TRY_LATER),

        of(error(301, "PERMANENTLY_MOVED"),         Meaning.MISTAKE_OF_OURS),
        of(body(302, Body.EMPTY),                   Meaning.MISTAKE_OF_OURS),
        of(error(400, "ARGUMENTS_ERROR"),           Meaning.NEVER),
        of(error(400, "UNSUPPORTED_OPERATION"),     Meaning.NEVER),
        of(error(400, "BAD_CONTINUATION_TOKEN"),    Meaning.LOST_PLACE),
        of(body(400, Body.HTML),                    Meaning.NEVER),
        of(body(400, Body.EMPTY),                   Meaning.NEVER),
        of(body(400, Body.ARRAY),                   Meaning.NEVER),
        of(body(400, Body.OBJECT),                  Meaning.NEVER),
        of(error(404, "NOT_FOUND"),                 Meaning.GONE),
        of(body(404, Body.HTML),                    Meaning.GONE),
        of(error(405, "METHOD_NOT_ALLOWED"),        Meaning.MISTAKE_OF_OURS),
        of(error(409, "REQUEST_CONFLICT"),          Meaning.TRY_LATER),
        of(error(429, "HIT_RATE_LIMIT").retryAfter(120), Meaning.WAIT),
        of(error(429, "HIT_RATE_LIMIT"),            Meaning.WAIT),
        of(body(429, Body.HTML),                    Meaning.WAIT),
        of(error(500, "INTERNAL_ERROR"),            Meaning.TRY_LATER),
        of(error(500, "EXPANSION_FAILED"),          Meaning.TRY_LATER),
        of(body(500, Body.ARRAY),                   Meaning.TRY_LATER),
        of(body(502, Body.HTML),                    Meaning.TRY_LATER),
        of(body(503, Body.EMPTY),                   Meaning.TRY_LATER),
        of(body(504, Body.OBJECT),                  Meaning.TRY_LATER),
        of(body(200, Body.CUT_JSON),                Meaning.GARBLED),
        of(body(200, Body.HTML),                    Meaning.GARBLED),
        of(body(200, Body.ARRAY),                   Meaning.GARBLED),
        of(body(200, Body.EMPTY),                   Meaning.GARBLED),
        of(body(204, Body.EMPTY),                   Meaning.GARBLED),
        of(network(Body.RESET),                     Meaning.TRY_LATER),
        of(network(Body.CLOSED),                    Meaning.TRY_LATER),
        of(network(Body.BROKEN_OFF),                Meaning.TRY_LATER));
    // spotless:on

    /** What it means, supposed that the credential is good; and whether that has to be asked first. */
    enum Meaning {
        STRAY_REFUSAL(true, FailureKind.UNREACHABLE, Course.TRIED_AGAIN),
        FORBIDDEN(true, FailureKind.PERMISSION, Course.FINAL),
        TRY_LATER(false, FailureKind.UNREACHABLE, Course.TRIED_AGAIN),
        GARBLED(false, FailureKind.MALFORMED, Course.TRIED_AGAIN),
        MISTAKE_OF_OURS(false, FailureKind.INTERNAL, Course.TRIED_AGAIN),
        LOST_PLACE(false, FailureKind.CURSOR_REFUSED, Course.TRIED_AGAIN),
        NEVER(false, FailureKind.REJECTED, Course.FINAL),
        GONE(false, FailureKind.REMOTE_GONE, Course.CONFIRMED),
        WAIT(false, FailureKind.RATE_LIMITED, Course.PUT_OFF);

        final boolean suspect;
        final FailureKind kind;
        final Course course;

        Meaning(boolean suspect, FailureKind kind, Course course) {
            this.suspect = suspect;
            this.kind = kind;
            this.course = course;
        }
    }

    /** How a run goes on. */
    enum Course {
        /** Five attempts within minutes, then it fails. */
        TRIED_AGAIN,
        /** It fails at once. */
        FINAL,
        /** It fails once heard again ten minutes later; at once of an event that was never seen. */
        CONFIRMED,
        /** It waits for as long as it is told to, and costs nothing. */
        PUT_OFF
    }

    static List<ErrorAnswer> suspects() {
        return ALL.stream().filter(known -> known.means.suspect).toList();
    }

    static List<ErrorAnswer> harmless() {
        return ALL.stream().filter(known -> !known.means.suspect).toList();
    }

    static ErrorAnswer to(OnTheWire answer) {
        return ALL.stream()
                .filter(known -> known.answer.equals(answer))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("expected an answer that the table has but found " + answer));
    }

    private static ErrorAnswer of(OnTheWire answer, Meaning means) {
        return new ErrorAnswer(answer, means);
    }

    @Override
    public String toString() {
        return answer.toString();
    }
}
