package io.holdfast.http;

import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.model.Attendee;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Streams one JSON text, tolerantly: a value of another type than the one that is asked for counts as absent, and what
 * nobody asks for is skipped. Nesting beyond 64 is refused, and so are more than 10,000 rows, and more elements of the
 * lists that are asked for, all together, than {@link ExchangeOptions#maxElements()}. A row of more than 10,000, or with a
 * text that is longer than an attendee's may be, is read without what is too much, and says so. Every method but {@link #firstName}, {@link #nextName}, {@link #firstElement} and {@link
 * #nextElement} leaves it on the last token of the value that it stood on.
 */
public final class Json {
    private static final int LONGEST_NUMBER = 18;

    private final JsonTokens tokens;
    private final Glimpse glimpse = new Glimpse();
    private final SharedTexts shared = new SharedTexts();

    private Json(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /** Reads the whole text, one object; what follows it, or another value in its place, is refused. */
    static void readObject(InputStream text, int mostElements, Function<Json, Member> members) throws IOException {
        try (JsonTokens tokens = JsonTokens.open(text, mostElements)) {
            Json json = new Json(tokens);
            JsonTokens.refuse(!json.object(members.apply(json)), "it is no object");
            tokens.end();
        }
    }

    /**
     * Reads a whole text that lies at hand, one object.
     *
     * @param text the text, in any encoding that JSON may have
     * @param mostElements how many elements the lists that are asked for may have, all together
     * @param members takes a reader and gives what reads each of its members
     * @return whether it is one object that can be read; if it is not, what was read of it counts for nothing
     */
    public static boolean reads(byte[] text, int mostElements, Function<Json, Member> members) {
        try {
            readObject(new ByteArrayInputStream(text), mostElements, members);
            return true;
        } catch (IOException | IllegalStateException unreadable) {
            // the parser refuses names that were made to collide with the second
            return false;
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
        if (tokens.element()) {
            return true;
        }
        tokens.skipTheRest();
        return false;
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
     * Reads the array it stands on, element by element, each a row that may be too large by itself.
     *
     * @param row reads each
     * @return whether there is an array
     * @throws IOException if the text can't be read
     */
    public boolean rows(Element row) throws IOException {
        boolean isThere = isArray();
        int number = 0;
        for (boolean more = firstElement(); more; more = nextElement()) {
            tokens.beginRow(++number);
            row.read();
            tokens.endRow();
        }
        return isThere;
    }

    /** {@return whether the row that was read last, or is being read, has more in it than is taken} */
    public boolean rowIsTooLarge() {
        return tokens.rowIsTooLarge();
    }

    /**
     * Reads the text it stands on.
     *
     * @return the text as it came; a number as it is written, so that no id loses a digit; null if it is neither, or longer
     *     than an attendee's texts may be
     * @throws IOException if the text can't be read
     */
    public @Nullable String text() throws IOException {
        JsonToken token = tokens.current();
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            return tokens.textFits(Attendee.LONGEST) ? tokens.in().getText() : null;
        }
        skip();
        return null;
    }

    /**
     * As {@link #filled}, for texts that many rows have in common: they share one. Empty text if it is blank.
     *
     * @return the text, or null
     * @throws IOException if the text can't be read
     */
    public @Nullable String shared() throws IOException {
        if (tokens.current() != JsonToken.VALUE_STRING || !tokens.textFits(Attendee.LONGEST)) {
            return text();
        }
        Glimpse told = glimpse.at(tokens.in());
        int start = Texts.start(told);
        return shared.text(told.buffer, told.from + start, Texts.end(told, start) - start);
    }

    /**
     * As {@link #text}, without what does not show at its ends: as {@link Texts#stripped} gives it.
     *
     * @return the text; null if nothing of it shows
     * @throws IOException if the text can't be read
     */
    public @Nullable String filled() throws IOException {
        return Texts.filled(text());
    }

    /**
     * Reads the date it stands on, as {@link Dates#lenient} does, or a number of seconds since 1970.
     *
     * @return the date, or nothing
     * @throws IOException if the text can't be read
     */
    public Optional<Instant> date() throws IOException {
        if (tokens.current() == JsonToken.VALUE_STRING) {
            return Dates.lenient(glimpse.at(tokens.in()));
        }
        return Dates.seconds(number());
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
     * Reads all texts within the value it stands on, as {@link #scalar} and {@link #filled} do.
     *
     * @param each takes the name of the member that a text stands in, empty if it stands in none, and the text
     * @throws IOException if the text can't be read
     */
    public void texts(BiConsumer<String, String> each) throws IOException {
        new TextParts(this, tokens, each).read("");
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
