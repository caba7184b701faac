package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.port.Grant;
import java.time.Instant;

/** What is due on the way on which deliveries of an integration come in, for those who maintain integrations and end them. */
public interface RouteWork {
    /** Of an engine without it. */
    RouteWork NONE = new RouteWork() {
        @Override
        public boolean isDue(Integration stored, Instant now) {
            return false;
        }

        @Override
        public void maintain(Integration stored, CredentialKeeper credentials) {}

        @Override
        public void unsubscribe(Integration connected, Grant grant) {}

        @Override
        public Integration closed(Integration stored, Instant now) {
            return stored;
        }
    };

    /** Whether something is due that this node can do now. */
    boolean isDue(Integration stored, Instant now);

    /** Does what is due. */
    void maintain(Integration stored, CredentialKeeper credentials);

    /** Takes away at the provider what has deliveries sent, best effort: the credential is about to end. */
    void unsubscribe(Integration connected, Grant grant);

    /** An integration that takes no deliveries any more; the secrets of its way in are to be forgotten. */
    Integration closed(Integration stored, Instant now);
}
