package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.RecoveryAction;
import java.util.Optional;

/**
 * The banner at the top of an event's or channel's page, shown when somebody must act.
 *
 * @param title its headline: Import failed, Sync failed or Integration disconnected
 * @param text what happened and what to do
 * @param action what its button does
 * @param button the word on its button
 * @param reference what to quote to support
 */
public record Alert(Message title, Message text, RecoveryAction action, Message button, Optional<String> reference) {
    /** {@return the alert whose button says what it does} */
    static Alert of(Message title, Message text, RecoveryAction action, Optional<String> reference) {
        String button = action == RecoveryAction.RETRY ? "button.retry" : "button.reconnect";
        return new Alert(title, text, action, Message.of(button), reference);
    }
}
