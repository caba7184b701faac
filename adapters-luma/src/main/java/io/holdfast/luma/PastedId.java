package io.holdfast.luma;

import io.holdfast.http.Texts;
import io.holdfast.model.RemoteId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person pasted to name an event or a calendar: its id, or the address of a page that has it in its path. */
final class PastedId {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|(?:www\\.)?lu(?:ma\\.com|\\.ma)/).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_ID =
            Pattern.compile("[^/?#]+(?://[^/?#]+)?/(?:[^?#]*/)?((?:evt|cal)-[A-Za-z0-9]+)(?:[/?#].*)?");

    private PastedId() {}

    /** The id; empty if this names none. */
    static Optional<RemoteId> of(String pasted) {
        String text = Texts.stripped(pasted);
        if (!ADDRESS.matcher(text).matches()) {
            return text.isEmpty() ? Optional.empty() : Optional.of(RemoteId.of(text));
        }
        Matcher told = WITH_ID.matcher(text);
        return told.matches() ? Optional.of(RemoteId.of(told.group(1))) : Optional.empty();
    }
}
