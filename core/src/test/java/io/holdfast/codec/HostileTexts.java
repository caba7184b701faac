package io.holdfast.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Tries to read what no store kept, and counts: each text gives a value that can be stored, or the one exception. */
final class HostileTexts {
    /** What may stand in place of any value. */
    private static final List<String> WRONG = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1.0",
            "1e3",
            "01",
            "+1",
            ".5",
            "NaN",
            "2147483648",
            "9223372036854775808",
            "1e999999999",
            "9".repeat(10_000),
            "\"\"",
            "\" \"",
            "\"9\"",
            "\"Ilse\"",
            "\"ILSE\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"\uD83D\"",
            "\"\u0000\"",
            "\"\n\"",
            "\"\\q\"",
            "\"\\u12g4\"",
            "\"\\u\uFF11234\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "\"2027-03-14T09:00:00.10Z\"",
            "\"2027-03-14T24:00:00Z\"",
            "'Ilse'",
            "[]",
            "[null]",
            "[{}]",
            "[\"a\",\"a\"]",
            "[1,]",
            "{}",
            "{\"a\":1,\"a\":1}",
            "{\"\":\"Ilse\"}",
            "{\"a\":1,}",
            "{a:1}",
            "[".repeat(40) + "]".repeat(40),
            "/* Ilse */ 1",
            "");

    /** What may stand in place of any character. */
    private static final String CHARACTERS =
            "\u0000\u0001\n\"\\/{}[]:,'0 -.eEtfnu\u0085\u2028\uFEFF\uD83D\uDE00AZ9Ilse";

    private static final String[] NO_TEXTS = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "1",
        "\"\"",
        "\uFEFF{}",
        "{",
        "}",
        "[",
        "{\"",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "\\",
        "\u0000",
        "{\"formVersion\":1}",
        "{\"formVersion\":2}",
        "{\"formVersion\":\"1\"}",
        "Ilse",
        "holdfast-link=1\nlines=2\n"
    };

    private final Random random;
    private final List<String> others = new ArrayList<>();
    private long tries;
    private long read;

    HostileTexts(Random random) {
        this.random = random;
    }

    long tries() {
        return tries;
    }

    /** {@return how many of them gave a value} */
    long read() {
        return read;
    }

    /** {@return what happened beside the two that may} */
    List<String> others() {
        return others;
    }

    void nonsense(StoredForm<?> form) {
        for (String text : NO_TEXTS) {
            attempt(form, text);
        }
        for (String begin : List.of("[", "{\"a\":", "[{\"a\":", "{\"run\":")) {
            attempt(form, begin.repeat(100_000));
        }
        attempt(form, " ".repeat(JsonReader.MAX_LENGTH + 1));
    }

    /** Other characters in a text. */
    <T> void broken(StoredForm<T> form, String text, int times) {
        for (int i = 0; i < times; i++) {
            StringBuilder broken = new StringBuilder(text);
            int at = random.nextInt(text.length());
            String other = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            switch (random.nextInt(3)) {
                case 0 -> broken.replace(at, at + 1, other);
                case 1 -> broken.insert(at, other);
                default -> broken.delete(at, Math.min(text.length(), at + 1 + random.nextInt(9)));
            }
            attempt(form, broken.toString());
        }
    }

    /** Texts that end too early. */
    <T> void cut(StoredForm<T> form, String text, int times) {
        for (int i = 0; i < times; i++) {
            attempt(form, text.substring(0, random.nextInt(text.length())));
        }
    }

    /** Every member of a text in turn: gone, twice, under another name, and anything else in its place. */
    <T> void misused(StoredForm<T> form, String text) {
        JsonValue whole = JsonReader.read(text, name -> false);
        change(whole, changed -> attempt(form, changed));
    }

    /** Tells the texts that come of one change. */
    private void change(JsonValue value, Consumer<String> each) {
        WRONG.forEach(each);
        if (value instanceof JsonValue.Members object) {
            object.members().forEach((name, member) -> {
                change(member, changed -> each.accept(with(object, name, changed)));
                NavigableMap<String, JsonValue> rest = new TreeMap<>(object.members());
                rest.remove(name);
                each.accept(JsonWriter.write(new JsonValue.Members(rest)));
                each.accept(with(object, name, JsonWriter.write(member) + "," + named(name, JsonWriter.write(member))));
                rest.put("Ilse", member);
                each.accept(JsonWriter.write(new JsonValue.Members(rest)));
            });
        } else if (value instanceof JsonValue.Items array) {
            for (int i = 0; i < Math.min(2, array.items().size()); i++) {
                int index = i;
                change(array.items().get(i), changed -> each.accept(with(array, index, changed)));
            }
        }
    }

    private static String with(JsonValue.Members object, String changed, String json) {
        List<String> members = new ArrayList<>();
        object.members()
                .forEach((name, member) ->
                        members.add(named(name, name.equals(changed) ? json : JsonWriter.write(member))));
        return "{" + String.join(",", members) + "}";
    }

    private static String with(JsonValue.Items array, int changed, String json) {
        List<String> items =
                new ArrayList<>(array.items().stream().map(JsonWriter::write).toList());
        items.set(changed, json);
        return "[" + String.join(",", items) + "]";
    }

    private static String named(String name, String json) {
        JsonWriter out = new JsonWriter();
        out.name(name);
        return out.text() + json;
    }

    <T> void attempt(StoredForm<T> form, String text) {
        tries++;
        try {
            T value = form.read(text);
            read++;
            if (!form.read(form.write(value)).equals(value)) {
                others.add("a value that can't be stored: " + text);
            }
        } catch (StoredFormException told) {
            if (!told.getMessage().contains("expected") || told.getMessage().contains("Ilse")) {
                others.add("a message such as " + told.getMessage());
            }
        } catch (RuntimeException | StackOverflowError other) {
            others.add(other + " of " + text);
        }
    }

    /** {@return names that all have one hash, as an object's members} */
    static String colliding(int length, IntFunction<String> member) {
        StringBuilder text = new StringBuilder(length + 64);
        for (int i = 0; text.length() < length; i++) {
            text.append(i == 0 ? "" : ",").append(member.apply(i));
        }
        return text.toString();
    }

    /** {@return the name of a number; all names have one hash} */
    static String name(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 18; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
