package io.holdfast.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.model.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One JSON object that a request bears, its members in the order in which they were put. Its text never shows. For one thread. */
public final class JsonBody {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final List<Member> members = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();

    /** Makes an object without members. */
    public JsonBody() {}

    /**
     * Puts a text.
     *
     * @param name the member's name
     * @param value the text
     * @return this
     */
    public JsonBody text(String name, String value) {
        members.add((out, reveal) -> out.writeStringField(name, value));
        return this;
    }

    /**
     * Puts a text that nobody may see but the provider.
     *
     * @param name the member's name
     * @param value the text
     * @return this
     */
    public JsonBody secret(String name, Secret value) {
        secrets.add(value);
        members.add((out, reveal) -> out.writeStringField(name, reveal.apply(value)));
        return this;
    }

    /**
     * Puts a list of texts.
     *
     * @param name the member's name
     * @param values the texts
     * @return this
     */
    public JsonBody texts(String name, List<String> values) {
        List<String> kept = List.copyOf(values);
        members.add((out, reveal) -> {
            out.writeFieldName(name);
            out.writeArray(kept.toArray(new String[0]), 0, kept.size());
        });
        return this;
    }

    /** What must not be told, should an answer repeat it. */
    List<Secret> secrets() {
        return secrets;
    }

    String written(Function<Secret, String> reveal) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            for (Member member : members) {
                member.write(out, reveal);
            }
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("expected texts to be writable as JSON but they were not", impossible);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "JsonBody(" + members.size() + " members)";
    }

    /** Writes one member. */
    private interface Member {
        void write(JsonGenerator out, Function<Secret, String> reveal) throws IOException;
    }
}
