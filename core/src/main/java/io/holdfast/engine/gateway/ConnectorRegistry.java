package io.holdfast.engine.gateway;

import io.holdfast.internal.Text;
import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderConnector.NamedAttendees;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.WebhookCapabilities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors this engine was built with, by provider, and the one way in which they are called. */
public final class ConnectorRegistry {
    private static final Logger log = LoggerFactory.getLogger(ConnectorRegistry.class);

    private final Map<ProviderId, ProviderConnector> byProvider;
    private final Set<ProviderId> reported = ConcurrentHashMap.newKeySet();

    public ConnectorRegistry(Map<ProviderId, ProviderConnector> byProvider) {
        this.byProvider = Map.copyOf(byProvider);
    }

    public ProviderConnector of(ProviderId provider) {
        ProviderConnector connector = byProvider.get(provider);
        if (connector == null) {
            throw new IllegalArgumentException(Text.escaped("expected a provider that has a connector ("
                    + byProvider.keySet().stream().map(ProviderId::value).collect(Collectors.toCollection(TreeSet::new))
                    + ") but found " + provider.value() + "; give its connector to the engine's builder"));
        }
        return connector;
    }

    /** Whether a workspace may connect one account of a provider only; of one without a connector here nobody knows. */
    public boolean allowsOnePerWorkspace(ProviderId provider) {
        ProviderConnector connector = byProvider.get(provider);
        return connector != null && connector.capabilities().onePerWorkspace();
    }

    /** Asks who a credential is. */
    public static Account account(ProviderConnector connector, Supplier<Account> asked) {
        return call(connector, () -> ProviderTexts.bounded(asked.get()));
    }

    /** Asks what can be imported. */
    public static CandidatePage candidates(ProviderConnector connector, Grant grant, SubjectKind kind, Cursor after) {
        return call(connector, () -> ProviderTexts.bounded(connector.candidates(grant, kind, after)));
    }

    /** Takes apart what a person pasted to name an event or channel. */
    public static Optional<RemoteId> remote(ProviderConnector connector, SubjectKind kind, RemoteId pasted) {
        return call(connector, () -> connector.remote(kind, pasted.value()));
    }

    /** Asks what the provider tells of an event or channel. */
    public static RemoteSubject describe(ProviderConnector connector, Grant grant, RemoteRef remote) {
        return call(connector, () -> ProviderTexts.bounded(connector.describe(grant, remote)));
    }

    /** Asks what the provider tells of several events or channels; what the answer leaves out, or nobody asked for, is left out. */
    public static List<RemoteSubject> describeAll(ProviderConnector connector, Grant grant, Set<RemoteRef> remotes) {
        return call(
                connector,
                () -> connector.describeAll(grant, remotes).stream()
                        .filter(told -> remotes.contains(told.ref()))
                        .map(ProviderTexts::bounded)
                        .toList());
    }

    /** Reads one page of attendees, by either way of reading them. */
    public static AttendeePage attendees(ProviderConnector connector, Supplier<AttendeePage> read) {
        return call(connector, () -> ProviderTexts.bounded(read.get()));
    }

    /** Asks for attendees by their ids; refuses an answer that leaves one of them out or names another. */
    public static NamedAttendees named(
            ProviderConnector connector, Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        return call(connector, () -> {
            NamedAttendees answer = connector.named(grant, remote, ids);
            AttendeePage found = ProviderTexts.bounded(answer.found());
            Set<AttendeeId> told = Stream.of(
                            answer.missing().stream(),
                            found.attendees().stream().map(Attendee::id),
                            found.rejected().stream().flatMap(row -> row.id().stream()))
                    .flatMap(each -> each)
                    .collect(Collectors.toSet());
            if (!told.equals(ids)) {
                throw ProviderException.of(
                        FailureKind.MALFORMED,
                        "expected an answer of each of the " + ids.size() + " attendees asked for but found one of "
                                + told.stream().filter(ids::contains).count() + " and of "
                                + told.stream().filter(id -> !ids.contains(id)).count() + " others; try again later");
            }
            return new NamedAttendees(found, answer.missing());
        });
    }

    /** What takes the deliveries of a provider, where this node has it. */
    public Optional<Hooks> hooks(ProviderId provider) {
        return Optional.ofNullable(byProvider.get(provider)).flatMap(ConnectorRegistry::hooks);
    }

    /** How many bytes of a delivery are read at most, of whatever provider; 0 if no connector takes any. */
    public int longestDelivery() {
        return byProvider.values().stream()
                .flatMap(connector -> connector.capabilities().webhooks().stream())
                .mapToInt(WebhookCapabilities::maxBytes)
                .max()
                .orElse(0);
    }

    private static Optional<Hooks> hooks(ProviderConnector connector) {
        return connector.capabilities().webhooks().map(can -> new Hooks(can, connector.webhooks()));
    }

    /** The deliveries of one provider: what can be done with them, and by whom. */
    public record Hooks(WebhookCapabilities can, WebhookConnector connector) {}

    /** Whether this node can call that provider; one that it can't is reported once. */
    public boolean serves(ProviderId provider) {
        boolean serves = byProvider.containsKey(provider);
        if (!serves && reported.add(provider)) {
            log.warn(
                    "provider={} has no connector on this node, so its links and integrations are left to nodes that have"
                            + " one; if there are none, give its connector to the engine's builder",
                    Text.escaped(provider.value()));
        }
        return serves;
    }

    /** Calls a connector; whatever it throws comes out as a {@link ProviderException}. */
    public static <T> T call(ProviderConnector connector, Supplier<T> call) {
        try {
            return call.get();
        } catch (ProviderException thrown) {
            throw thrown;
        } catch (RuntimeException thrown) {
            throw PortGuard.ofConnector(
                    "connector of " + Text.escaped(connector.provider().value()), thrown);
        }
    }
}
