package io.holdfast.engine;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Wordless;
import io.holdfast.port.ProviderConnector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a person ends an integration: disconnects it, and takes it away. */
final class Endings {
    private static final Logger log = LoggerFactory.getLogger(Endings.class);
    private static final int NAMED = 5;
    private static final int TRIES = 20;

    private final EngineParts parts;

    Endings(EngineParts parts) {
        this.parts = parts;
    }

    /** Severs, takes back at the provider what it was for, then tells the links and forgets the secrets. */
    boolean sever(Integration known, long connection) {
        IntegrationMover.Change change =
                parts.credentials().sever(known.id(), connection, Severance.Cause.DISCONNECTED_IN_SETTINGS);
        if (change.isMade()) {
            takeBack(change.before());
        }
        tellLinks(known.id());
        parts.drawers().tidyOrLater(known.id());
        return change.isMade();
    }

    /** What a store does not take now, the next sweep brings: the integration says what is left. */
    private void tellLinks(IntegrationId id) {
        try {
            parts.fanOuts().carryOn(id);
        } catch (RuntimeException thrown) {
            log.warn("{} its links are told later", Named.of(id), Wordless.copyOf(thrown));
        }
    }

    /** Why it can't be taken away: links are bound to it, some of which the refusal names. */
    Optional<Refusal> stillBound(IntegrationId id) {
        List<SyncLink> bound =
                parts.links().boundTo(id, Long.MAX_VALUE, Cursor.START, NAMED).items();
        return bound.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Refusal.Code.LINKS_BOUND,
                        "integration " + id.value() + ": expected no link bound to it but found "
                                + bound.stream().map(link -> link.id().value()).collect(Collectors.joining(", "))
                                + (bound.size() == NAMED ? " and perhaps more" : "")
                                + "; move or remove them first",
                        RecoveryAction.NONE));
    }

    /** Severs it first, so that nothing is asked with it any more; goes only as it was last seen: severed, unbound and tidy. */
    Optional<Refusal> take(Integration known) {
        for (int tries = 0; tries < TRIES; tries++) {
            sever(known, Long.MAX_VALUE);
            Optional<Refusal> bound = stillBound(known.id());
            Optional<Integration> last = parts.integrationMover().find(known.id());
            if (bound.isPresent() || last.isEmpty()) {
                return bound;
            }
            if (last.get().leftovers().isPresent()) {
                return Optional.of(secretsLeft(known));
            }
            if (!last.get().isConnected() && parts.integrationMover().remove(last.get())) {
                return Optional.empty();
            }
        }
        throw new ContendedException(known.id(), TRIES);
    }

    private static Refusal secretsLeft(Integration known) {
        return Refusal.of(
                Refusal.Code.NOT_DONE,
                "integration " + known.id().value()
                        + ": expected the credential vault to forget its secrets but it did not; it is disconnected, so ask"
                        + " again once the vault answers",
                RecoveryAction.NONE);
    }

    /** With what counted last; best effort, because here it is over in any case. */
    private void takeBack(Integration before) {
        ProviderConnector connector = parts.connectors().of(before.provider());
        if (!connector.capabilities().revoke()) {
            return;
        }
        try {
            parts.drawers()
                    .grant(before)
                    .ifPresent(grant -> Outside.call(connector, () -> {
                        connector.revoke(grant);
                        return grant;
                    }));
        } catch (RuntimeException failed) {
            log.warn(
                    "{} was disconnected here but not at the provider", Named.of(before.id()), Wordless.copyOf(failed));
        }
    }
}
