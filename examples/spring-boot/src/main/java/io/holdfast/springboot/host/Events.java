package io.holdfast.springboot.host;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Actor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The product's own events. */
@Service
class Events {
    private final JdbcClient sql;
    private final SyncEngine engine;

    Events(JdbcClient sql, SyncEngine engine) {
        this.sql = sql;
        this.engine = engine;
    }

    /**
     * Makes an event of what a provider has. The link and the host's own row are written together or not at all; the import begins
     * after the commit.
     */
    // spotless:off
    @Transactional
    long importEvent(Actor person, WorkspaceId workspace, String title, IntegrationId account, RemoteId remote) {
        long event = sql.sql("select nextval(pg_get_serial_sequence('event', 'id'))").query(Long.class).single();
        SyncLink link = engine.actingAs(person).links()
                .importSubject(workspace, SyncSubject.event(Long.toString(event)), account, remote)
                .orThrow();
        sql.sql("insert into event (id, workspace, title, link) overriding system value values (?, ?, ?, ?)")
                .params(event, workspace.value(), title, link.id().value())
                .update();
        return event;
    }
    // spotless:on

    /** Whose link it is. */
    SyncLinkId link(long event) {
        return sql.sql("select link from event where id = ?")
                .param(event)
                .query((row, number) -> SyncLinkId.of(row.getString("link")))
                .single();
    }
}
