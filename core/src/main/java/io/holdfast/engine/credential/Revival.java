package io.holdfast.engine.credential;

import io.holdfast.model.Account;
import java.util.Optional;

/**
 * What came of asking the provider whether it accepts the kept secret of a severed connection again.
 *
 * @param kind what
 * @param other whose the provider says that it is, if that is another account
 */
public record Revival(Kind kind, Optional<Account> other) {
    public enum Kind {
        /** The provider accepts it; if that was asked for, a new connection has begun with it. */
        ACCEPTED,
        /** The provider refuses it still, or nothing lies in its secret slot. */
        REFUSED,
        /** The provider says that it is another account's. */
        OTHER_ACCOUNT,
        /** The provider decided nothing. */
        UNANSWERED,
        /** It is kept no more: the account is connected by now, or a person disconnected it, or its grace is over. */
        MOVED
    }

    static final Revival ACCEPTED = new Revival(Kind.ACCEPTED, Optional.empty());
    static final Revival REFUSED = new Revival(Kind.REFUSED, Optional.empty());
    static final Revival UNANSWERED = new Revival(Kind.UNANSWERED, Optional.empty());
    static final Revival MOVED = new Revival(Kind.MOVED, Optional.empty());

    static Revival otherAccount(Account found) {
        return new Revival(Kind.OTHER_ACCOUNT, Optional.of(found));
    }
}
