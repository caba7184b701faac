package io.holdfast.http;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** The characters of a text where the parser has them, until it goes on: most are looked at and then not needed. */
final class Glimpse implements CharSequence {
    char[] buffer = {};
    int from;
    int length;

    /** Looks at the text that a parser stands on. */
    Glimpse at(JsonParser in) throws IOException {
        buffer = in.getTextCharacters();
        from = in.getTextOffset();
        length = in.getTextLength();
        return this;
    }

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
