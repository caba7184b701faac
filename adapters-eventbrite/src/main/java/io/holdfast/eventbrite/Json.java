package io.holdfast.eventbrite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Streams one JSON text, tolerantly: a value of another type than the one that is asked for counts as absent, and what
 * nobody asks for is skipped. Nesting beyond 64 is refused, and so are more than 10,000 elements of the lists that are
 * asked for, all together.
 */
final class Json implements Closeable {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String TOO_EARLY = "it ends too early";
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 18;
    /** An answer that fits, as nearly every page does, is parsed where it lies; of a longer one only this much is held. */
    private static final ThreadLocal<byte[]> PAGE = ThreadLocal.withInitial(() -> new byte[128 << 10]);
    /** The provider's pages have 50 rows, and its forms a handful of questions: room for more than ten times that. */
    private static final int MOST_ELEMENTS = 10_000;

    private final JsonParser in;
    private final Glimpse glimpse = new Glimpse();
    private final SharedTexts shared = new SharedTexts();
    private int depth;
    private int elements;

    private Json(JsonParser in) {
        this.in = in;
    }

    /** Opens a text and stands on its first value. */
    private static Json open(InputStream text) throws IOException {
        byte[] page = PAGE.get();
        int length = text.readNBytes(page, 0, page.length);
        Json json = new Json(
                length < page.length
                        ? FACTORY.createParser(page, 0, length)
                        : FACTORY.createParser(
                                new SequenceInputStream(new ByteArrayInputStream(page, 0, length), text)));
        json.in.nextToken();
        return json;
    }

    /** Reads the whole text, one object; what follows it, or another value in its place, is refused. */
    static void readObject(InputStream text, Function<Json, Member> members) throws IOException {
        try (Json json = open(text)) {
            if (!json.object(members.apply(json))) {
                throw new Refused("it is no object");
            }
            refuse(json.in.nextToken() != null, "something follows its end");
        }
    }

    /** Reads the value of one member; must leave the reader on that value's last token. */
    interface Member {
        void read(String name) throws IOException;
    }

    /** Reads one element. */
    interface Element {
        void read() throws IOException;
    }

    /**
     * Enters the object it stands on: the name of its first member, the reader on its value; nothing if there is no object
     * or no member.
     */
    @Nullable
    String firstName() throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            skip();
            return null;
        }
        deeper();
        return nextName();
    }

    /** The name of the next member, the reader on its value; nothing at the end of the object. */
    @Nullable
    String nextName() throws IOException {
        if (next() == JsonToken.END_OBJECT) {
            depth--;
            return null;
        }
        String name = in.currentName();
        next();
        return name;
    }

    /** Reads the object it stands on, member by member; false if there is none. */
    boolean object(Member member) throws IOException {
        boolean isThere = in.currentToken() == JsonToken.START_OBJECT;
        for (String name = firstName(); name != null; name = nextName()) {
            member.read(name);
        }
        return isThere;
    }

    /** Enters the array it stands on, the reader on its first element; false if there is no array or no element. */
    boolean firstElement() throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            skip();
            return false;
        }
        deeper();
        return nextElement();
    }

    /** Goes on to the next element; false at the end of the array. */
    boolean nextElement() throws IOException {
        if (next() == JsonToken.END_ARRAY) {
            depth--;
            return false;
        }
        elements++;
        refuse(elements > MOST_ELEMENTS, "its lists have more than " + MOST_ELEMENTS + " elements");
        return true;
    }

    /** Reads the array it stands on, element by element; false if there is none. */
    boolean array(Element element) throws IOException {
        boolean isThere = in.currentToken() == JsonToken.START_ARRAY;
        for (boolean more = firstElement(); more; more = nextElement()) {
            element.read();
        }
        return isThere;
    }

    /** The text it stands on; a number as it is written, so that no id loses a digit. */
    @Nullable
    String text() throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            return in.getText();
        }
        skip();
        return null;
    }

    /** As {@link #text}, for texts that many rows have in common: they share one. */
    @Nullable
    String shared() throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            return text();
        }
        int length = in.getTextLength();
        return shared.text(in.getTextCharacters(), in.getTextOffset(), length);
    }

    /** As {@link #text}, but nothing blank. */
    @Nullable
    String filled() throws IOException {
        String text = text();
        return text == null || text.isBlank() ? null : text;
    }

    /** The date it stands on. */
    Optional<Instant> date() throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return Dates.lenient(glimpse());
        }
        skip();
        return Optional.empty();
    }

    private Glimpse glimpse() throws IOException {
        glimpse.buffer = in.getTextCharacters();
        glimpse.from = in.getTextOffset();
        glimpse.length = in.getTextLength();
        return glimpse;
    }

    /** As {@link #text}, and also yes and no. */
    @Nullable
    String scalar() throws IOException {
        JsonToken token = in.currentToken();
        return token != null && token.isBoolean() ? in.getText() : text();
    }

    /** The flag it stands on. */
    @Nullable
    Boolean flag() throws IOException {
        JsonToken token = in.currentToken();
        if (token != null && token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        }
        skip();
        return null;
    }

    /** The whole number it stands on; -1 if there is none. */
    long number() throws IOException {
        // older parsers make a number of any length, in time that grows with its square
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getTextLength() <= LONGEST_NUMBER) {
            return in.getLongValue();
        }
        skip();
        return -1;
    }

    /** Passes over the value it stands on. */
    void skip() throws IOException {
        JsonToken token = in.currentToken();
        refuse(token == null, TOO_EARLY);
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            skipToItsEnd();
        }
    }

    private void skipToItsEnd() throws IOException {
        int within = depth + 1;
        while (within > depth) {
            refuseBeyond(within);
            JsonToken token = next();
            if (token.isStructStart()) {
                within++;
            } else if (token.isStructEnd()) {
                within--;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void deeper() throws IOException {
        depth++;
        refuseBeyond(depth);
    }

    private static void refuseBeyond(int nesting) throws Refused {
        refuse(nesting > DEEPEST, "it is nested deeper than " + DEEPEST);
    }

    private static void refuse(boolean wrong, String found) throws Refused {
        if (wrong) {
            throw new Refused(found);
        }
    }

    private JsonToken next() throws IOException {
        JsonToken token = in.nextToken();
        if (token == null) {
            throw new Refused(TOO_EARLY);
        }
        return token;
    }

    /** The text is JSON perhaps, but not such as is taken. The message quotes nothing of it. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String found) {
            super(found);
        }
    }

    /** The characters of a text where the parser has them, until it goes on: most are looked at and then not needed. */
    private static final class Glimpse implements CharSequence {
        private char[] buffer = {};
        private int from;
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return buffer[from + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            return new String(buffer, from, length);
        }
    }
}
