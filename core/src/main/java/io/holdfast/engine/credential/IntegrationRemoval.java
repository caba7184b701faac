package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.ContendedException;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.Severance;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.SyncLinkStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a person ends an integration: disconnects it, and removes it. */
public record IntegrationRemoval(
        Gateway gateway,
        SyncLinkStore links,
        IntegrationWriter writer,
        IntegrationTransitions transitions,
        SecretSlots slots,
        SeveranceFanOut fanOut,
        RouteWork routes,
        InstantSource time) {
    private static final Logger log = LoggerFactory.getLogger(IntegrationRemoval.class);
    private static final int NAMED = 5;
    private static final int PAGE = 100;
    private static final int TRIES = 20;

    /** What keeps an integration from being removed. */
    public sealed interface Obstacle {
        /** Links are bound to it; these are the first of them. */
        record LinksBound(List<SyncLinkId> some, boolean perhapsMore) implements Obstacle {}

        /** It is disconnected, but the vault did not forget its secrets. */
        record SecretsLeft() implements Obstacle {}
    }

    /**
     * Severs a connection, revokes at the provider what it was for, then tells the links and forgets the secrets. Nothing is kept,
     * of one that a verdict severed before neither.
     */
    public boolean sever(Integration known, long connection) {
        IntegrationWriter.Change change = writer.changeIf(
                known.id(),
                stored -> !stored.isSevered(connection) || keeps(stored, connection),
                stored -> stored.isConnected()
                        ? transitions.severed(stored, Severance.Cause.DISCONNECTED_IN_SETTINGS, time.instant())
                        : KeptSecretTransitions.dropped(stored, time.instant()));
        gateway.commits().run(() -> {
            if (change.isMade() && isSevered(known.id(), connection)) {
                takeLeave(change.before());
            }
            fanOut.tellLinks(known.id());
            slots.tidyOrLater(known.id());
        });
        return change.isMade();
    }

    /** A host's transaction may have undone it to a savepoint. */
    private boolean isSevered(IntegrationId id, long connection) {
        return writer.isSevered(new SyncLink.Binding(id, connection));
    }

    private static boolean keeps(Integration stored, long connection) {
        return stored.bookkeeping().keptSecret().isPresent() && connection >= stored.connection();
    }

    /** The links that keep an integration from being removed, if there are any; one that can't be read is bound as well. */
    public Optional<Obstacle> linksBound(IntegrationId id) {
        List<SyncLinkId> bound = links.boundTo(id, Long.MAX_VALUE, Cursor.START, NAMED).items().stream()
                .map(StoredRow::id)
                .toList();
        return bound.isEmpty() ? Optional.empty() : Optional.of(new Obstacle.LinksBound(bound, bound.size() == NAMED));
    }

    /** Severs it first, so that nothing is asked with it any more; goes only as it was last seen: severed, unbound and tidy. */
    public Optional<Obstacle> remove(Integration known) {
        for (int tries = 0; tries < TRIES; tries++) {
            slots.giveUp(known.id());
            sever(known, Long.MAX_VALUE);
            close(known.id());
            Optional<Obstacle> bound = linksBound(known.id());
            Optional<Integration> last = writer.find(known.id());
            if (bound.isPresent() || last.isEmpty()) {
                return bound;
            }
            if (last.get().bookkeeping().orphanedSecrets().isPresent()) {
                return Optional.of(new Obstacle.SecretsLeft());
            }
            if (!last.get().isConnected()
                    && last.get().bookkeeping().keptSecret().isEmpty()
                    && last.get().bookkeeping().awaitedSecrets().isEmpty()
                    && writer.remove(last.get())) {
                removeOrphans(known.id());
                return Optional.empty();
            }
        }
        throw new ContendedException(known.id(), TRIES);
    }

    /** Links whose import had seen the integration before it was severed, and that were stored after they were looked for. */
    private void removeOrphans(IntegrationId gone) {
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<StoredRow<SyncLinkId, SyncLink>> page = links.boundTo(gone, Long.MAX_VALUE, next.get(), PAGE);
            gateway.many().removeForGood(gateway.readable().links(page.items()));
            next = page.next();
        }
    }

    /** Nobody is to deliver to it any more. */
    private void close(IntegrationId id) {
        writer.find(id).filter(one -> one.bookkeeping().route().isPresent()).ifPresent(open -> {
            writer.changeIf(
                    id,
                    stored -> stored.bookkeeping().route().isPresent(),
                    stored -> routes.closed(stored, time.instant()));
            slots.tidyOrLater(id);
        });
    }

    /** With what was valid last, or is kept of it; best effort, because here it is over in any case. */
    private void takeLeave(Integration before) {
        try {
            slots.grant(before).or(() -> slots.keptGrant(before)).ifPresent(grant -> {
                unsubscribe(before, grant);
                revoke(before, grant);
            });
        } catch (RuntimeException failed) {
            log.warn(
                    "{} was disconnected here but not at the provider",
                    LogIds.of(before.id()),
                    SanitizedThrowable.copyOf(failed));
        }
    }

    private void unsubscribe(Integration before, Grant grant) {
        try {
            routes.unsubscribe(before, grant);
        } catch (RuntimeException failed) {
            log.warn(
                    "{} its provider may go on delivering, which is taken and dropped",
                    LogIds.of(before.id()),
                    SanitizedThrowable.copyOf(failed));
        }
    }

    private void revoke(Integration before, Grant grant) {
        try {
            ProviderConnector connector = gateway.connectors().of(before.provider());
            if (connector.capabilities().revoke()) {
                ConnectorRegistry.call(connector, () -> {
                    connector.revoke(grant);
                    return grant;
                });
            }
        } catch (RuntimeException failed) {
            log.warn(
                    "{} was disconnected here but not at the provider",
                    LogIds.of(before.id()),
                    SanitizedThrowable.copyOf(failed));
        }
    }
}
