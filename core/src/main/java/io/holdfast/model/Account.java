package io.holdfast.model;

import org.immutables.value.Value;

/** Who a credential is, as the provider says. */
@Value.Immutable
public interface Account {
    /** {@return the provider's id of the account; the only part that identifies it} */
    @Value.Parameter
    String id();

    /** {@return what a person recognises the account by; personal data, so it is left out of {@code toString}} */
    @Value.Parameter
    @Value.Redacted
    String label();

    /**
     * Names an account.
     *
     * @param id the provider's id, not blank
     * @param label what a person recognises it by
     * @return the account
     * @throws IllegalArgumentException if the id is blank
     */
    static Account of(String id, String label) {
        return ImmutableAccount.of(id, label);
    }

    /** Refuses a blank id. */
    @Value.Check
    default void check() {
        Expect.text("an account id", id());
    }
}
