package io.holdfast.codec;

import io.holdfast.codec.JsonValue.Kind;
import io.holdfast.codec.ObjectCodec.Field;
import io.holdfast.model.Actor;
import io.holdfast.model.Admission;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Lease;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.WorkspaceId;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import io.holdfast.transition.VisibleState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
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
    static final ScalarCodec<Duration> DURATION =
            string("a duration such as PT1H30M", Duration::parse, Duration::toString);
    /** A time that is absent where it is zero. */
    static final Codec<Duration> TIME = optional(DURATION)
            .as(time -> time.orElse(Duration.ZERO), time -> Optional.of(time).filter(some -> !some.isZero()));

    /** A mark that is absent where it is not set. */
    static final Codec<Boolean> OPTIONAL_FLAG = optional(FLAG)
            .as(mark -> mark.orElse(false), mark -> Optional.of(mark).filter(yes -> yes));

    /** A count that is absent where it is zero. */
    static final Codec<Integer> OPTIONAL_COUNT = optional(INT)
            .as(count -> count.orElse(0), count -> Optional.of(count).filter(some -> some != 0));

    /** A whole number that is absent where it is zero. */
    static final Codec<Long> LONG_OR_ZERO = optional(LONG)
            .as(number -> number.orElse(0L), number -> Optional.of(number).filter(some -> some != 0));

    static final ScalarCodec<ZoneId> ZONE = string("a time zone that this JVM knows", ZoneId::of, ZoneId::getId);
    static final Codec<OptionalLong> OPTIONAL_LONG = optional(LONG)
            .as(
                    boxed -> boxed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                    number -> number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty());

    /** An instant that is absent where nobody told it: then it was long ago. */
    static final Codec<Instant> LONG_AGO = optional(INSTANT)
            .as(
                    said -> said.orElse(Instant.EPOCH),
                    at -> at.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(at));

    static final ScalarCodec<SyncLinkId> LINK_ID = string("a link id", SyncLinkId::of, SyncLinkId::value);
    static final ScalarCodec<IntegrationId> INTEGRATION_ID =
            string("an integration id", IntegrationId::of, IntegrationId::value);
    static final ScalarCodec<WorkspaceId> WORKSPACE = string("a workspace id", WorkspaceId::of, WorkspaceId::value);
    static final ScalarCodec<ProviderId> PROVIDER = string("a provider id", ProviderId::of, ProviderId::value);
    static final ScalarCodec<RemoteId> REMOTE_ID = string("a remote id", RemoteId::of, RemoteId::value);
    static final ScalarCodec<AttendeeId> ATTENDEE_ID = string("an attendee id", AttendeeId::of, AttendeeId::value);
    static final ScalarCodec<SecretRef> SECRET = string("a secret reference", SecretRef::of, SecretRef::value);
    static final ScalarCodec<Cursor> CURSOR = string("a cursor", StoredCodecs::cursor, Cursor::value);

    static final Codec<RemoteRef> REMOTE_REF = TupleCodec.of(
            field("kind", word(SubjectKind.class), RemoteRef::kind),
            field("id", REMOTE_ID, RemoteRef::id),
            RemoteRef::new);

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
            .with("retriesFailed", OPTIONAL_COUNT, Incident::retriesFailed, Incident.Builder::retriesFailed)
            .with("autoRetriesUsed", INT, Incident::autoRetriesUsed, Incident.Builder::autoRetriesUsed)
            .with("autoRetryAt", optional(INSTANT), Incident::autoRetryAt, Incident.Builder::autoRetryAt);

    private static final Codec<Admission> ADMISSION = ObjectCodec.of(Admission::builder, Admission.Builder::build)
            .with("id", TEXT, Admission::id, Admission.Builder::id)
            .with("ticketClass", optional(TEXT), Admission::ticketClass, Admission.Builder::ticketClass)
            .with("barcode", optional(TEXT), Admission::barcode, Admission.Builder::barcode)
            .with("checkedIn", FLAG, Admission::checkedIn, Admission.Builder::checkedIn)
            .with("checkedInAt", optional(INSTANT), Admission::checkedInAt, Admission.Builder::checkedInAt);

    private static final Codec<Answer> ANSWER = TupleCodec.of(
            field("questionId", optional(TEXT), Answer::questionId),
            field("question", TEXT, Answer::question),
            field("answers", list(TEXT), Answer::answers),
            Answer::new);

    private static final Codec<Map.Entry<String, String>> PROFILE_FIELD = TupleCodec.of(
            field("name", TEXT, Map.Entry::getKey), field("value", TEXT, Map.Entry::getValue), Map::entry);

    private static final Codec<Map<String, String>> PROFILE_FIELDS =
            new ArrayCodec<>(PROFILE_FIELD, fields -> new TreeMap<>(fields).entrySet(), StoredCodecs::profile);

    /** In the order of their names; absent where there is none. */
    private static final Codec<Map<String, String>> PROFILE = optional(PROFILE_FIELDS)
            .as(fields -> fields.orElse(Map.of()), fields -> Optional.of(fields).filter(some -> !some.isEmpty()));

    static final ObjectCodec<Attendee, Attendee.Builder> ATTENDEE = whole(
                    "attendee", ObjectCodec.of(Attendee::builder, Attendee.Builder::build))
            .with("id", ATTENDEE_ID, Attendee::id, Attendee.Builder::id)
            .with("givenName", optional(TEXT), Attendee::givenName, Attendee.Builder::givenName)
            .with("familyName", optional(TEXT), Attendee::familyName, Attendee.Builder::familyName)
            .with("name", optional(TEXT), Attendee::name, Attendee.Builder::name)
            .with("email", optional(TEXT), Attendee::email, Attendee.Builder::email)
            .with("phone", optional(TEXT), Attendee::phone, Attendee.Builder::phone)
            .with("company", optional(TEXT), Attendee::company, Attendee.Builder::company)
            .with("jobTitle", optional(TEXT), Attendee::jobTitle, Attendee.Builder::jobTitle)
            .with("attendance", word(Attendance.class), Attendee::attendance, Attendee.Builder::attendance)
            .with("providerStatus", optional(TEXT), Attendee::providerStatus, Attendee.Builder::providerStatus)
            .with("placeholder", FLAG, Attendee::placeholder, Attendee.Builder::placeholder)
            .with("admissions", list(ADMISSION), Attendee::admissions, Attendee.Builder::admissions)
            .with("answers", list(ANSWER), Attendee::answers, Attendee.Builder::answers)
            .with("profile", PROFILE, Attendee::profile, Attendee.Builder::profile)
            .with("registeredAt", optional(INSTANT), Attendee::registeredAt, Attendee.Builder::registeredAt)
            .with("changedAt", optional(INSTANT), Attendee::changedAt, Attendee.Builder::changedAt);

    static final Codec<Actor> ACTOR = TupleCodec.of(
            field("kind", word(Actor.Kind.class), Actor::kind), field("id", TEXT, Actor::id), StoredCodecs::actor);

    /** Who asked, where somebody did: a text without it tells of what nobody asked for. */
    private static final Codec<Actor> ASKED_BY = optional(ACTOR)
            .as(
                    told -> told.orElse(Actor.SYSTEM),
                    actor -> Optional.of(actor).filter(somebody -> !somebody.equals(Actor.SYSTEM)));

    private static final Codec<VisibleState> VISIBLE = TupleCodec.of(
            field("phase", word(SyncPhase.class), VisibleState::phase),
            field("binding", BINDING, VisibleState::binding),
            field("suspended", FLAG, VisibleState::suspended),
            field("incident", optional(INCIDENT), VisibleState::incident),
            VisibleState::new);

    static final ObjectCodec<TransitionRecord, TransitionRecord.Builder> RECORD = whole(
                    "record", ObjectCodec.of(TransitionRecord::builder, TransitionRecord.Builder::build))
            .with("link", LINK_ID, TransitionRecord::link, TransitionRecord.Builder::link)
            .with("version", LONG, TransitionRecord::version, TransitionRecord.Builder::version)
            .with("at", INSTANT, TransitionRecord::at, TransitionRecord.Builder::at)
            .with(
                    "trigger",
                    optional(word(TriggerKind.class)),
                    TransitionRecord::trigger,
                    TransitionRecord.Builder::trigger)
            .with("reason", TEXT, TransitionRecord::reason, TransitionRecord.Builder::reason)
            .with("actor", ASKED_BY, TransitionRecord::actor, TransitionRecord.Builder::actor)
            .with("before", optional(VISIBLE), TransitionRecord::before, TransitionRecord.Builder::before)
            .with("after", VISIBLE, TransitionRecord::after, TransitionRecord.Builder::after);

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
                    Entries.requireFew(values.size());
                    // two may have become one when they were made storable
                    Set<V> sorted = new TreeSet<>(Comparator.comparing(codec::storable));
                    sorted.addAll(values);
                    return sorted;
                },
                (values, at) -> {
                    Entries.requireFew(values.size(), at);
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

    private static Actor actor(Actor.Kind kind, String id) {
        Actor only = kind == Actor.Kind.SYSTEM ? Actor.SYSTEM : Actor.HOST;
        if (kind == Actor.Kind.MEMBER) {
            return Actor.member(id);
        }
        if (!id.equals(only.id())) {
            throw new IllegalArgumentException("expected the only actor of kind " + kind);
        }
        return only;
    }

    private static Map<String, String> profile(List<Map.Entry<String, String>> fields, Pointer at) {
        Entries.requireFew(fields.size(), at);
        Map<String, String> byName = new TreeMap<>();
        for (Map.Entry<String, String> field : fields) {
            if (byName.put(field.getKey(), field.getValue()) != null) {
                throw StoredFormException.corrupt(at, "each name once", "one twice");
            }
        }
        return byName;
    }

    private static Cursor cursor(String value) {
        return value.isEmpty() ? Cursor.START : Cursor.of(value);
    }
}
