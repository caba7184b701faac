package io.holdfast.engine.pace;

import io.holdfast.model.CallBudget;
import io.holdfast.model.Integration;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Quota;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.PacePolicy;
import io.holdfast.port.ProviderConnector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Lets runs go as fast as the budgets of their provider allow: that of the account's token, and that of the application's key, which all
 * accounts share. The provider keeps them for all nodes and tells each answer what is left; this node spends its share of it. Who may
 * not go yet is told when to come again, and nothing is written about it. Safe for use by several threads.
 */
public final class Pacer {
    private static final int MOST_BUDGETS = 10_000;
    private static final int MOST_WAITING = 100_000;
    private static final long IDLE = Duration.ofDays(1).toNanos();
    /** An account's own calls come with a sweep, and keep their place in line until the next. */
    private static final Duration SWEEP = Duration.ofSeconds(20);

    private final Map<ProviderId, ProviderConnector> connectors;
    private final PacePolicy policy;
    private final InstantSource time;
    private final LongSupplier ticker;
    /** The one that was asked longest ago comes first. */
    private final Map<Key, Budget> budgets = new LinkedHashMap<>(16, 0.75f, true);
    /** When it is whose turn, of those who wait; who was told longest ago comes first. */
    private final Map<SyncLinkId, Long> turns = new LinkedHashMap<>();

    /** A budget has the name of an integration, or of a provider. */
    private record Key(Quota.Bucket bucket, String name) {}

    public Pacer(
            Map<ProviderId, ProviderConnector> connectors, PacePolicy policy, InstantSource time, LongSupplier ticker) {
        this.connectors = connectors;
        this.policy = policy;
        this.time = time;
        this.ticker = ticker;
    }

    /** What is told of each budget that an answer to a call for an account names. */
    public Consumer<Quota> listener(Integration account) {
        return quota -> tell(account, quota);
    }

    private synchronized void tell(Integration account, Quota quota) {
        String name = quota.bucket() == Quota.Bucket.TOKEN
                ? account.id().value()
                : account.provider().value();
        budget(new Key(quota.bucket(), name), account.provider()).tell(quota, ticker.getAsLong());
    }

    /** A call for an account was refused because too many were made; how long the provider asked to wait, or zero. */
    public synchronized void refused(Integration account, Duration asked) {
        long now = ticker.getAsLong();
        keys(account.id().value(), account.provider())
                .forEach(key -> budget(key, account.provider()).refused(asked, now));
    }

    /** Of how many budgets something is remembered. */
    synchronized int remembered() {
        return budgets.size();
    }

    /** How long nobody may ask for a link, because calls were refused or all of them are spent; zero if that is over. */
    public synchronized Duration closedFor(SyncLink link) {
        long now = ticker.getAsLong();
        return longest(budgets(link).map(budget -> budget.closedFor(now)));
    }

    /**
     * Lets what is due on a link begin, which spends a call, or says how long it waits still. What is more than routine begins
     * also while nobody may ask, so that its run says what it waits for.
     */
    public synchronized Optional<Duration> enter(SyncLink link) {
        Lane lane = lane(link);
        return lane != Lane.ROUTINE && !closedFor(link).isZero() ? Optional.empty() : ask(link, lane, place(link));
    }

    /** Polls come sooner than promised, each by another time, so whose promise ends first goes first, and not whose poll is due. */
    private Instant place(SyncLink link) {
        Instant due = link.due().orElseGet(time::instant);
        return link.provenAt()
                .filter(at -> link.run().isEmpty())
                .flatMap(at -> link.bookkeeping().promisedInterval().map(at::plus))
                .filter(due::isBefore)
                .orElse(due);
    }

    /** Lets a run read another page, which spends a call, or says how long it waits still: a long read waits in line as any. */
    public synchronized Optional<Duration> nextPage(SyncLink claimed) {
        return ask(claimed, lane(claimed), time.instant());
    }

    /**
     * Lets a call be made that keeps an account itself in order, which spends one: at once while there is plenty, and else as what is
     * routine on its links, due since then.
     */
    public synchronized boolean enter(Integration account, Instant due) {
        long now = ticker.getAsLong();
        List<Budget> both = budgets(account.id().value(), account.provider()).toList();
        Lane lane = both.stream().allMatch(budget -> budget.isPlenty(now)) ? Lane.AT_ONCE : Lane.ROUTINE;
        return ask(both, lane, SyncLinkId.of(account.id().value()), due, SWEEP).isZero();
    }

    /** A run makes one more call, which belongs to what it was let do. */
    public synchronized void spend(SyncLink link) {
        long now = ticker.getAsLong();
        Lane lane = lane(link);
        budgets(link).forEach(budget -> budget.spend(lane, link.id(), now));
    }

