package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;

/** The README's snippet of a channel, compiled. */
final class ImportChannel {
    private ImportChannel() {}

    static SyncLink run(SyncEngine engine, WorkspaceId workspace, Integration account) {
        // spotless:off
        CandidatePage channels = engine.integrations().candidates(account.id(), SubjectKind.CHANNEL, Cursor.START);
        RemoteId chosen = channels.items().get(0).ref().id();
        SyncLink members = engine.links().importSubject(workspace, SyncSubject.channel("our-newsletter"), account.id(), chosen).orThrow();
        // spotless:on
        return members;
    }
}
