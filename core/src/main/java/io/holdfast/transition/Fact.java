package io.holdfast.transition;

import io.holdfast.model.Hints;
import io.holdfast.model.IntegrationId;
import org.immutables.value.Value;

/** What is so, whoever wants it or not. */
@Value.Enclosing
public sealed interface Fact extends Trigger
        permits Fact.ChangeSignalled, Fact.CredentialSevered, Fact.LookDue, Fact.HealDue {
    /**
     * Tells that the provider signalled a change.
     *
     * @param hints what it says has changed
     * @return the trigger
     */
    static ChangeSignalled changeSignalled(Hints hints) {
        return ImmutableFact.ChangeSignalled.of(hints);
    }

    /**
     * Tells that a connection is severed.
     *
     * @param integration whose
     * @param connection which one; all before it are severed with it
     * @return the trigger
     */
    static CredentialSevered credentialSevered(IntegrationId integration, long connection) {
        return ImmutableFact.CredentialSevered.of(integration, connection);
    }

    /**
     * Tells that a recovery may be due.
     *
     * @return the trigger
     */
    static HealDue healDue() {
        return ImmutableFact.HealDue.builder().build();
    }

    /**
     * Tells that a look may be due.
     *
     * @return the trigger
     */
    static LookDue lookDue() {
        return ImmutableFact.LookDue.builder().build();
    }

    /** The provider says that something changed. */
    @Value.Immutable
    non-sealed interface ChangeSignalled extends Fact {
        /** {@return what it says has changed} */
        @Value.Parameter
        Hints hints();

        @Override
        default TriggerKind kind() {
            return TriggerKind.CHANGE_SIGNALLED;
        }
    }

    /** A credential was refused for good, or its integration was disconnected in settings. */
    @Value.Immutable
    non-sealed interface CredentialSevered extends Fact {
        /** {@return whose connection} */
        @Value.Parameter
        IntegrationId integration();

        /** {@return which one; all before it are severed with it} */
        @Value.Parameter
        long connection();

        @Override
        default TriggerKind kind() {
            return TriggerKind.CREDENTIAL_SEVERED;
        }
    }

    /** A poll, a walk or a second look is due. */
    @Value.Immutable
    non-sealed interface LookDue extends Fact {
        @Override
        default TriggerKind kind() {
            return TriggerKind.LOOK_DUE;
        }
    }

    /** A failed link is to be tried again unasked. */
    @Value.Immutable
    non-sealed interface HealDue extends Fact {
        @Override
        default TriggerKind kind() {
            return TriggerKind.HEAL_DUE;
        }
    }
}
