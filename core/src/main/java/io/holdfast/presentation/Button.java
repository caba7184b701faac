package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import java.util.Objects;
import java.util.Optional;

/**
 * A button of a page. One that can't be pressed is shown with the reason, never hidden.
 *
 * @param command what pressing it asks for
 * @param label the act; it ends in an ellipsis where pressing opens something else first
 * @param whyNot why it can't be pressed now: whoever looks may not, or it would be refused or change nothing; empty if it can
 */
public record Button(Command command, Message label, Optional<Message> whyNot) {
    public Button {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(whyNot, "whyNot");
    }

    /** {@return whether it can be pressed now, and would change something} */
    public boolean allowed() {
        return whyNot.isEmpty();
    }
}
