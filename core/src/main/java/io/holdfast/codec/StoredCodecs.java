package io.holdfast.codec;

import static io.holdfast.codec.Field.field;
import static io.holdfast.codec.OptionalCodec.optional;
import static io.holdfast.codec.ScalarCodec.INSTANT;
import static io.holdfast.codec.ScalarCodec.INT;
import static io.holdfast.codec.ScalarCodec.LONG;
import static io.holdfast.codec.ScalarCodec.TEXT;
import static io.holdfast.codec.ScalarCodec.string;
import static io.holdfast.codec.ScalarCodec.word;

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

/** What several of the stored texts have in common. Each name is frozen: it is never taken away, and never given another meaning. */
final class StoredCodecs {
    private static final int FORM_VERSION = 1;

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

    /** {@return the beginning of a whole text: the version of its form, and which value it is} */
    static <T, B> ObjectCodec<T, B> whole(String type, ObjectCodec<T, B> empty) {
        return empty.with(
                        "formVersion", ScalarCodec.version(FORM_VERSION), value -> FORM_VERSION, (made, version) -> {})
                .with("type", ScalarCodec.constant(type), value -> type, (made, same) -> {});
    }

    private static Cursor cursor(String value) {
        return value.isEmpty() ? Cursor.START : Cursor.of(value);
    }
}
