package io.holdfast.eventbrite;

import io.holdfast.model.Secret;
import java.util.function.Function;

/** What a browser came back with from Eventbrite's page (RFC 6749, sections 4.1.2 and 4.1.2.1). A closed family. */
public sealed interface EventbriteCallback permits EventbriteCallback.Granted, EventbriteCallback.Refused {
    /**
     * Calls the function of what happened.
     *
     * @param granted if the person let the application in
     * @param refused if there is no code to go on with
     * @param <R> what they give
     * @return what the function gave
     */
    <R> R fold(Function<Granted, R> granted, Function<Refused, R> refused);

    /**
     * The person let the application in.
     *
     * @param code the code, good for one {@linkplain EventbriteOauth#exchange exchange} soon
     */
    record Granted(Secret code) implements EventbriteCallback {
        @Override
        public <R> R fold(Function<Granted, R> granted, Function<Refused, R> refused) {
            return granted.apply(this);
        }
    }

    /**
     * There is no code to go on with.
     *
     * @param why what a program may branch on
     * @param reason why, and what to do, for a person; repeats nothing that came from outside but an error code
     */
    record Refused(Why why, String reason) implements EventbriteCallback {
        @Override
        public <R> R fold(Function<Granted, R> granted, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    /** Why there is no code. */
    enum Why {
        /** The state is missing or another: the request does not answer this person's attempt, and may be forged. */
        OTHER_STATE,
        /** The person said no. */
        DENIED,
        /** Eventbrite reports another error. */
        PROVIDER_ERROR,
        /** Neither a code came nor an error, or more than one. */
        NO_CODE
    }
}
