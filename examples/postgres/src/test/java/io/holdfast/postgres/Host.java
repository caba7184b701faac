package io.holdfast.postgres;

import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;

/** A host's side of an engine over a storage: one workspace, one account and as many events as it imports. */
final class Host {
    static final WorkspaceId ACME = WorkspaceId.of("acme");
    static final Credential KEY = Credential.apiKey("key");

    final ManualTime time = ManualTime.at(Samples.NOW);
    final ScriptedConnector provider;
    final PostgresStorage storage;

    Host(PostgresStorage storage) {
        this(storage, 50);
    }

    Host(PostgresStorage storage, int pageSize) {
        this.storage = storage;
        provider = new ScriptedConnector(time, pageSize);
        provider.belongsTo(KEY, new Account("account", "Account"));
    }

    /** An engine that takes part in Spring's transactions. */
    SyncEngineBuilder builder() {
        return SyncEngine.builder()
                .connector(provider)
                .links(storage.links())
                .integrations(storage.integrations())
                .vault(storage.vault())
                .attendees(storage.attendees())
                .transactions(new SpringTransaction())
                .time(time)
                .ticker(time);
    }

    Integration connected(SyncEngine engine) {
        return connected(engine, KEY);
    }

    Integration connected(SyncEngine engine, Credential key) {
        return engine.integrations().connect(ACME, provider.provider(), key).orThrow();
    }

    /** Puts an event there and imports it. */
    SyncLink imported(SyncEngine engine, Integration account, String event) {
        return engine.links()
                .importSubject(ACME, SyncSubject.event(event), account.id(), there(event))
                .orThrow();
    }

    RemoteId there(String event) {
        RemoteId id = RemoteId.of(event);
        provider.event(RemoteSubject.builder()
                .ref(new RemoteRef(SubjectKind.EVENT, id))
                .title("An evening")
                .build());
        return id;
    }
}
