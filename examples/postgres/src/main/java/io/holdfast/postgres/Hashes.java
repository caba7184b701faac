package io.holdfast.postgres;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** What rows are found by where the texts themselves may be longer than an index takes: SHA-256, 32 bytes. */
final class Hashes {
    private Hashes() {}

    static byte[] key(SyncLink.Key key) {
        return of(
                key.workspace().value(),
                key.provider().value(),
                key.remote().kind().name(),
                key.remote().id().value(),
                key.subject().kind().name(),
                key.subject().id());
    }

    static byte[] subject(WorkspaceId workspace, SyncSubject subject) {
        return of(workspace.value(), subject.kind().name(), subject.id());
    }

    static byte[] remote(RemoteRef remote) {
        return of(remote.kind().name(), remote.id().value());
    }

    static byte[] account(Integration integration) {
        return of(
                integration.workspace().value(),
                integration.provider().value(),
                integration.account().id());
    }

    static byte[] person(byte[] key, AttendeeId id) {
        MessageDigest digest = digest();
        digest.update(key);
        return digest.digest(bytes(id.value()));
    }

    /** Equal where two records of an attendee tell the same. */
    static byte[] told(Attendee attendee) {
        return of(StoredForm.ATTENDEE.write(
                attendee.toBuilder().changedAt(Optional.empty()).build()));
    }

    private static byte[] of(String... parts) {
        MessageDigest digest = digest();
        for (String part : parts) {
            byte[] bytes = bytes(part);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("expected SHA-256, which every JDK has, but found none", absent);
        }
    }
}
