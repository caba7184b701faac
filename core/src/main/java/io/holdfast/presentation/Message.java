package io.holdfast.presentation;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A text of a page: a key that a host may translate itself, and our default words for it.
 *
 * @param key the key, such as {@code badge.active}
 * @param arguments what the words are filled with, in order
 */
public record Message(String key, List<String> arguments) {
    public Message {
        arguments = List.copyOf(arguments);
    }

    /**
     * {@return a message}
     *
     * @param key one of the keys of {@code messages.properties}
     * @param arguments what the words are filled with
     */
    public static Message of(String key, String... arguments) {
        return new Message(key, List.of(arguments));
    }

    /**
     * {@return the text of the message}
     *
     * @param locale the reader's; the default words where there is no translation
     */
    public String text(Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle("io.holdfast.presentation.messages", locale);
        return new MessageFormat(words.getString(key()), locale)
                .format(arguments().toArray());
    }
}
