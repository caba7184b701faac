package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.Objects;

/**
 * Who a credential is, as the provider says.
 *
 * @param id the provider's id of the account; the only part that identifies it, never blank; the engine connects none whose
 *     id is longer than {@link #LONGEST_ID}
 * @param label what a person recognises the account by; the engine cuts it at {@link #LONGEST_LABEL} characters; personal data, so it is left out of {@code toString}
 */
public record Account(String id, String label) {
    /** Characters that an id may have. */
    public static final int LONGEST_ID = 512;

    /** Characters that a label may have. */
    public static final int LONGEST_LABEL = 1_000;

    public Account {
        Objects.requireNonNull(label, "label");
        Preconditions.text("an account id", id);
    }

    @Override
    public String toString() {
        return "Account[id=" + id + ", label=***]";
    }
}
