package io.holdfast.engine;

import io.holdfast.model.Command;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.Wordless;
import io.holdfast.model.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person can ask of many links at once: in pages, each asked for as alone and each reported. */
final class BulkCommands {
    private static final Logger log = LoggerFactory.getLogger(BulkCommands.class);
    private static final int PAGE = 100;

    private final EngineParts parts;
    private final Gate gate;
    private final Commands one;
    private final Endings endings;

    BulkCommands(EngineParts parts, Gate gate, Commands one, Endings endings) {
        this.parts = parts;
        this.gate = gate;
        this.one = one;
        this.endings = endings;
    }

    Map<SyncLinkId, Outcome<SyncLink>> reconnectAll(IntegrationId id) {
        Integration integration = parts.integration(id);
        return each(
                after -> parts.links().boundTo(id, integration.connection(), after, PAGE),
                link -> integration.isSevered(link.binding().connection()),
                link -> one.reconnect(link.id(), id));
    }

    Map<SyncLinkId, Outcome<SyncLink>> suspendAll(WorkspaceId workspace) {
        return each(after -> parts.links().of(workspace, after, PAGE), link -> true, link -> one.suspend(link.id()));
    }

    Map<SyncLinkId, Outcome<SyncLink>> resumeAll(WorkspaceId workspace) {
        return each(after -> parts.links().of(workspace, after, PAGE), link -> true, link -> one.resume(link.id()));
    }

    /** Links first, then integrations, so that whoever asks again goes on where this one stopped. */
    Outcome<WorkspaceId> removeWorkspace(WorkspaceId workspace) {
        return gate.pass(Command.REMOVE, workspace, () -> {
            Map<SyncLinkId, Outcome<SyncLink>> links = each(
                    after -> parts.links().of(workspace, after, PAGE),
                    link -> true,
                    link -> one.remove(link.id()).map(id -> link));
            Optional<Refusal> left = links.values().stream()
                    .flatMap(outcome -> outcome.refusal().stream())
                    .findFirst();
            if (left.isPresent()) {
                return Outcome.refused(left.get());
            }
            return parts.integrations().of(workspace).stream()
                    .flatMap(one -> endings.take(one).stream())
                    .findFirst()
                    .<Outcome<WorkspaceId>>map(Outcome::refused)
                    .orElseGet(() -> Outcome.changed(workspace));
        });
    }

    private Map<SyncLinkId, Outcome<SyncLink>> each(
            Function<Cursor, Page<SyncLink>> read,
            Predicate<SyncLink> wanted,
            Function<SyncLink, Outcome<SyncLink>> act) {
        Map<SyncLinkId, Outcome<SyncLink>> outcomes = new LinkedHashMap<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<SyncLink> page = read.apply(next.get());
            page.items().stream().filter(wanted).forEach(link -> outcomes.put(link.id(), alone(link, act)));
            next = page.next();
        }
        return outcomes;
    }

    /** One that can't be done must not keep the others from it. */
    private static Outcome<SyncLink> alone(SyncLink link, Function<SyncLink, Outcome<SyncLink>> act) {
        try {
            return act.apply(link);
        } catch (RuntimeException thrown) {
            log.warn("{} was left out of a command on many", Named.of(link.id()), Wordless.copyOf(thrown));
            return Outcome.refused(Refusal.of(
                    Refusal.Code.NOT_DONE,
                    "link " + link.id().value() + ": expected it to be done but a "
                            + thrown.getClass().getSimpleName() + " came between; ask for this one again",
                    RecoveryAction.NONE));
        }
    }
}
