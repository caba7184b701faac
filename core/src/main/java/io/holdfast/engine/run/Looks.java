package io.holdfast.engine.run;

import io.holdfast.engine.credential.Access;
import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.ConnectorRegistry;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SanitizedThrowable;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.UnknownIdException;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at events and channels themselves, without their attendees, and tells their links how they are. Where one request can ask for
 * several, those of the account whose looks come next are asked for with the one that is due. A look that fails decides nothing: the
 * next one is set already.
 */
final class Looks {
    private static final Logger log = LoggerFactory.getLogger(Looks.class);
    private static final int PAGE = 100;

    private final ConnectorRegistry connectors;
    private final CredentialKeeper credentials;
    private final SyncLinkStore links;
    private final LinkWriter writer;
    private final ReadableRows readable;
    private final InstantSource time;
    private final Set<IntegrationId> inHand = ConcurrentHashMap.newKeySet();

    Looks(
            ConnectorRegistry connectors,
            CredentialKeeper credentials,
            SyncLinkStore links,
            LinkWriter writer,
            ReadableRows readable,
            InstantSource time) {
        this.connectors = connectors;
        this.credentials = credentials;
        this.links = links;
        this.writer = writer;
        this.readable = readable;
        this.time = time;
    }

    /**
     * Looks for a link whose look is due; the link as it is then. While one of its account is on, that may serve this one too, and
     * nothing of it waits for that one.
     */
    SyncLink look(SyncLink due) {
        Decision begun = writer.apply(due, new Fact.LookDue());
        IntegrationId account = due.binding().integration();
        if (!(begun instanceof Decision.Moved) || !inHand.add(account)) {
            return begun.link();
        }
        try {
            enter(begun.link());
            return writer.load(due.id());
        } finally {
            inHand.remove(account);
        }
    }

    private void enter(SyncLink link) {
        try {
            Access access = credentials.enter(link);
            if (access instanceof Access.Open open) {
                ask(link, open);
            } else if (access instanceof Access.Severed) {
                credentials.disconnect(link);
            }
        } catch (ProviderException failed) {
            log.debug("{} was not looked at", LogIds.of(link.id()), SanitizedThrowable.copyOf(failed));
        }
    }

    /** What an answer about several leaves out says nothing, but the one that is due is then asked for alone. */
    private void ask(SyncLink link, Access.Open open) {
        ProviderConnector connector = connectors.of(link.key().provider());
        List<SyncLink> some =
                together(link, open.integration(), connector.capabilities().maxDescribed());
        Set<RemoteRef> remotes = some.stream().map(Looks::remote).collect(Collectors.toSet());
        List<RemoteSubject> told =
                remotes.size() == 1 ? List.of() : credentials.with(open, grant -> several(connector, grant, remotes));
        told.forEach(one -> tell(some, one, connector));
        if (told.stream().noneMatch(one -> one.ref().equals(remote(link)))) {
            tell(
                    some,
                    credentials.with(open, grant -> ConnectorRegistry.describe(connector, grant, remote(link))),
                    connector);
        }
    }

    private void tell(List<SyncLink> some, RemoteSubject told, ProviderConnector connector) {
        RemoteFacts facts = new RemoteFacts(told, connector.capabilities().feed(), time.instant());
        some.stream().filter(one -> remote(one).equals(told.ref())).forEach(one -> tell(one, facts));
    }

    /** An answer about several that can't be had for one of them must not keep the one that is due from its own. */
    private static List<RemoteSubject> several(ProviderConnector connector, Grant grant, Set<RemoteRef> remotes) {
        try {
            return ConnectorRegistry.describeAll(connector, grant, remotes);
        } catch (ProviderException failed) {
            if (failed.suspectsCredential() || failed.kind() == FailureKind.RATE_LIMITED) {
                throw failed;
            }
            log.debug("several events or channels were not told of by one answer", SanitizedThrowable.copyOf(failed));
            return List.of();
        }
    }

    /** The link with others of its account, those first whose looks come next. */
    private List<SyncLink> together(SyncLink link, Integration account, int most) {
        if (most == 1) {
            return List.of(link);
        }
        Stream<SyncLink> others = bound(account).stream()
                .filter(other -> !other.id().equals(link.id()))
                .sorted(Comparator.comparing(other -> lookAt(other).orElseThrow()));
        List<SyncLink> some = new ArrayList<>(List.of(link));
        others.limit(most - 1L).forEach(some::add);
        return some;
    }

    private List<SyncLink> bound(Integration account) {
        List<SyncLink> bound = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        while (at.isPresent()) {
            Page<StoredRow<SyncLinkId, SyncLink>> page =
                    links.boundTo(account.id(), account.connection(), at.get(), PAGE);
            readable.links(page.items()).stream()
                    .filter(link -> link.phase() == SyncPhase.LIVE && !link.suspended())
                    .filter(link -> link.binding().connection() == account.connection())
                    .filter(link -> lookAt(link).isPresent())
                    .forEach(bound::add);
            at = page.next();
        }
        return bound;
    }

    /** One that can't be told must not keep the others from it. */
    private void tell(SyncLink link, RemoteFacts told) {
        try {
            writer.apply(link, new Fact.RemoteSeen(told));
        } catch (UnknownIdException removed) {
            log.debug("{} was removed before it was told of a look", LogIds.of(link.id()));
        }
    }

    private static Optional<Instant> lookAt(SyncLink link) {
        return link.bookkeeping().polls().lookAt();
    }

    private static RemoteRef remote(SyncLink link) {
        return link.key().remote();
    }
}
