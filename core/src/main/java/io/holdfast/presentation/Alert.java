package io.holdfast.presentation;

import io.holdfast.model.RecoveryAction;
import java.util.Optional;
import org.immutables.value.Value;

/** The banner at the top of an event's page, shown when somebody must act. */
@Value.Immutable
public interface Alert {
    /** {@return its headline: Import failed, Sync failed or Integration disconnected} */
    @Value.Parameter
    Message title();

    /** {@return what happened and what to do; the failure's own words where there is one} */
    @Value.Parameter
    Message text();

    /** {@return what its button does} */
    @Value.Parameter
    RecoveryAction action();

    /** {@return the word on its button} */
    @Value.Parameter
    Message button();

    /** {@return what to quote to support} */
    @Value.Parameter
    Optional<String> reference();

    /**
     * Makes an alert.
     *
     * @param title its headline
     * @param text what happened and what to do
     * @param action what its button does
     * @param reference what to quote to support
     * @return the alert
     */
    static Alert of(Message title, Message text, RecoveryAction action, Optional<String> reference) {
        String button = action == RecoveryAction.RETRY ? "button.retry" : "button.reconnect";
        return ImmutableAlert.of(title, text, action, Message.of(button), reference);
    }
}