    /** Nothing is due on it any more: somebody else did it. */
    public synchronized void leave(SyncLink link) {
        if (turns.remove(link.id()) != null) {
            budgets(link).forEach(budget -> budget.leave(link.id()));
        }
    }

    /** Whether it waits in line, so that nobody needs to look at it yet. */
    public synchronized boolean holds(SyncLink link) {
        Long turn = turns.get(link.id());
        return turn != null
                && ticker.getAsLong() - turn < 0
                && link.run().filter(SyncRun::isWorking).isEmpty()
                && lane(link) != Lane.AT_ONCE;
    }

    /** The shortest interval of polls that the budgets allow; zero where they suffice for any. */
    public synchronized Duration affordable(SyncLink link) {
        long now = ticker.getAsLong();
        return longest(budgets(link).map(budget -> budget.stretch().affordable(now)));
    }

    /** A run has read all that it was to read; when it began to. */
    public synchronized void readAll(SyncLink link, Instant begunAt) {
        long now = ticker.getAsLong();
        if (link.run()
                .map(SyncRun::urgency)
                .filter(SyncRun.Urgency.ROUTINE::equals)
                .isPresent()) {
            link.provenAt()
                    .map(before -> Duration.between(before, begunAt))
                    .filter(since -> !since.isNegative())
                    .ifPresent(since ->
                            budgets(link).forEach(budget -> budget.stretch().read(since, now)));
        }
    }

    private Lane lane(SyncLink link) {
        long now = ticker.getAsLong();
        return Lane.of(link, () -> budgets(link).allMatch(budget -> budget.isPlenty(now)));
    }

    private static Duration longest(Stream<Duration> some) {
        return some.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private Optional<Duration> ask(SyncLink link, Lane lane, Instant place) {
        Duration wait = ask(budgets(link).toList(), lane, link.id(), place, Duration.ZERO);
        if (wait.isZero()) {
            turns.remove(link.id());
            return Optional.empty();
        }
        holdUntil(link.id(), ticker.getAsLong() + wait.toNanos());
        return Optional.of(wait);
    }

    /** Who has to wait joins the line, and comes again after so long at least. */
    private Duration ask(List<Budget> both, Lane lane, SyncLinkId who, Instant place, Duration comesAfter) {
        long now = ticker.getAsLong();
        List<Duration> waits =
                both.stream().map(budget -> budget.ask(lane, who, place, now)).toList();
        Duration wait = longest(waits.stream());
        if (wait.isZero()) {
            both.forEach(budget -> budget.spend(lane, who, now));
            return wait;
        }
        Duration comes = longest(Stream.of(wait, comesAfter));
        for (int i = 0; i < both.size(); i++) {
            if (!waits.get(i).isZero()) {
                both.get(i).defer(lane, who, place, comes, now);
            }
        }
        return wait;
    }

    private void holdUntil(SyncLinkId id, long turn) {
        turns.remove(id);
        turns.put(id, turn);
        if (turns.size() > MOST_WAITING) {
            turns.remove(turns.keySet().iterator().next());
        }
    }

    private Stream<Budget> budgets(SyncLink link) {
        return budgets(link.binding().integration().value(), link.key().provider());
    }

    private Stream<Budget> budgets(String integration, ProviderId provider) {
        return keys(integration, provider).map(key -> budget(key, provider));
    }

    private static Stream<Key> keys(String integration, ProviderId provider) {
        return Stream.of(new Key(Quota.Bucket.TOKEN, integration), new Key(Quota.Bucket.APPLICATION, provider.value()));
    }

    private Budget budget(Key key, ProviderId provider) {
        long now = ticker.getAsLong();
        Budget asked = budgets.computeIfAbsent(key, any -> new Budget(policy, declared(key, provider), now));
        asked.askedAt(now);
        forgetTheIdle(now);
        return asked;
    }

    /** What nobody has asked about for a day, and what is too much. */
    private void forgetTheIdle(long now) {
        Iterator<Budget> oldestFirst = budgets.values().iterator();
        Budget oldest = oldestFirst.next();
        while (budgets.size() > MOST_BUDGETS || now - oldest.askedAt() > IDLE) {
            oldestFirst.remove();
            oldest = oldestFirst.next();
        }
    }

    /** A connector that can't say what it is capable of fails the run that asks it next, which is told; nothing is declared then. */
    private Optional<CallBudget> declared(Key key, ProviderId provider) {
        try {
            return Optional.ofNullable(connectors.get(provider))
                    .flatMap(connector -> connector.capabilities().callBudget())
                    .filter(budget -> budget.bucket() == key.bucket());
        } catch (Throwable broken) {
            return Optional.empty();
        }
    }
}
