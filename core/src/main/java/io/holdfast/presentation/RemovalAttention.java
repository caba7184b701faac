package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.RemovalQuestion;

/**
 * What a page asks a person about attendees whom the provider no longer lists. Its two buttons answer with the scan and the
 * count of the question.
 *
 * @param title its headline
 * @param text how many are missing, who may decide, and what happens if nobody does
 * @param question the question as it is asked now
 * @param remove the word on the button that has them removed
 * @param keep the word on the button that keeps them
 */
public record RemovalAttention(Message title, Message text, RemovalQuestion question, Message remove, Message keep) {
    /** {@return the attention that a question asks for} */
    static RemovalAttention of(RemovalQuestion asked) {
        Message text = asked.removedBy()
                .map(at -> Message.of("attention.missing.text.until", asked.count(), asked.present(), at))
                .orElseGet(() -> Message.of("attention.missing.text", asked.count(), asked.present()));
        return new RemovalAttention(
                Message.of("attention.missing"),
                text,
                asked,
                Message.of("button.remove-missing"),
                Message.of("button.keep-missing"));
    }
}
