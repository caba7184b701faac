package io.holdfast.engine;

import io.holdfast.engine.credential.Opened;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.CredentialPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Two nodes over the same stores, with wall clocks of their own and one time that passes. Time passes in beats, also while a node
 * waits for an answer of the provider or of a store; meanwhile the other node sweeps on. A wall clock is wrong for a while at a
 * step of the work, or differs all along.
 */
final class ClockStory {
    /** What goes on when the clock is wrong. */
    enum Step {
        IMPORT,
        POLL,
        RECOVERY,
        REFRESH,
        SUSPICION,
        LEASE,
        SECOND_NODE
    }

    /**
     * One case.
     *
     * @param node whose clock is wrong: the one that works, 0, or the other
     * @param by how far
     * @param beats for how many beats; as good as for ever if the clocks differ all along
     */
    record Case(Step step, int node, Duration by, int beats, long seed) {
        boolean lasts() {
            return beats == FOR_EVER;
        }
    }

    /** What a case came to: one of each that went wrong at most. */
    record End(
            boolean stuck,
            boolean severedEarly,
            int robbed,
            boolean familyLost,
            boolean refused,
            boolean hidden,
            boolean failedForAWhile) {}

    static final int FOR_EVER = 1_000_000;

    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final CredentialPolicy CREDENTIALS = SyncPolicy.defaults().credentials();
    private static final int SWEEP = 4;
    private static final int RENEWAL = 2;
    private static final int FEW = 12;
    private static final int ENOUGH = 20;
    private static final int MINUTE = 12;

    private final Case story;
    private final Random random;
    private final World world = new World();
    private final Tampered links = new Tampered(world.links);
    private final TamperedIntegrations integrations = new TamperedIntegrations(world.integrations);
    private final boolean tellsChanges;
    private final Duration[] offset = {Duration.ZERO, Duration.ZERO};
    private final boolean[] busy = {false, false};
    private final List<SyncEngine> nodes = new ArrayList<>();
    private final int[] phase = new int[2];
    private int beats;
    private int wrongFrom = -1;
    private IntegrationId account = IntegrationId.of("none");
    private SyncLink link;
    private Optional<Instant> refusedAt = Optional.empty();
    private boolean revoked;
    private long deadFence = -1;
    private boolean severedEarly;
    private int robbed;
    /** The node whose turn it is, the innermost one. */
    private int current;
    /** What a node's worker is on, which its timer renews the lease of. */
    private final List<Optional<WorkerReport.LeaseRenewed>> held =
            new ArrayList<>(List.of(Optional.empty(), Optional.empty()));

    private ClockStory(Case story) {
        this.story = story;
        random = new Random(story.seed() * 0x9e3779b97f4a7c15L);
        tellsChanges = random.nextBoolean();
        phase[0] = random.nextInt(SWEEP);
        phase[1] = random.nextInt(SWEEP);
        nodes.add(node(0));
        nodes.add(node(1));
        if (story.lasts()) {
            offset[story.node()] = story.by();
        }
        links.after = this::noteMove;
        world.provider.capable(Capabilities.builder()
                .feed(Feed.POLL)
                .refresh(true)
                .changes(tellsChanges)
                .consistencyWindow(Duration.ofMinutes(1))
                .build());
        world.provider.beforeEachPage(() -> pass(1 + random.nextInt(2)));
        world.provider.beforeEachIdentity(this::noteRefusal);
        link = begin();
    }

    static End tell(Case story) {
        return new ClockStory(story).tell();
    }

    private SyncEngine node(int number) {
        InstantSource clock = () -> world.time.instant().plus(offset[number]);
        return world.builder(SyncPolicy.defaults())
                .links(links)
                .integrations(integrations)
                .time(clock)
                .ticker(world.time)
                .build();
    }

    private SyncLink begin() {
        for (int i = 1; i <= 35; i++) {
            put("a" + i, "Before");
        }
        Credential tokens = world.provider.issue(Duration.ofMinutes(30));
        Integration connected = nodes.get(0)
                .integrations()
                .connect(World.ACME, world.provider.provider(), tokens)
                .orThrow();
        account = connected.id();
        if (story.step() == Step.IMPORT) {
            isWrongSoon();
        }
        return world.imported("880011223344", connected);
    }

