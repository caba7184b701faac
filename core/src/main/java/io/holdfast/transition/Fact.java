package io.holdfast.transition;

import io.holdfast.model.Hints;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteFacts;
import java.util.Optional;

/** What is so, whoever wants it or not. */
public sealed interface Fact extends Trigger
        permits Fact.ChangeSignalled,
                Fact.CredentialSevered,
                Fact.IntegrationProven,
                Fact.PollDue,
                Fact.LookDue,
                Fact.RemoteSeen,
                Fact.RemoteSignalled,
                Fact.AutoRetryDue {
    /**
     * The provider says that something changed.
     *
     * @param hints what it says has changed
     */
    record ChangeSignalled(Hints hints) implements Fact {
        @Override
        public TriggerKind kind() {
            return TriggerKind.CHANGE_SIGNALLED;
        }
    }

    /**
     * A credential was refused for good, or its integration was disconnected in settings.
     *
     * @param integration whose connection
     * @param connection which one; all before it are severed with it
     */
    record CredentialSevered(IntegrationId integration, long connection) implements Fact {
        @Override
        public TriggerKind kind() {
            return TriggerKind.CREDENTIAL_SEVERED;
        }
    }

    /**
     * A sign of life: the provider accepted a credential, or a request that bore it, after a time in which it did not.
     *
     * @param integration whose credential
     */
    record IntegrationProven(IntegrationId integration) implements Fact {
        @Override
        public TriggerKind kind() {
            return TriggerKind.INTEGRATION_PROVEN;
        }
    }

    /** The provider says that the event or channel itself changed, and not how it is now. */
    record RemoteSignalled() implements Fact {
        @Override
        public TriggerKind kind() {
            return TriggerKind.REMOTE_SIGNALLED;
        }
    }

    /**
     * A poll, a full scan or a consistency recheck is due.
     *
     * @param owner a fresh token of the worker that tells of it, which then has claimed the run that begins; empty where the run waits
     *     for one
     */
    record PollDue(Optional<String> owner) implements Fact {
        /** The run that begins waits for a worker. */
        public PollDue() {
            this(Optional.empty());
        }

        @Override
        public TriggerKind kind() {
            return TriggerKind.POLL_DUE;
        }
    }

    /** A look at the event or channel itself is due; whoever tells looks now. */
    record LookDue() implements Fact {
        @Override
        public TriggerKind kind() {
            return TriggerKind.LOOK_DUE;
        }
    }

    /**
     * The event or channel was looked at, without its attendees.
     *
     * @param told what the provider told
     */
    record RemoteSeen(RemoteFacts told) implements Fact {
        @Override
        public TriggerKind kind() {
            return TriggerKind.REMOTE_SEEN;
        }
    }

    /**
     * A failed link is to be tried again unasked.
     *
     * @param passes whether its turn passes without a run: while its integration shows no sign of life, another of its links or its
     *     credential is tried in its stead
     */
    record AutoRetryDue(boolean passes) implements Fact {
        /** It is this link that is tried. */
        public AutoRetryDue() {
            this(false);
        }

        @Override
        public TriggerKind kind() {
            return TriggerKind.AUTO_RETRY_DUE;
        }
    }
}
