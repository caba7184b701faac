package io.holdfast.engine;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A provider in trouble for all its accounts or for some, seen by one or two nodes over the same stores. Each account is of a
 * workspace of its own. Time goes on from what is due to what is due next, in whole sweeps.
 */
final class OutageStory {
    private static final Duration OFTEN = Duration.ofMinutes(10);
    /** What a host of hundreds of accounts polls by: the bound of delay. */
    private static final Duration SELDOM = Duration.ofMinutes(15);

    /** Accounts that tell a trouble. */
    private static final int ENOUGH = 3;

    private static final int HUNDREDS = 200;

    /** By then all that was ACTIVE must be so again. */
    static final Duration BACK_WITHIN = Duration.ofHours(4);

    /** A poll, 21 minutes of questions, and sweeps. */
    private static final Duration LONG = OFTEN.plusMinutes(25);

    private static final Duration QUIET = Duration.ofMinutes(70);
    private static final Duration AFTERWARDS = Duration.ofMinutes(30);
    private static final int SECONDS_ONE_BY_ONE = 3_600;

    /**
     * One world.
     *
     * @param affected how many accounts are in trouble
     * @param oneByOne whether they recover one after the other within an hour, or all at once
     * @param revokedBefore whether an account is truly revoked an hour before the trouble
     * @param revokedMeanwhile whether another is while it lasts
     * @param links how many events of each account are imported
     * @param tokenLife how long tokens live, which rotate; empty if accounts have keys
     */
    record Case(
            long seed,
            int accounts,
            int affected,
            OutageProvider.Trouble trouble,
            Duration lasts,
            boolean oneByOne,
            boolean revokedBefore,
            boolean revokedMeanwhile,
            int nodes,
            int links,
            Optional<Duration> tokenLife) {
        /** Whether so few accounts were refused at one time that nobody can tell a trouble from revocations. */
        boolean looksLikeRevocations(End end) {
            return trouble.refusesTheIdentity() && end.refusedAtOnce() < ENOUGH;
        }
    }

    /**
     * How long it took to find an account that was truly revoked.
     *
     * @param before whether that was on a quiet day, before the trouble
     * @param metLate whether it was refused for the first time after the trouble
     * @param sinceRefused since its first refused request; empty if it was not found
     * @param sinceEnd since the end of the trouble, less than nothing if it was found before; empty if it was not found
     */
    record Found(boolean before, boolean metLate, Optional<Duration> sinceRefused, Optional<Duration> sinceEnd) {}

    /**
     * What a world came to.
     *
     * @param severed how long after its first refusal each account was cut off that is not revoked
     * @param found what became of those that are
     * @param back how long after the end of its own trouble each link was ACTIVE and read again
     * @param notBack how many links never were
     * @param refusedAtOnce how many accounts at most were refused at one time that were first refused within half an hour
     * @param flips how many times a link turned FAILED
     * @param refusedLong how many accounts that are not revoked were in trouble for long enough to be asked four times
     * @param questions how many times accounts were asked who they are, or to refresh, since all were connected
     * @param askedForOthers how many of them were asked of accounts that had not been refused
     */
    record End(
            List<Duration> severed,
            List<Found> found,
            List<Duration> back,
            int notBack,
            int refusedAtOnce,
            int flips,
            long refusedLong,
            long questions,
            long askedForOthers) {}

    private final Case story;
    private final SyncPolicy policy;
    private final Random random;
    private final ManualTime time = ManualTime.at(World.START);
    private final OutageProvider provider;
    private final InMemorySyncLinkStore links = new InMemorySyncLinkStore();
    private final InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
    private final List<SyncEngine> nodes = new ArrayList<>();
    private final List<Bound> bound = new ArrayList<>();
    private final Map<SyncLinkId, Instant> activeSince = new HashMap<>();
    private final Map<IntegrationId, Severed> severed = new HashMap<>();
    private int flips;
    private int steps;
    private Instant troubleFrom = Instant.MAX;
    private Instant troubleUntil = Instant.MAX;

    /** When an account was cut off, and how long after the first of its refusals in a row. */
    private record Severed(Instant at, Duration refusedFor) {}