    private End tell() {
        turn(0);
        pass(MINUTE);
        switch (story.step()) {
            case IMPORT -> pass(2 * MINUTE);
            case POLL, SECOND_NODE -> polls();
            case RECOVERY -> fails();
            case REFRESH -> refreshes();
            case SUSPICION -> isRevoked();
            case LEASE -> dies();
        }
        return ends();
    }

    private void polls() {
        isWrongSoon();
        put("a2", "During");
        pass(11 * MINUTE);
    }

    private void fails() {
        nodes.get(0).links().resync(link.id());
        for (int attempt = 0; attempt < 5; attempt++) {
            world.provider.failNext(ProviderException.of(FailureKind.MALFORMED, "no list"));
        }
        isWrongSoon();
        pass(5 * MINUTE);
    }

    /** The tokens are refreshed ahead of their end, in the twenty-fifth minute. */
    private void refreshes() {
        pass(22 * MINUTE);
        isWrongSoon();
        integrations.afterReplace = this::interrupted;
        pass(6 * MINUTE);
    }

    /** Between a write and what follows, the other node has its turns. */
    private void interrupted() {
        pass(1 + random.nextInt(5));
        integrations.afterReplace = this::interrupted;
    }

    private void isRevoked() {
        revoked = true;
        isWrongSoon();
        world.provider.refuse(current());
        nodes.get(0).links().resync(link.id());
        turn(0);
        pass(12 * MINUTE);
    }

    private Credential current() {
        Integration now = world.integrations.load(account).orElseThrow();
        return Opened.credential(world.vault, now);
    }

    /** A worker claims by the clock that is wrong, and falls silent. */
    private void dies() {
        nodes.get(0).links().resync(link.id());
        wrongFrom = beats;
        offset[story.node()] = story.by();
        SyncLink waiting = world.links.load(link.id()).orElseThrow();
        Instant now = world.time.instant().plus(offset[0]);
        waiting.run()
                .map(run -> SyncStateMachine.decide(
                        waiting, new WorkerReport.RunStarted(run.id(), "dies"), SyncPolicy.defaults(), now))
                .filter(Decision.Moved.class::isInstance)
                .map(Decision.Moved.class::cast)
                .ifPresent(claim -> {
                    deadFence = claim.next().bookkeeping().fence();
                    world.links.replace(claim);
                });
        pass(2 * MINUTE);
    }

    /** The clock is right again, and things are edited; then there is time for all that has to come. */
    private End ends() {
        while (robbed < ENOUGH && wrongFrom >= 0 && !story.lasts() && beats <= wrongFrom + story.beats()) {
            pass(1);
        }
        integrations.afterReplace = () -> {};
        pass(1);
        put("a1", "Edited");
        for (int waited = 0; waited < 30 && !isWell(); waited++) {
            pass(MINUTE);
        }
        boolean failed = world.links.load(link.id()).orElseThrow().status() == SyncStatus.FAILED;
        for (int waited = 0; waited < 7 * 60 && failed && !isWell(); waited++) {
            world.time.tick(Duration.ofMinutes(1));
            turn(0);
            turn(1);
        }
        boolean severed = !isConnected();
        boolean current = "Edited".equals(company("a1"));
        SyncStatus status = world.links.load(link.id()).orElseThrow().status();
        boolean lost = severed && !revoked;
        return new End(
                !isWell() && !lost && (current || revoked || status != SyncStatus.ACTIVE),
                severedEarly,
                robbed,
                lost,
                !revoked && !lost && status == SyncStatus.ACTIVE && !current && !tellsChanges,
                !revoked && !lost && status == SyncStatus.ACTIVE && !current && tellsChanges,
                failed && story.step() != Step.RECOVERY);
    }

    private boolean isWell() {
        SyncLink now = world.links.load(link.id()).orElseThrow();
        return revoked
                ? now.status() == SyncStatus.DISCONNECTED
                : now.status() == SyncStatus.ACTIVE && "Edited".equals(company("a1"));
    }

