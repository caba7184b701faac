package io.holdfast.eventbrite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Streams one JSON text, tolerantly: a value of another type than the one that is asked for counts as absent, and what
 * nobody asks for is skipped. Nesting beyond 64 is refused, and so are more than 10,000 elements of the lists that are asked for, all
 * together.
 */
final class Json implements Closeable {
    // names come from outside, so they do not go into the JVM's own table
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 18;
    /** The provider's pages have 50 rows, and its forms a handful of questions: room for more than ten times that. */
    private static final int MOST_ELEMENTS = 10_000;

    private final JsonParser in;
    private int depth;
    private int elements;

    private Json(JsonParser in) {
        this.in = in;
    }

    /** Opens a text and stands on its first value. */
    private static Json open(InputStream text) throws IOException {
        Json json = new Json(FACTORY.createParser(text));
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

    /** Reads the object it stands on, member by member; false if there is none. */
    boolean object(Member member) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            skip();
            return false;
        }
        deeper();
        while (next() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            next();
            member.read(name);
        }
        depth--;
        return true;
    }

    /** Reads the array it stands on, element by element; false if there is none. */
    boolean array(Element element) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            skip();
            return false;
        }
        deeper();
        while (next() != JsonToken.END_ARRAY) {
            elements++;
            refuse(elements > MOST_ELEMENTS, "its lists have more than " + MOST_ELEMENTS + " elements");
            element.read();
        }
        depth--;
        return true;
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
        int open = 0;
        do {
            JsonToken token = in.currentToken();
            if (token == null) {
                throw new Refused("it ends too early");
            }
            if (token.isStructStart()) {
                open++;
                refuseBeyond(depth + open);
            } else if (token.isStructEnd()) {
                open--;
            }
        } while (open > 0 && next() != null);
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
            throw new Refused("it ends too early");
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
}
