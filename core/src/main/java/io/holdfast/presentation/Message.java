package io.holdfast.presentation;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.immutables.value.Value;

/** A text of a page: a key that a host may translate itself, and our default words for it. */
@Value.Immutable
public interface Message {
    /** {@return the key, such as {@code badge.active}} */
    @Value.Parameter
    String key();

    /** {@return what the words are filled with, in order} */
    @Value.Parameter
    List<String> arguments();

    /**
     * Makes a message.
     *
     * @param key one of the keys of {@code messages.properties}
     * @param arguments what the words are filled with
     * @return the message
     */
    static Message of(String key, String... arguments) {
        return ImmutableMessage.of(key, List.of(arguments));
    }

    /**
     * Words the message.
     *
     * @param locale the reader's; the default words where there is no translation
     * @return the text
     */
    default String text(Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle("io.holdfast.presentation.messages", locale);
        return new MessageFormat(words.getString(key()), locale)
                .format(arguments().toArray());
    }
}