    /** An account with what stands for it. */
    private record Bound(OutageProvider.Customer customer, IntegrationId integration, List<SyncLink> links) {}

    private OutageStory(Case story) {
        this.story = story;
        policy = SyncPolicy.builder()
                .pollInterval(story.accounts() < HUNDREDS ? OFTEN : SELDOM)
                .build();
        random = new Random(story.seed() * 0x9e3779b97f4a7c15L);
        provider = new OutageProvider(time, random, story.accounts(), story.trouble(), story.tokenLife());
        InMemoryCredentialVault vault = new InMemoryCredentialVault();
        InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
        for (int node = 0; node < story.nodes(); node++) {
            nodes.add(SyncEngine.builder()
                    .connector(provider)
                    .links(links)
                    .integrations(integrations)
                    .vault(vault)
                    .attendees(attendees)
                    .queue(new NoQueue())
                    .listener(new Ear())
                    .policy(policy)
                    .time(time)
                    .build());
        }
    }

    static End tell(Case story) {
        return new OutageStory(story).tell();
    }

    private End tell() {
        begin();
        befall();
        Instant last = troubleUntil.plus(BACK_WITHIN);
        passUntil(troubleUntil);
        while (time.instant().isBefore(last) && !isOver()) {
            step(last);
        }
        if (!isOver()) {
            passUntil(last.plus(AFTERWARDS));
        }
        return ended();
    }

    /** Accounts are connected one after the other within an interval, so that their polls are spread over it. */
    private void begin() {
        List<OutageProvider.Customer> inTurn = new ArrayList<>(provider.customers());
        Collections.shuffle(inTurn, random);
        Duration apart = policy.pollInterval().dividedBy(inTurn.size());
        for (OutageProvider.Customer customer : inTurn) {
            SyncEngine node = nodes.get(0);
            WorkspaceId workspace = WorkspaceId.of("workspace-" + customer.number);
            Integration connected = node.integrations()
                    .connect(workspace, provider.provider(), provider.credential(customer))
                    .orThrow();
            bound.add(new Bound(customer, connected.id(), imported(node, connected)));
            node.runDue();
            time.tick(apart);
        }
        provider.customers().forEach(customer -> {
            customer.questions = 0;
            customer.askedForOthers = 0;
        });
    }

    private List<SyncLink> imported(SyncEngine node, Integration connected) {
        return IntStream.range(0, story.links())
                .mapToObj(number -> node.links()
                        .importSubject(
                                connected.workspace(),
                                SyncSubject.event("our-" + number),
                                connected.id(),
                                RemoteId.of("event-" + number))
                        .orThrow())
                .toList();
    }

    private void befall() {
        Instant now = time.instant();
        troubleFrom = now.plus(QUIET)
                .plusMillis(random.nextInt((int) policy.pollInterval().toMillis()));
        troubleUntil = troubleFrom.plus(story.lasts());
        List<Bound> inTrouble = new ArrayList<>(bound);
        Collections.shuffle(inTrouble, random);
        List<Bound> spared = inTrouble.subList(story.affected(), inTrouble.size());
        List<Bound> affected = inTrouble.subList(0, story.affected());
        if (story.revokedBefore()) {
            (spared.isEmpty() ? affected : spared).get(0).customer().revoke(now.plusSeconds(random.nextInt(600)));
        }
        if (story.revokedMeanwhile()) {
            long millis = (long) (random.nextDouble() * story.lasts().toMillis());
            affected.get(affected.size() - 1).customer().revoke(troubleFrom.plusMillis(millis));
        }
        Instant end = troubleUntil;
        for (Bound one : affected) {
            Instant own = story.oneByOne() ? end.plusSeconds(random.nextInt(SECONDS_ONE_BY_ONE)) : end;
            one.customer().trouble(troubleFrom, own);
            troubleUntil = own.isAfter(troubleUntil) ? own : troubleUntil;
        }
    }

    private void passUntil(Instant end) {
        while (time.instant().isBefore(end)) {
            step(end);
        }
    }

