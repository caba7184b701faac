package io.holdfast.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** The tokens of one JSON text, one after the other, with what is nested and what is listed counted and limited. */
final class JsonTokens implements Closeable {
    /** A text has to be held to be looked at, so one of a size that nobody keeps is refused. */
    private static final int LONGEST_TEXT = 4 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private static final String TOO_EARLY = "it ends too early";
    private static final int DEEPEST = 64;
    /** An answer that fits, as nearly every page does, is parsed where it lies; of a longer one only this much is held. */
    private static final ThreadLocal<byte[]> PAGE = ThreadLocal.withInitial(() -> new byte[128 << 10]);
    /** Pages have 50 or 100 rows, and forms a handful of questions: room for more than a hundred times that. */
    private static final int MOST_ROWS = 10_000;

    private static final int MOST_IN_A_ROW = 10_000;

    private final JsonParser in;
    private final int most;
    private int depth;
    private int elements;
    private boolean inRow;
    private int elementsOfRow;
    private boolean rowIsTooLarge;

    private JsonTokens(JsonParser in, int most) {
        this.in = in;
        this.most = most;
    }

    /** Opens a text that may list so many elements, and stands on its first token. */
    static JsonTokens open(InputStream text, int most) throws IOException {
        byte[] page = PAGE.get();
        int length = text.readNBytes(page, 0, page.length);
        JsonTokens tokens = new JsonTokens(
                length < page.length
                        ? FACTORY.createParser(page, 0, length)
                        : FACTORY.createParser(
                                new SequenceInputStream(new ByteArrayInputStream(page, 0, length), text)),
                most);
        tokens.in.nextToken();
        return tokens;
    }

    /** The parser, for what the token it stands on says. */
    JsonParser in() {
        return in;
    }

    @Nullable
    JsonToken current() {
        return in.currentToken();
    }

    /** Whether it stands on a text of at most so many characters. */
    boolean isTextOf(int most) throws IOException {
        return current() == JsonToken.VALUE_STRING && in.getTextLength() <= most;
    }

    JsonToken next() throws IOException {
        JsonToken token = in.nextToken();
        if (token == null) {
            throw new Refused(TOO_EARLY);
        }
        return token;
    }

    /** Goes on to the value of the next member. Gives the member's name; null at the end of the object. */
    @Nullable
    String nextName() throws IOException {
        String name = in.nextFieldName();
        if (name == null) {
            refuse(current() == null, TOO_EARLY);
            leave();
        } else {
            next();
        }
        return name;
    }

    void enter() throws Refused {
        depth++;
        refuseBeyond(depth);
    }

    void leave() {
        depth--;
    }

    /** Counts what is listed. Gives whether it may be taken: what is too much for its row is passed over, uncounted. */
    boolean element() throws TooMany {
        if (inRow) {
            if (elementsOfRow == MOST_IN_A_ROW) {
                rowIsTooLarge = true;
                return false;
            }
            elementsOfRow++;
        }
        elements++;
        if (elements > most) {
            throw new TooMany("its lists have more than " + most + " elements");
        }
        return true;
    }

    /** Begins a row, the so manieth of its list. */
    void beginRow(int number) throws TooMany {
        if (number > MOST_ROWS) {
            throw new TooMany("its list has more than " + MOST_ROWS + " rows");
        }
        inRow = true;
        elementsOfRow = 0;
        rowIsTooLarge = false;
    }

    void endRow() {
        inRow = false;
    }

    boolean rowIsTooLarge() {
        return rowIsTooLarge;
    }

    /** Whether the text it stands on is short enough to be kept; if not, its row is too large. */
    boolean textFits(int longest) throws IOException {
        boolean fits = in.getTextLength() <= longest;
        rowIsTooLarge |= !fits;
        return fits;
    }

    /** Goes from an element to the end of its array. */
    void skipTheRest() throws IOException {
        skip();
        while (next() != JsonToken.END_ARRAY) {
            skip();
        }
        leave();
    }

    /** Goes to the end of the value it stands on. */
    void skip() throws IOException {
        JsonToken token = current();
        refuse(token == null, TOO_EARLY);
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            skipToItsEnd();
        }
    }

    /** Refuses more than the one value that was read. */
    void end() throws IOException {
        refuse(in.nextToken() != null, "something follows its end");
    }

    @Override
    public void close() throws IOException {
        in.close();
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

    private static void refuseBeyond(int nesting) throws Refused {
        refuse(nesting > DEEPEST, "it is nested deeper than " + DEEPEST);
    }

    static void refuse(boolean wrong, String found) throws Refused {
        if (wrong) {
            throw new Refused(found);
        }
    }

    /** The text is JSON perhaps, but not such as is taken. The message quotes nothing of it. */
    static class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String found) {
            super(found);
        }
    }

    /** It lists more than is taken. */
    static final class TooMany extends Refused {
        private static final long serialVersionUID = 1L;

        TooMany(String found) {
            super(found);
        }
    }
}
