package io.holdfast.model;

import java.util.Map;
import org.immutables.value.Value;

/**
 * What a newer release stored in a value beside all that this one knows: carried along unread and written back. It may be
 * about people, so it is left out of {@code toString}.
 */
@Value.Immutable
public interface Unread {
    /** Nothing of that sort. */
    Unread NOTHING = of(Map.of());

    /** {@return the values by their names in the stored text} */
    @Value.Parameter
    @Value.Redacted
    Map<String, String> values();

    /**
     * Carries values along.
     *
     * @param values the values by their names in the stored text
     * @return what is carried
     */
    static Unread of(Map<String, String> values) {
        return ImmutableUnread.of(values);
    }
}
