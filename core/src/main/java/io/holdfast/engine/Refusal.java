package io.holdfast.engine;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Text;
import io.holdfast.model.Unusable;
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
        /** The integration belongs to another provider than the link. */
        OTHER_PROVIDER,
        /** The integration is another account than the one that the link was read with. */
        OTHER_ACCOUNT,
        /** The account can't see the remote event or channel. */
        REMOTE_NOT_VISIBLE,
        /** The link is not in a phase in which that makes sense. */
        NOT_NOW;

        static Code of(Unusable why) {
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
    @Value.Parameter
    Code code();

    /** {@return why, for a person; names the ids} */
    @Value.Parameter
    String reason();

    /** {@return what would help instead} */
    @Value.Parameter
    RecoveryAction instead();

    /**
     * Says no.
     *
     * @param code what a program may branch on
     * @param reason why, naming the ids
     * @param instead what would help
     * @return the refusal
     */
    static Refusal of(Code code, String reason, RecoveryAction instead) {
        return ImmutableRefusal.of(code, Text.shown(reason), instead);
    }
}
