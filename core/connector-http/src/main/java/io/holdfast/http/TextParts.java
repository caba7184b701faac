package io.holdfast.http;

import java.io.IOException;
import java.util.function.BiConsumer;

/** The texts within one value, whatever it is: a text, a list of texts, an object of named ones. */
record TextParts(Json json, JsonTokens tokens, BiConsumer<String, String> each) {
    private static final int SHORT = 24;

    void read(String within) throws IOException {
        if (json.isArray()) {
            for (boolean more = json.firstElement(); more; more = json.nextElement()) {
                read(within);
            }
        } else if (json.isObject()) {
            for (String name = json.firstName(); name != null; name = json.nextName()) {
                readMember(name);
            }
        } else {
            readText(within);
        }
    }

    /** They are kept, so they count as what is listed does. */
    private void readMember(String name) throws IOException {
        if (tokens.element()) {
            read(name);
        } else {
            json.skip();
        }
    }

    private void readText(String within) throws IOException {
        // what people choose from is short, and many rows have it in common
        String text = Texts.filled(tokens.isTextOf(SHORT) ? json.shared() : json.scalar());
        if (text != null) {
            each.accept(within, text);
        }
    }
}
