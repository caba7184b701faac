package io.holdfast.springboot.host;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Authorizer;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which workspace, and in which role. The engine asks before each command and each read. */
@Component
final class Members implements Authorizer {
    private final JdbcClient sql;

    Members(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a member is. */
    enum Role {
        /** Looks. */
        VIEWER,
        /** Works with events; accounts, and taking away, are another's. */
        EDITOR,
        /** May do everything. */
        ADMIN;

        boolean may(Command command) {
            return switch (command) {
                case VIEW, VIEW_ATTENDEES -> true;
                case CONNECT, RENEW, DISCONNECT, MOVE, REMOVE -> this == ADMIN;
                default -> this != VIEWER;
            };
        }
    }

    @Override
    public boolean allows(Actor actor, Command command, WorkspaceId workspace) {
        boolean isTheProductItself = actor.equals(Actor.HOST);
        return isTheProductItself
                || role(actor.id(), workspace).filter(role -> role.may(command)).isPresent();
    }

    private Optional<Role> role(String person, WorkspaceId workspace) {
        return sql.sql("select role from member where workspace = :workspace and person = :person")
                .param("workspace", workspace.value())
                .param("person", person)
                .query((row, number) -> Role.valueOf(row.getString("role")))
                .optional();
    }
}
