package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.SyncRun;
import io.holdfast.port.Grant;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Whether a link may call its provider now. */
public sealed interface Access {
    /** With this credential. */
    public record Open(Grant grant, Integration integration) implements Access {}

    /** Not before some instant; since when the provider has refused the credential, if that is why. */
    public record Closed(Instant until, SyncRun.Wait why, Optional<Instant> refusedSince) implements Access {
        static Closed until(Instant until, SyncRun.Wait why) {
            return new Closed(until, why, Optional.empty());
        }
    }

    /** Not any more: its connection is severed. */
    public record Severed() implements Access {}

    /** Calls the function of this answer. */
    default <R> R fold(Function<Open, R> open, Function<Closed, R> closed, Function<Severed, R> severed) {
        if (this instanceof Open yes) {
            return open.apply(yes);
        }
        return this instanceof Closed shut ? closed.apply(shut) : severed.apply(new Severed());
    }
}
