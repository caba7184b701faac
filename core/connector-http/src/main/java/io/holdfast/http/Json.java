package io.holdfast.http;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Streams one JSON text, tolerantly: a value of another type than the one that is asked for counts as absent, and what
 * nobody asks for is skipped. Nesting beyond 64 is refused, and so are more than 10,000 elements of the lists that are
 * asked for, all together. Every method but {@link #firstName}, {@link #nextName}, {@link #firstElement} and {@link
 * #nextElement} leaves it on the last token of the value that it stood on.
 */
public final class Json {
    private static final int LONGEST_NUMBER = 18;
    private static final int SHORT = 24;

    private final JsonTokens tokens;
    private final Glimpse glimpse = new Glimpse();
    private final SharedTexts shared = new SharedTexts();

    private Json(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /** Reads the whole text, one object; what follows it, or another value in its place, is refused. */
    static void readObject(InputStream text, Function<Json, Member> members) throws IOException {
        try (JsonTokens tokens = JsonTokens.open(text)) {
            Json json = new Json(tokens);
            JsonTokens.refuse(!json.object(members.apply(json)), "it is no object");
            tokens.end();
        }
    }

    /** Reads the value of one member; must leave the reader on that value's last token. */
    public interface Member {
        /**
         * Reads it.
         *
         * @param name the member's name
         * @throws IOException if the text can't be read
         */
        void read(String name) throws IOException;
    }

    /** Reads one element. */
    public interface Element {
        /**
         * Reads it.
         *
         * @throws IOException if the text can't be read
         */
        void read() throws IOException;
    }

    /** {@return whether it stands on an object} */
    public boolean isObject() {
        return tokens.current() == JsonToken.START_OBJECT;
    }

    /** {@return whether it stands on an array} */
    public boolean isArray() {
        return tokens.current() == JsonToken.START_ARRAY;
    }

    /**
     * Enters the object it stands on, the reader on the value of its first member.
     *
     * @return the name of that member; null if there is no object or no member
     * @throws IOException if the text can't be read
     */
    public @Nullable String firstName() throws IOException {
        if (!isObject()) {
            skip();
            return null;
        }
        tokens.enter();
        return nextName();
    }

    /**
     * Goes on to the next member, the reader on its value.
     *
     * @return the name of that member; null at the end of the object
     * @throws IOException if the text can't be read
     */
    public @Nullable String nextName() throws IOException {
        return tokens.nextName();
    }

    /**
     * Reads the object it stands on, member by member.
     *
     * @param member reads each
     * @return whether there is an object
     * @throws IOException if the text can't be read
     */
    public boolean object(Member member) throws IOException {
        boolean isThere = isObject();
        for (String name = firstName(); name != null; name = nextName()) {
            member.read(name);
        }
        return isThere;
    }

    /**
     * Enters the array it stands on, the reader on its first element.
     *
     * @return whether there is an array with an element
     * @throws IOException if the text can't be read
     */
    public boolean firstElement() throws IOException {
        if (!isArray()) {
            skip();
            return false;
        }
        tokens.enter();
        return nextElement();
    }

    /**
     * Goes on to the next element.
     *
     * @return whether there is one; false at the end of the array
     * @throws IOException if the text can't be read
     */
    public boolean nextElement() throws IOException {
        if (tokens.next() == JsonToken.END_ARRAY) {
            tokens.leave();
            return false;
        }
        tokens.element();
        return true;
    }

    /**
     * Reads the array it stands on, element by element.
     *
     * @param element reads each
     * @return whether there is an array
     * @throws IOException if the text can't be read
     */
    public boolean array(Element element) throws IOException {
        boolean isThere = isArray();
        for (boolean more = firstElement(); more; more = nextElement()) {
            element.read();
        }
        return isThere;
    }

    /**
     * Reads the text it stands on.
     *
     * @return the text; a number as it is written, so that no id loses a digit; null if it is neither
     * @throws IOException if the text can't be read
     */
    public @Nullable String text() throws IOException {
        JsonToken token = tokens.current();
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            return tokens.in().getText();
        }
        skip();
        return null;
    }

    /**
     * As {@link #text}, for texts that many rows have in common: they share one.
     *
     * @return the text, or null
     * @throws IOException if the text can't be read
     */
    public @Nullable String shared() throws IOException {
        if (tokens.current() != JsonToken.VALUE_STRING) {
            return text();
        }
        int length = tokens.in().getTextLength();
        return shared.text(tokens.in().getTextCharacters(), tokens.in().getTextOffset(), length);
    }

    /**
     * As {@link #text}, but nothing blank.
     *
     * @return the text, or null
     * @throws IOException if the text can't be read
     */
    public @Nullable String filled() throws IOException {
        String text = text();
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * Reads the date it stands on, as {@link Dates#lenient} does.
     *
     * @return the date, or nothing
     * @throws IOException if the text can't be read
     */
    public Optional<Instant> date() throws IOException {
        if (tokens.current() == JsonToken.VALUE_STRING) {
            return Dates.lenient(glimpse());
        }
        skip();
        return Optional.empty();
    }

    private Glimpse glimpse() throws IOException {
        glimpse.buffer = tokens.in().getTextCharacters();
        glimpse.from = tokens.in().getTextOffset();
        glimpse.length = tokens.in().getTextLength();
        return glimpse;
    }

    /**
     * As {@link #text}, and also yes and no.
     *
     * @return the text, {@code true} or {@code false}, or null
     * @throws IOException if the text can't be read
     */
    public @Nullable String scalar() throws IOException {
        JsonToken token = tokens.current();
        return token != null && token.isBoolean() ? tokens.in().getText() : text();
    }

    /**
     * Reads all texts within the value it stands on, as {@link #scalar} does, but nothing blank.
     *
     * @param each takes the name of the member that a text stands in, empty if it stands in none, and the text
     * @throws IOException if the text can't be read
     */
    public void texts(BiConsumer<String, String> each) throws IOException {
        texts("", each);
    }

    private void texts(String within, BiConsumer<String, String> each) throws IOException {
        if (isArray()) {
            for (boolean more = firstElement(); more; more = nextElement()) {
                texts(within, each);
            }
        } else if (isObject()) {
            for (String name = firstName(); name != null; name = nextName()) {
                // they are kept, so they count as what is listed does
                tokens.element();
                texts(name, each);
            }
        } else {
            // what people choose from is short, and many rows have it in common
            String text = tokens.isTextOf(SHORT) ? shared() : scalar();
            if (text != null && !text.isBlank()) {
                each.accept(within, text);
            }
        }
    }

    /**
     * Reads the flag it stands on.
     *
     * @return yes, no, or null
     * @throws IOException if the text can't be read
     */
    public @Nullable Boolean flag() throws IOException {
        JsonToken token = tokens.current();
        if (token != null && token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        }
        skip();
        return null;
    }

    /**
     * Reads the whole number it stands on.
     *
     * @return the number; -1 if there is none
     * @throws IOException if the text can't be read
     */
    public long number() throws IOException {
        // older parsers make a number of any length, in time that grows with its square
        if (tokens.current() == JsonToken.VALUE_NUMBER_INT && tokens.in().getTextLength() <= LONGEST_NUMBER) {
            return tokens.in().getLongValue();
        }
        skip();
        return -1;
    }

    /**
     * Passes over the value it stands on.
     *
     * @throws IOException if the text can't be read
     */
    public void skip() throws IOException {
        tokens.skip();
    }
}
