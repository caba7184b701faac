package io.holdfast.http;

/** The characters of a text where the parser has them, until it goes on: most are looked at and then not needed. */
final class Glimpse implements CharSequence {
    char[] buffer = {};
    int from;
    int length;

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
