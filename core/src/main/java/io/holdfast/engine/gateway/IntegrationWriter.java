package io.holdfast.engine.gateway;

import io.holdfast.engine.commit.AfterCommit;
import io.holdfast.internal.Text;
import io.holdfast.model.ContendedException;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RouteId;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncLink;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.Verification;
import io.holdfast.model.WebhookRoute;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.IntegrationStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes integrations: by a rule, by compare-and-set alone, then tells. */
public final class IntegrationWriter {
    private static final Logger log = LoggerFactory.getLogger(IntegrationWriter.class);
    private static final int TRIES = 20;

    private final IntegrationStore store;
    private final ListenerDispatcher dispatcher;
    private final AfterCommit commits;
    private final SyncPolicy policy;
    private final InstantSource time;
    private final SignOfLife signs;
    private final Set<ProviderId> alarmed = ConcurrentHashMap.newKeySet();

    IntegrationWriter(
            IntegrationStore store,
            ListenerDispatcher dispatcher,
            AfterCommit commits,
            SyncPolicy policy,
            InstantSource time,
            SignOfLife signs) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.commits = commits;
        this.policy = policy;
        this.time = time;
        this.signs = signs;
    }

    /** What came of a change: as it was and as it is, the same if the rule had nothing to change. */
    public record Change(Integration before, Integration after) {
        public boolean isMade() {
            return before.version() != after.version();
        }
    }

    /** Gives what an integration is to become; nothing if it is to stay as it is. Its version is left alone. */
    public interface Rule extends Function<Integration, Optional<Integration>> {}

    /** As it is stored, but for instants that no clock that is right could have set. */
    public Optional<Integration> find(IntegrationId id) {
        return store.load(id).map(stored -> times().sound(stored));
    }

    /** The one whose deliveries come to an address, as it is stored but for such instants. */
    public Optional<Integration> find(RouteId route) {
        return store.ofRoute(route).map(stored -> times().sound(stored));
    }

    /** Writes anew what a clock that was ahead had written, so that what is due on it comes when it should. */
    public void correct(IntegrationId id) {
        changeIf(
                id,
                stored -> stored.bookkeeping().decidedAt().isAfter(time.instant()),
                stored -> times().settled(stored));
    }

    private IntegrationTimes times() {
        return new IntegrationTimes(policy, time.instant());
    }

    public Integration load(IntegrationId id) {
        return find(id).orElseThrow(() -> UnknownIdException.integration(id));
    }

    /** Whether a connection is severed, whether or not the links bound to it were told; so is one that is gone. */
    public boolean isSevered(SyncLink.Binding binding) {
        return isSevered(find(binding.integration()), binding);
    }

    /** Those of several links whose connection is severed; each integration is looked at once. */
    public List<SyncLink> severed(Collection<SyncLink> links) {
        Map<IntegrationId, Optional<Integration>> found = links.stream()
                .map(link -> link.binding().integration())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), this::find));
        return links.stream()
                .filter(link -> isSevered(
                        Optional.ofNullable(found.get(link.binding().integration()))
                                .flatMap(Function.identity()),
                        link.binding()))
                .toList();
    }

    private static boolean isSevered(Optional<Integration> found, SyncLink.Binding binding) {
        return found.map(stored -> stored.isSevered(binding.connection())).orElse(true);
    }

    /** Stores an integration that is going to be connected, or finds the one of the same account. Nobody is told of it yet. */
    public Integration begin(Integration pending) {
        return RetryOnce.onceAfterFailure(() -> store.createIfAbsent(pending));
    }

    /** Removes an integration as it was last seen; false if it has changed since, or is gone. */
    public boolean remove(Integration last) {
        try {
            return store.remove(last);
        } catch (RuntimeException unknown) {
            return RetryOnce.orThrow(
                    unknown, () -> store.remove(last) || find(last.id()).isEmpty());
        }
    }

    /** Applies a rule to the latest version, again and again, until it is written or has nothing to change. */
    public Change change(IntegrationId id, Rule rule) {
        for (int tries = 0; tries < TRIES; tries++) {
            Integration stored = load(id);
            Optional<Integration> ruled = rule.apply(stored);
            if (ruled.isEmpty()) {
                return new Change(stored, stored);
            }
            Integration next = grown(ruled.get(), stored);
            if (replace(next)) {
                commits.run(() -> told(stored, next), () -> toldIfItStands(stored, next), () -> {});
                return new Change(stored, next);
            }
        }
        throw new ContendedException(id, TRIES);
    }

    private void told(Integration before, Integration now) {
        if (!shown(before).equals(shown(now))) {
            tell(now);
        }
        alarmOnce(now);
        signs.lookAt(before, now);
    }

    /** As it is once the host's transaction is committed, of which a savepoint may have been undone. */
    private void toldIfItStands(Integration before, Integration written) {
        find(written.id())
                .filter(stored -> stored.version() >= written.version())
                .ifPresent(stored -> told(before, stored));
    }

    /** Applies a rule to the latest version if something holds of that, else leaves it as it is. */
    public Change changeIf(IntegrationId id, Predicate<Integration> holds, UnaryOperator<Integration> rule) {
        return change(id, stored -> Optional.of(stored).filter(holds).map(rule));
    }

    private Integration grown(Integration ruled, Integration stored) {
        return ruled.toBuilder(kept -> kept.decidedAt(time.instant()))
                .version(stored.version() + 1)
                .build();
    }

    /** A store that wrote and then threw has written: what lies there now tells. */
    private boolean replace(Integration next) {
        try {
            return store.replace(next);
        } catch (RuntimeException unknown) {
            if (commits.isAwaited()) {
                throw unknown;
            }
            Integration stored = RetryOnce.orThrow(unknown, () -> find(next.id()))
                    .orElseThrow(() -> UnknownIdException.integration(next.id()));
            if (stored.version() < next.version()) {
                throw unknown;
            }
            return stored.equals(next);
        }
    }

    /** What a person sees of it. */
    private static List<Object> shown(Integration one) {
        return List.of(
                one.status(),
                one.account(),
                one.connection(),
                one.severance(),
                one.expiresAt(),
                one.bookkeeping().rateLimitedUntil(),
                one.bookkeeping().suspicion().isPresent(),
                one.bookkeeping().keptSecret().map(kept -> kept.acceptedAt().isPresent()),
                one.refusedSince().isPresent(),
                one.bookkeeping().suspicion().flatMap(Suspicion::troubleSeenAt).isPresent(),
                one.bookkeeping().refreshFailure().map(failure -> failure.kind()),
                one.bookkeeping().route().map(IntegrationWriter::shown));
    }

    private static List<Object> shown(WebhookRoute route) {
        return List.of(route.hasDelivered(), route.testedAt(), route.silentSince(), route.refusedSince());
    }

    private void tell(Integration now) {
        log.info(
                "{} status={} connection={} severed={} reference={} suspected={} refresh={}",
                LogIds.of(now.id()),
                now.status(),
                now.connection(),
                now.severance().map(severance -> severance.cause().name()).orElse("no"),
                now.severance()
                        .map(severance -> new SyncLink.Binding(now.id(), now.connection()).reference())
                        .orElse("none"),
                now.bookkeeping().suspicion().isPresent(),
                now.bookkeeping()
                        .refreshFailure()
                        .map(failure -> failure.kind().name())
                        .orElse("well"));
        dispatcher.integrationChanged(now);
    }

    /** One alarm for a provider that refuses this application, for all its integrations, until it accepts it. */
    private void alarmOnce(Integration now) {
        if (!now.isMisconfigured()) {
            if (now.bookkeeping().refreshFailure().isEmpty()
                    && now.bookkeeping()
                            .verification()
                            .filter(Verification::byRefresh)
                            .isPresent()) {
                alarmed.remove(now.provider());
            }
        } else if (alarmed.add(now.provider())) {
            log.error(
                    "{} the provider {} refuses this application's client id or secret; no credential there can be refreshed"
                            + " until whoever runs this application mends that",
                    LogIds.of(now.id()),
                    Text.escaped(now.provider().value()));
        }
    }
}
