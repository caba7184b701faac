package io.holdfast.codec;

import java.util.List;
import java.util.NavigableMap;

/** A JSON value that was read. */
sealed interface JsonValue {
    /** {@return what it is, without what it holds} */
    String described();

    /** An object, its members sorted by name: a sorted map finds a name in few steps whatever its hash is. */
    record Members(NavigableMap<String, JsonValue> members) implements JsonValue {
        @Override
        public String described() {
            return "an object";
        }
    }

    /** An array. */
    record Items(List<JsonValue> items) implements JsonValue {
        @Override
        public String described() {
            return "an array";
        }
    }

    /** Any other value: a string without quotes and escapes; the digits of a number as they were written; else the word. */
    record Scalar(Kind kind, String text) implements JsonValue {
        @Override
        public String described() {
            return kind.described;
        }
    }

    /** The kinds of values that hold no others. */
    enum Kind {
        STRING("a string"),
        NUMBER("a number"),
        FLAG("true or false"),
        NULL("null");

        private final String described;

        Kind(String described) {
            this.described = described;
        }
    }
}
