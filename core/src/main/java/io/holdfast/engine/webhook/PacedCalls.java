package io.holdfast.engine.webhook;

import io.holdfast.engine.pace.Pacer;
import io.holdfast.model.Integration;
import java.time.Instant;

/** The calls of one look at what stands at a provider: each asks for its allowance, but the first, for which the look has. */
final class PacedCalls {
    private final Pacer pacer;
    private final Integration account;
    private final Instant due;
    private boolean first = true;

    PacedCalls(Pacer pacer, Integration account, Instant due) {
        this.pacer = pacer;
        this.account = account;
        this.due = due;
    }

    /** Whether the look may begin. */
    boolean mayBegin() {
        return pacer.enter(account, due);
    }

    /** Whether one more call may be made; what may not waits for another look. */
    boolean mayCall() {
        boolean has = first || pacer.enter(account, due);
        first = false;
        return has;
    }
}
