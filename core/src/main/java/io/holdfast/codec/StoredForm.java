package io.holdfast.codec;

import io.holdfast.model.Attendee;
import io.holdfast.model.Integration;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.UnknownFields;
import io.holdfast.transition.TransitionRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The JSON text (RFC 8259) of a value that a store keeps, and the value of a text. Equal values have equal texts. A text
 * is one line of at most 16,777,216 characters. It may be kept as {@code jsonb}: reading takes the members in any order and
 * with any white space. Members that a newer release added are kept in the value and written back.
 *
 * @param <T> the value
 */
public final class StoredForm<T> {
    /** A link. */
    public static final StoredForm<SyncLink> LINK = new StoredForm<>(
            "link",
            Optional.of("id"),
            LinkCodecs.LINK,
            link -> link.bookkeeping().unknownFields(),
            (link, unknown) ->
                    link.toBuilder(kept -> kept.unknownFields(unknown)).build());

    /** An integration. */
    public static final StoredForm<Integration> INTEGRATION = new StoredForm<>(
            "integration",
            Optional.of("id"),
            IntegrationCodecs.INTEGRATION,
            integration -> integration.bookkeeping().unknownFields(),
            (integration, unknown) ->
                    integration.toBuilder(kept -> kept.unknownFields(unknown)).build());

    /** One entry of a link's history. */
    public static final StoredForm<TransitionRecord> RECORD = new StoredForm<>(
            "record",
            Optional.of("link"),
            StoredCodecs.RECORD,
            TransitionRecord::unknownFields,
            (record, unknown) -> TransitionRecord.builder()
                    .from(record)
                    .unknownFields(unknown)
                    .build());

    /** An attendee; personal data is in the text. */
    public static final StoredForm<Attendee> ATTENDEE = new StoredForm<>(
            "attendee",
            Optional.empty(),
            StoredCodecs.ATTENDEE,
            Attendee::unknownFields,
            (attendee, unknown) -> attendee.toBuilder().unknownFields(unknown).build());

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private final String type;
    private final Optional<String> idName;
    private final Codec<T> codec;
    private final Function<T, UnknownFields> carried;
    private final BiFunction<T, UnknownFields, T> carry;
    private final Map<String, String> members;
    private final Set<String> names;

    private StoredForm(
            String type,
            Optional<String> idName,
            Codec<T> codec,
            Function<T, UnknownFields> carried,
            BiFunction<T, UnknownFields, T> carry) {
        this.type = type;
        this.idName = idName;
        this.codec = codec;
        this.carried = carried;
        this.carry = carry;
        Map<String, String> described = new LinkedHashMap<>();
        codec.describe("", described::put);
        this.members = Collections.unmodifiableMap(described);
        this.names = described.keySet().stream().skip(1).map(Pointer::nameOf).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * {@return the text of a value} U+FFFD stands for each U+0000 and lone surrogate of its texts, because {@code
     * jsonb} refuses both.
     *
     * @param value the value
     * @throws IllegalArgumentException if the value has a set or a map of more than 1,000 entries, if its text is too
     *     long, or if what it carries along of a newer release is not as it was read
     */
    public String write(T value) {
        JsonWriter out = new JsonWriter();
        codec.write(value, Pointer.ROOT, out, UnknownMembers.of(carried.apply(value)));
        String text = out.text();
        if (text.length() > JsonReader.MAX_LENGTH) {
            throw new IllegalArgumentException("expected a text of at most " + JsonReader.MAX_LENGTH
                    + " characters but found " + text.length() + "; keep less in the " + type);
        }
        return text;
    }

    /**
     * {@return the value of a text}
     *
     * @param text what {@link #write} gave
     * @throws StoredFormException if it can't be read
     */
    public T read(String text) {
        JsonValue json = JsonReader.read(text, names::contains);
        try {
            UnknownMembers unknown = new UnknownMembers();
            T known = codec.read(json, Pointer.ROOT, unknown);
            UnknownFields unread = unknown.unread();
            return unread.values().isEmpty() ? known : carry.apply(known, unread);
        } catch (StoredFormException unreadable) {
            throw subject(json).map(unreadable::about).orElse(unreadable);
        }
    }

    /**
     * Reads the text of one of several rows, so that a text that can't be read hides no others. Nothing is logged here: the
     * engine reports such a row by its id, and {@link #read} says why.
     *
     * @param id which row, as the store knows it without the text
     * @param text what {@link #write} gave
     * @param <I> the id
     * @return the row; unreadable where {@link #read} would throw
     */
    public <I> StoredRow<I, T> row(I id, String text) {
        try {
            return StoredRow.of(id, read(text));
        } catch (StoredFormException unreadable) {
            return StoredRow.unreadable(id);
        }
    }

    /** {@return the pointer of each member and what it is} */
    Map<String, String> members() {
        return members;
    }

    /** What the text is about, without telling of a person. */
    private Optional<String> subject(JsonValue json) {
        return idName.filter(name -> json instanceof JsonValue.Members)
                .map(name -> ((JsonValue.Members) json).members().get(name))
                .filter(id -> id instanceof JsonValue.Scalar)
                .map(id -> ((JsonValue.Scalar) id).text())
                .filter(ID.asMatchPredicate())
                .map(id -> type + " " + id);
    }
}
