package io.holdfast.engine;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Text;
import io.holdfast.model.Vouch;
import io.holdfast.port.IntegrationStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes integrations: by a rule, by compare-and-set alone, then tells. */
final class IntegrationMover {
    private static final Logger log = LoggerFactory.getLogger(IntegrationMover.class);
    private static final int TRIES = 20;

    private final IntegrationStore store;
    private final Notices notices;
    private final Set<ProviderId> alarmed = ConcurrentHashMap.newKeySet();

    IntegrationMover(IntegrationStore store, Notices notices) {
        this.store = store;
        this.notices = notices;
    }

    /** What came of a change: as it was and as it is, the same if the rule had nothing to change. */
    record Change(Integration before, Integration after) {
        boolean isMade() {
            return before.version() != after.version();
        }
    }

    /** Gives what an integration is to become; nothing if it is to stay as it is. Its version is left alone. */
    interface Rule extends Function<Integration, Optional<Integration>> {}

    Optional<Integration> find(IntegrationId id) {
        return store.load(id);
    }

    Integration load(IntegrationId id) {
        return find(id).orElseThrow(() -> UnknownIdException.integration(id));
    }

    /** Stores a new integration, or finds the one of the same account. */
    Integration create(Integration first) {
        Integration stored = Repeat.onceAfterFailure(() -> store.createIfAbsent(first));
        if (stored.id().equals(first.id())) {
            tell(stored);
        }
        return stored;
    }

    /** Removes an integration as it was last seen; false if it has changed since, or is gone. */
    boolean remove(Integration last) {
        try {
            return store.remove(last);
        } catch (RuntimeException unknown) {
            return store.remove(last) || find(last.id()).isEmpty();
        }
    }

    /** Applies a rule to the latest version, again and again, until it is written or has nothing to change. */
    Change change(IntegrationId id, Rule rule) {
        for (int tries = 0; tries < TRIES; tries++) {
            Integration stored = load(id);
            Optional<Integration> ruled = rule.apply(stored);
            if (ruled.isEmpty()) {
                return new Change(stored, stored);
            }
            Integration next = grown(ruled.get(), stored);
            if (replace(next)) {
                if (!shown(stored).equals(shown(next))) {
                    tell(next);
                }
                alarmOnce(next);
                return new Change(stored, next);
            }
        }
        throw new ContendedException(id, TRIES);
    }

    private static Integration grown(Integration ruled, Integration stored) {
        Integration.Builder next = Integration.builder();
        return next.from(ruled).version(stored.version() + 1).build();
    }

    /** A store that wrote and then threw has written: what lies there now tells. */
    private boolean replace(Integration next) {
        try {
            return store.replace(next);
        } catch (RuntimeException unknown) {
            Integration stored = load(next.id());
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
                one.quietUntil(),
                one.suspicion().isPresent(),
                one.refreshTrouble().map(trouble -> trouble.kind()));
    }

    private void tell(Integration now) {
        log.info(
                "{} status={} connection={} severed={} doubted={} refresh={}",
                Named.of(now.id()),
                now.status(),
                now.connection(),
                now.severance().map(severance -> severance.cause().name()).orElse("no"),
                now.suspicion().isPresent(),
                now.refreshTrouble().map(trouble -> trouble.kind().name()).orElse("well"));
        notices.tell(Named.of(now.id()), to -> to.integrationChanged(now));
    }

    /** One alarm for a provider that refuses this application, however many integrations it has there, until it lets it in. */
    private void alarmOnce(Integration now) {
        if (!now.isMisconfigured()) {
            if (now.refreshTrouble().isEmpty()
                    && now.vouch().filter(Vouch::sold).isPresent()) {
                alarmed.remove(now.provider());
            }
        } else if (alarmed.add(now.provider())) {
            log.error(
                    "{} the provider {} refuses this application's client id or secret; no credential there can be refreshed"
                            + " until whoever runs this application mends that",
                    Named.of(now.id()),
                    Text.shown(now.provider().value()));
        }
    }
}
