package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.Objects;

/**
 * Who a credential is, as the provider says.
 *
 * @param id the provider's id of the account; the only part that identifies it, never blank
 * @param label what a person recognises the account by; personal data, so it is left out of {@code toString}
 */
public record Account(String id, String label) {
    public Account {
        Objects.requireNonNull(label, "label");
        Preconditions.text("an account id", id);
    }

    @Override
    public String toString() {
        return "Account[id=" + id + ", label=***]";
    }
}
