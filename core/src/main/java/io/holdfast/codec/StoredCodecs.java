package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import io.holdfast.codec.ObjectCodec.Field;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Lease;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The words in which the stored texts are declared, and what several of them have in common. Each name is frozen: it is
 * never taken away, and never given another meaning.
 */
final class StoredCodecs {
    private static final int FORM_VERSION = 1;
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]*");

    static final ScalarCodec<String> TEXT = string("a text", text -> text, text -> text);
    static final ScalarCodec<Long> LONG =
            new ScalarCodec<>("a whole number", Kind.NUMBER, Long::valueOf, Object::toString);
    static final ScalarCodec<Integer> INT = new ScalarCodec<>(
            "a whole number of at most " + Integer.MAX_VALUE, Kind.NUMBER, Integer::valueOf, Object::toString);
    static final ScalarCodec<Boolean> FLAG =
            new ScalarCodec<>("true or false", Kind.FLAG, Boolean::valueOf, Object::toString);
    static final ScalarCodec<Instant> INSTANT =
            string("an instant such as 2026-01-31T08:00:00Z", Instant::parse, Instant::toString);
    static final ScalarCodec<ZoneId> ZONE = string("a time zone that this JVM knows", ZoneId::of, ZoneId::getId);
    static final Codec<OptionalLong> OPTIONAL_LONG = optional(LONG)
            .as(
                    boxed -> boxed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                    number -> number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty());

    static final ScalarCodec<SyncLinkId> LINK_ID = string("a link id", SyncLinkId::of, SyncLinkId::value);
    static final ScalarCodec<IntegrationId> INTEGRATION_ID =
            string("an integration id", IntegrationId::of, IntegrationId::value);
    static final ScalarCodec<WorkspaceId> WORKSPACE = string("a workspace id", WorkspaceId::of, WorkspaceId::value);
    static final ScalarCodec<ProviderId> PROVIDER = string("a provider id", ProviderId::of, ProviderId::value);
    static final ScalarCodec<RemoteId> REMOTE_ID = string("a remote id", RemoteId::of, RemoteId::value);
    static final ScalarCodec<AttendeeId> ATTENDEE_ID = string("an attendee id", AttendeeId::of, AttendeeId::value);
    static final ScalarCodec<SecretRef> SECRET = string("a secret reference", SecretRef::of, SecretRef::value);
    static final ScalarCodec<Cursor> CURSOR = string("a cursor", StoredCodecs::cursor, Cursor::value);

    static final Codec<SyncLink.Binding> BINDING = TupleCodec.of(
            field("integration", INTEGRATION_ID, SyncLink.Binding::integration),
            field("connection", LONG, SyncLink.Binding::connection),
            SyncLink.Binding::new);

    static final Codec<SyncFailure> FAILURE = TupleCodec.of(
            field("kind", word(FailureKind.class), SyncFailure::kind),
            field("reference", TEXT, SyncFailure::reference),
            field("providerRequest", optional(TEXT), SyncFailure::providerRequest),
            field("message", TEXT, SyncFailure::message),
            field("at", INSTANT, SyncFailure::at),
            SyncFailure::new);

    static final Codec<Lease> LEASE =
            TupleCodec.of(field("owner", TEXT, Lease::owner), field("until", INSTANT, Lease::until), Lease::new);

    static final Codec<Incident> INCIDENT = ObjectCodec.of(Incident::builder, Incident.Builder::build)
            .with("since", INSTANT, Incident::since, Incident.Builder::since)
            .with("failedRuns", INT, Incident::failedRuns, Incident.Builder::failedRuns)
            .with("lastFailure", FAILURE, Incident::last, Incident.Builder::last)
            .with("recoveriesUsed", INT, Incident::recoveriesUsed, Incident.Builder::recoveriesUsed)
            .with("autoRetryAt", optional(INSTANT), Incident::autoRetryAt, Incident.Builder::autoRetryAt);

    private StoredCodecs() {}

    static <T, V> Field<T, V> field(String name, Codec<V> codec, Function<T, V> getter) {
        return new Field<>(name, codec, getter);
    }

    static <V> OptionalCodec<V, Optional<V>> optional(Codec<V> codec) {
        return new OptionalCodec<>(codec, value -> value, value -> value);
    }

    static <V> Codec<List<V>> list(Codec<V> codec) {
        return new ArrayCodec<>(codec, values -> values, (values, at) -> List.copyOf(values));
    }

    /** {@return the codec of a set of strings, in their order} */
    static <V> Codec<Set<V>> set(ScalarCodec<V> codec) {
        return new ArrayCodec<>(
                codec,
                values -> {
                    MapCodec.requireFew(values.size());
                    // two may have become one when they were made storable
                    Set<V> sorted = new TreeSet<>(Comparator.comparing(codec::storable));
                    sorted.addAll(values);
                    return sorted;
                },
                (values, at) -> {
                    MapCodec.requireFew(values.size(), at);
                    Set<V> sorted = new TreeSet<>(Comparator.comparing(codec::storable));
                    if (!values.stream().allMatch(sorted::add)) {
                        throw StoredFormException.corrupt(at, "each item once", "one twice");
                    }
                    return Set.copyOf(sorted);
                });
    }

    static <V> ScalarCodec<V> string(String expected, Function<String, V> reads, Function<V, String> writes) {
        return new ScalarCodec<>(expected, Kind.STRING, reads, writes);
    }

    static <E extends Enum<E>> ScalarCodec<E> word(Class<E> type) {
        return new ScalarCodec<>(
                "one of " + Arrays.toString(type.getEnumConstants()),
                Kind.STRING,
                text -> Enum.valueOf(type, text),
                Enum::name,
                WORD.asMatchPredicate());
    }

    /**
     * {@return the beginning of a whole text: the version of its form, which grows when an older release could not read the
     * texts of a newer one, and which value it is}
     */
    static <T, B> ObjectCodec<T, B> whole(String type, ObjectCodec<T, B> empty) {
        Codec<Integer> version = new ScalarCodec<>(
                "form " + FORM_VERSION,
                Kind.NUMBER,
                text -> FORM_VERSION,
                Object::toString,
                text -> text.matches("[1-9][0-9]*"));
        return empty.with("formVersion", version, value -> FORM_VERSION, (made, same) -> {})
                .with("type", string('"' + type + '"', text -> type, text -> text), value -> type, (made, same) -> {});
    }

    private static Cursor cursor(String value) {
        return value.isEmpty() ? Cursor.START : Cursor.of(value);
    }
}
