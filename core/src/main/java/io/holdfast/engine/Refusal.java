package io.holdfast.engine;

import io.holdfast.internal.Text;
import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.Who;
import java.util.Optional;
import org.immutables.value.Value;

/** Why the domain says no, and what would help instead. */
@Value.Immutable
public interface Refusal {
    /** What a program may branch on. */
    enum Code {
        /** The provider refuses the credential. */
        CREDENTIAL_REFUSED,
        /** The integration is not CONNECTED. */
        NOT_CONNECTED,
        /** The integration belongs to another workspace. */
        OTHER_WORKSPACE,
        /** The connector can't import that kind of subject. */
        UNSUPPORTED_KIND,
        /** The text is neither an id nor the address of a page that tells one. */
        NAMES_NOTHING,
        /** The integration belongs to another provider than the link. */
        OTHER_PROVIDER,
        /** The integration is another account than the one that the link was read with. */
        OTHER_ACCOUNT,
        /** The account can't see the remote event or channel. */
        REMOTE_NOT_VISIBLE,
        /** The link or integration is not in a state in which that makes sense. */
        NOT_NOW,
        /** The workspace is not served for now; the host says why. */
        NOT_SERVED,
        /** The actor may not do that. */
        NOT_ALLOWED,
        /** The provider lets a workspace connect one account only, and another is connected. */
        ANOTHER_ACCOUNT_CONNECTED,
        /** The host has a transaction open in which that can't be done. */
        IN_TRANSACTION,
        /** Links are bound to the integration. */
        LINKS_BOUND,
        /** One of many could not be done because a store or provider failed; the others were. */
        NOT_DONE;

        static Code of(ReconnectObstacle why) {
            return switch (why) {
                case NOT_CONNECTED -> NOT_CONNECTED;
                case OTHER_PROVIDER -> OTHER_PROVIDER;
                case OTHER_WORKSPACE -> OTHER_WORKSPACE;
                case OTHER_ACCOUNT -> OTHER_ACCOUNT;
                case REMOTE_NOT_VISIBLE -> REMOTE_NOT_VISIBLE;
            };
        }
    }

    /** {@return what a program may branch on} */
    Code code();

    /** {@return why, for a log and for support; names the ids, and no person} */
    String reason();

    /** {@return why and what to do, for the page of whoever asked; an account is named there by its label} */
    @Value.Default
    default Message message() {
        return Message.named("refusal.*", code());
    }

    /** {@return what would help instead} */
    RecoveryAction suggestedAction();

    /** {@return who may do that, where the actor may not} */
    Optional<Who> expectedRole();

    /** {@return the account that was expected, where another was found} */
    Optional<Account> expectedAccount();

    /** {@return the account that was found in its place} */
    Optional<Account> foundAccount();

    /** {@return what a person is asked now about missing attendees, where an answer was refused; empty if nothing is asked} */
    Optional<RemovalQuestion> question();

    /**
     * {@return a refusal without accounts or a role, in the words of its code}
     *
     * @param code what a program may branch on
     * @param reason why, for a log, naming the ids
     * @param instead what would help
     */
    static Refusal of(Code code, String reason, RecoveryAction instead) {
        return builder().code(code).reason(reason).suggestedAction(instead).build();
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link Refusal}. */
    final class Builder extends ImmutableRefusal.Builder {
        Builder() {}
    }

    /** {@return this refusal, what forges a line written out: ids come from outside, and a reason may end in a log} */
    @Value.Check
    default Refusal withEscapedReason() {
        String shown = Text.escaped(reason());
        return shown.equals(reason()) ? this : toBuilder().reason(shown).build();
    }
}