    /** To the first sweep at which something is due; the nodes take turns. */
    private void step(Instant end) {
        Instant now = time.instant();
        Instant due = Stream.concat(
                        links.due(end, Cursor.START, 1).items().stream()
                                .flatMap(row -> row.value().flatMap(SyncLink::due).stream()),
                        integrations.due(end, Cursor.START, 1).items().stream()
                                .flatMap(row -> row.value().flatMap(Integration::due).stream()))
                .min(Instant::compareTo)
                .orElse(end);
        long sweep = policy.sweepInterval().toMillis();
        long until = Math.max(0, Duration.between(now, due).toMillis());
        time.tick(Duration.ofMillis((until / sweep + 1) * sweep));
        nodes.get(steps % nodes.size()).runDue();
        steps++;
    }

    /** Whether all that must be found is found, and all that must be back is back. */
    private boolean isOver() {
        return bound.stream()
                .allMatch(one -> severed.containsKey(one.integration())
                        || (!one.customer().isEverRevoked()
                                && one.links().stream().allMatch(link -> isBack(one.customer(), link))));
    }

    /** ACTIVE, and read again if its account was in trouble. */
    private boolean isBack(OutageProvider.Customer customer, SyncLink link) {
        boolean read = !customer.isEverInTrouble()
                || customer.readAgainAt(link.key().remote()).isPresent();
        return read && links.load(link.id()).orElseThrow().status() == SyncStatus.ACTIVE;
    }

    private Instant backAt(OutageProvider.Customer customer, SyncLink link) {
        Instant read = customer.readAgainAt(link.key().remote()).orElseThrow();
        return later(read, activeSince.getOrDefault(link.id(), read));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private End ended() {
        List<Duration> wrongly = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        List<Duration> back = new ArrayList<>();
        int notBack = 0;
        for (Bound one : bound) {
            Optional<Severed> cut = Optional.ofNullable(severed.get(one.integration()));
            if (one.customer().isEverRevoked()) {
                found.add(found(one.customer(), cut));
            } else if (cut.isPresent()) {
                wrongly.add(cut.get().refusedFor());
            } else {
                List<Duration> took = back(one);
                back.addAll(took);
                notBack += one.links().size() - took.size();
            }
        }
        return new End(
                wrongly,
                found,
                back,
                notBack,
                provider.refusedAtOnce(),
                flips,
                bound.stream().filter(OutageStory::isRefusedLong).count(),
                sum(customer -> customer.questions),
                sum(customer -> customer.askedForOthers));
    }

    private Found found(OutageProvider.Customer customer, Optional<Severed> cut) {
        return new Found(
                customer.revokedAt().isBefore(troubleFrom),
                customer.refusedAt().filter(troubleUntil::isBefore).isPresent(),
                cut.map(Severed::refusedFor),
                cut.map(at -> Duration.between(troubleUntil, at.at())));
    }

    /** Of each link that is back. */
    private List<Duration> back(Bound one) {
        OutageProvider.Customer customer = one.customer();
        return one.links().stream()
                .filter(link -> isBack(customer, link))
                .map(link -> customer.isEverInTrouble()
                        ? Duration.between(customer.troubleUntil(), backAt(customer, link))
                        : Duration.ZERO)
                .toList();
    }

    private static boolean isRefusedLong(Bound one) {
        return !one.customer().isEverRevoked() && one.customer().inTroubleFor().compareTo(LONG) >= 0;
    }

    private long sum(ToLongFunction<OutageProvider.Customer> count) {
        return provider.customers().stream().mapToLong(count).sum();
    }

    /** Hears what a host would. */
    private final class Ear implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            boolean flipped = record.before()
                    .filter(seen -> seen.status() == link.status())
                    .isEmpty();
            flips += flipped && link.status() == SyncStatus.FAILED ? 1 : 0;
            if (flipped && link.status() == SyncStatus.ACTIVE) {
                activeSince.put(link.id(), record.at());
            }
        }

        @Override
        public void integrationChanged(Integration integration) {
            if (!integration.isConnected()) {
                Instant now = time.instant();
                Duration refusedFor = provider.customer(integration.account())
                        .refusedAt()
                        .map(since -> Duration.between(since, now))
                        .orElse(Duration.ZERO);
                severed.putIfAbsent(integration.id(), new Severed(now, refusedFor));
            }
        }
    }
}
