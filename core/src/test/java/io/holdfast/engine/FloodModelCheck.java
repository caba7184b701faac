package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.testkit.ScriptedBudgets;
import io.holdfast.transition.Decision;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.WebhookCapabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A burst of deliveries, before a run, in the midst of it, and within a budget: each link is read a few times, and all that changed is seen. */
@Tag("proof")
@Tag("sample")
final class FloodModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int DELIVERIES = WHOLE ? 10_000 : 500;
    private static final int LINKS = WHOLE ? 1_000 : 20;
    private static final int EACH = 10;
    private static final int CHANGED = 50;
    private static final int RUNS_AT_MOST = 3;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    /** What a provider grants an hour for so many links. */
    private static final int GRANTED = 2 * LINKS;

    private static final long REGISTERED = (long) LINKS * EACH;
    private static final Duration STEP = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final HookWorld hooked = new HookWorld(WebhookCapabilities.builder().build());
    private final Map<SyncLinkId, Set<Long>> runs = new HashMap<>();
    private final Tampered links = new Tampered(hooked.world.links);
    private final SyncEngine engine = hooked.world
            .builder(SyncPolicy.defaults())
            .links(links)
            .webhooksAt(HookWorld.BASE)
            .build();

    @Test
    void eachLinkIsReadAFewTimesAndEverythingIsSeen() throws IOException {
        SyncLink link = hooked.live();
        links.before = this::see;
        subscribe(link, World.EVENT);
        engine.runDue();
        Random random = new Random(18);
        Integration before = account(link);

        hooked.world.provider.beforeEachPage(() -> {
            hooked.world.provider.beforeEachPage(() -> {});
            burst(random, DELIVERIES / 2);
        });
        long asked = hooked.world.provider.calls().size();
        burst(random, DELIVERIES - DELIVERIES / 2);
        pass();
        long requests = hooked.world.provider.calls().size() - asked;
        int most = runs.getOrDefault(link.id(), Set.of()).size();

        assertThat(hooked.world.changes).extracting(change -> change.id()).hasSizeGreaterThanOrEqualTo(CHANGED);
        assertThat(most).isBetween(1, RUNS_AT_MOST);
        assertThat(account(link).version() - before.version()).isLessThanOrEqualTo(3);

        runs.clear();
        List<RemoteRef> remotes = imported();
        int manyRequests = many(remotes);
        runs.remove(link.id());
        int worst = runs.values().stream().mapToInt(Set::size).max().orElse(0);
        assertThat(runs.keySet().size()).isEqualTo(LINKS);
        assertThat(worst).isBetween(1, RUNS_AT_MOST);
        Budgeted budgeted = withinABudget(remotes);
        assertThat(budgeted.refused()).as("answers of 429").isZero();
        assertThat(budgeted.told()).as("changes told").isEqualTo(REGISTERED);
        tell(most, requests, worst, manyRequests, budgeted);
    }

    private List<RemoteRef> imported() {
        List<RemoteRef> remotes = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            SyncLink link = hooked.live("event-" + i);
            subscribe(link, link.key().remote());
            remotes.add(link.key().remote());
        }
        return remotes;
    }

    private int many(List<RemoteRef> remotes) {
        runs.clear();
        int before = hooked.world.provider.calls().size();
        for (int i = 0; i < EACH; i++) {
            remotes.forEach(remote -> deliver(new Signal.AttendeesOf(remote, Hints.ALL)));
        }
        pass();
        return hooked.world.provider.calls().size() - before;
    }

    /** What came of a flood within a budget: how many changes were told, the last after how long, and what it cost in an hour more. */
    private record Budgeted(long told, Duration until, long calls, long refused) {}

    /** Each minute somebody registers for each event, and the provider counts the calls. */
    private Budgeted withinABudget(List<RemoteRef> remotes) {
        ScriptedBudgets budgets = hooked.world.provider.budgets();
        budgets.grant(GRANTED, Duration.ofHours(1), true);
        Instant begun = hooked.world.time.instant();
        for (int minute = 0; minute < EACH; minute++) {
            for (RemoteRef remote : remotes) {
                hooked.world.provider.put(
                        remote,
                        World.attendee("flood-" + minute, "Company", hooked.world.time.instant())
                                .build());
                deliver(new Signal.AttendeesOf(remote, Hints.ALL));
            }
            pass(Duration.ofMinutes(1));
        }
        while (told() < REGISTERED && hooked.world.time.instant().isBefore(begun.plus(LONGEST))) {
            pass(STEP);
        }
        Duration until = Duration.between(begun, hooked.world.time.instant());
        pass(Duration.ofHours(1));
        return new Budgeted(told(), until, budgets.counted(), budgets.refused());
    }

    private long told() {
        return hooked.world.changes.stream()
                .filter(change -> change.id().value().startsWith("flood-"))
                .count();
    }

    private void pass(Duration time) {
        for (long step = 0; step < time.dividedBy(STEP); step++) {
            hooked.world.time.tick(STEP);
            engine.runDue();
        }
    }

    private void burst(Random random, int deliveries) {
        for (int i = 0; i < deliveries; i++) {
            String id = "a" + random.nextInt(CHANGED);
            if (i < CHANGED) {
                hooked.world.put("a" + i, "Company " + deliveries, hooked.world.time.instant());
            }
            deliver(new Signal.AttendeesOf(World.EVENT, Hints.of(Set.of(AttendeeId.of(id)))));
        }
    }

    private void deliver(Signal signal) {
        hooked.hooks
                .posts(signal)
                .forEach(post -> assertThat(engine.webhooks()
                                .receive("POST", HookWorld.path(post.address()), post.headers(), post.body()))
                        .isEqualTo(200));
    }

    /** What a signal owes is read within the window, and nothing else by then. */
    private void pass() {
        for (int i = 0; i < 4; i++) {
            engine.runDue();
        }
        hooked.world.time.tick(WINDOW);
        for (int i = 0; i < 4; i++) {
            engine.runDue();
        }
    }

    private void see(Decision.Moved move) {
        move.next()
                .run()
                .filter(SyncRun::isWorking)
                .ifPresent(run -> runs.computeIfAbsent(move.next().id(), first -> new HashSet<>())
                        .add(run.id()));
    }

    private void subscribe(SyncLink link, RemoteRef remote) {
        hooked.hooks.subscribe(
                engine.integrations()
                        .webhookAddress(link.binding().integration())
                        .orElseThrow(),
                remote);
    }

    private Integration account(SyncLink link) {
        return hooked.now(link.binding().integration());
    }

    private static void tell(int runs, long requests, int worst, int manyRequests, Budgeted budgeted)
            throws IOException {
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("flood.txt"),
                    "flood: " + DELIVERIES + " deliveries for one link, " + runs + " runs, " + requests
                            + " requests for "
                            + CHANGED + " changed; " + LINKS + " links of one integration, " + LINKS * EACH
                            + " deliveries, " + worst + " runs each at most, " + manyRequests + " requests; with "
                            + GRANTED + " calls an hour " + budgeted.told() + " changes told, the last after "
                            + budgeted.until().toMinutes() + " min, " + budgeted.calls() + " calls, "
                            + budgeted.refused()
                            + " answers of 429\n");
        }
    }
}