    private boolean isConnected() {
        return world.integrations.load(account).orElseThrow().isConnected();
    }

    private String company(String id) {
        return world.attendees.attendees(link.id()).stream()
                .filter(one -> one.id().value().equals(id))
                .flatMap(one -> one.company().stream())
                .findFirst()
                .orElse("nobody");
    }

    /** Where the provider tells no changes, records have no change time either. */
    private void put(String id, String company) {
        Attendee.Builder attendee = World.attendee(id, company, world.time.instant());
        if (!tellsChanges) {
            attendee.changedAt(Optional.empty());
        }
        world.provider.put(World.EVENT, attendee.build());
    }

    private void isWrongSoon() {
        wrongFrom = beats + random.nextInt(FEW);
    }

    /** Where workers are robbed again and again no run would end while time passes. */
    private void pass(int some) {
        for (int i = 0; i < some && robbed < ENOUGH; i++) {
            beat();
        }
    }

    private void beat() {
        world.time.tick(BEAT);
        beats++;
        if (!story.lasts() && wrongFrom >= 0) {
            boolean wrong = beats >= wrongFrom && beats < wrongFrom + story.beats();
            offset[story.node()] = wrong ? story.by() : Duration.ZERO;
        }
        if (beats % RENEWAL == 0) {
            renew(0);
            renew(1);
        }
        sweep();
    }

    /** As the timer of a started engine does. */
    private void renew(int node) {
        Optional<WorkerReport.LeaseRenewed> renewal = held.get(node).filter(on -> busy[node]);
        renewal.flatMap(on -> world.links
                        .load(link.id())
                        .map(stored -> SyncStateMachine.decide(
                                stored,
                                on,
                                SyncPolicy.defaults(),
                                world.time.instant().plus(offset[node]))))
                .filter(Decision.Moved.class::isInstance)
                .map(Decision.Moved.class::cast)
                .ifPresent(world.links::replace);
    }

    private void sweep() {
        for (int node = 0; node < nodes.size(); node++) {
            if (beats % SWEEP == phase[node]) {
                turn(node);
            }
        }
    }

    private void turn(int node) {
        if (!busy[node]) {
            int outer = current;
            busy[node] = true;
            current = node;
            nodes.get(node).runDue();
            current = outer;
            busy[node] = false;
            held.set(node, Optional.empty());
            noteSeverance();
        }
    }

    /** Only a worker whose node lives can be robbed; it is in the middle of its run, and its node is busy. */
    private void noteMove(Decision.Moved move) {
        move.next()
                .run()
                .filter(run -> run.lease().isPresent()
                        && move.trigger()
                                .filter(told -> told instanceof WorkerReport.RunStarted || told instanceof Fact.PollDue)
                                .isPresent())
                .ifPresent(run -> held.set(
                        current,
                        Optional.of(new WorkerReport.LeaseRenewed(
                                run.id(), move.next().bookkeeping().fence()))));
        boolean lost = move.trigger()
                .filter(WorkerReport.RunLost.class::isInstance)
                .map(WorkerReport.RunLost.class::cast)
                .filter(told -> told.fence() != deadFence)
                .isPresent();
        if (lost && world.links.load(move.next().id()).equals(Optional.of(move.next()))) {
            robbed++;
        }
    }

    private void noteRefusal() {
        if (revoked && refusedAt.isEmpty()) {
            refusedAt = Optional.of(world.time.instant());
        }
        pass(random.nextInt(2));
    }

    private void noteSeverance() {
        if (revoked && !isConnected() && refusedAt.isPresent()) {
            Duration since = Duration.between(refusedAt.get(), world.time.instant());
            severedEarly |= since.compareTo(leastUntilSevered()) < 0;
            refusedAt = Optional.of(Instant.EPOCH);
        }
    }

    /** Clocks that differ by minutes cost that many; one that jumps may take the tokens for over, and severs after a minute at least. */
    private Duration leastUntilSevered() {
        return story.lasts()
                ? CREDENTIALS.earliestVerdict().minus(story.by().abs())
                : CREDENTIALS.questions().get(0);
    }
}
