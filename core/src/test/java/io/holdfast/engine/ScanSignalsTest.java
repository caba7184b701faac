package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.SyncLink;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attendees who are signalled while a list of several pages is read. */
final class ScanSignalsTest {
    private static final Duration LONG = Duration.ofSeconds(11);

    private final World world = new World();
    private SyncLink link;
    private int page;

    @BeforeEach
    void live() {
        Capabilities.Builder named = Capabilities.builder();
        named.from(world.provider.capabilities()).maxNamed(2).consistencyWindow(Duration.ofMinutes(5));
        world.provider.capable(named.build());
        world.registered(45);
        link = world.live();
        world.changes.clear();
    }

    @Test
    void areReadBetweenItsPagesAndOnceMoreAMinuteLater() {
        List<String> calls = scanned(LONG, at -> signalAt(at, 2, "a45"));

        assertThat(calls)
                .containsExactly(
                        "describe",
                        "attendees 1",
                        "attendees 2",
                        "named 1",
                        "attendees 3",
                        "attendees 4",
                        "attendees 5");
        assertThat(world.changes)
                .singleElement()
                .satisfies(change -> assertThat(change.id()).isEqualTo(AttendeeId.of("a45")));
        assertThat(recheck()).contains(Hints.of(Set.of(AttendeeId.of("a45"))));
    }

    @Test
    void areReadBeforeItsFirstPageWhereItHasNotBegun() {
        world.engine.links().resync(link.id()).orThrow();
        signal("a45");

        assertThat(scanned(LONG, at -> {})).startsWith("describe", "named 1", "attendees 1");
    }

    @Test
    void areReadOnceInTenSecondsAtMostAndTheRestAfterIt() {
        List<String> calls = scanned(Duration.ofSeconds(4), at -> signalAt(at, at, "a" + (40 + at)));

        assertThat(calls)
                .containsExactly(
                        "describe",
                        "attendees 1",
                        "named 1",
                        "attendees 2",
                        "attendees 3",
                        "attendees 4",
                        "named 2",
                        "named 1",
                        "attendees 5",
                        "named 1");
        assertThat(world.changes).hasSize(5);
    }

    @Test
    void areReadByFiveCallsAtMostBetweenTwoPages() {
        List<String> calls = scanned(LONG, at -> {
            if (at == 1) {
                world.tell(
                        link,
                        new Fact.ChangeSignalled(Hints.of(IntStream.rangeClosed(1, 11)
                                .mapToObj(i -> AttendeeId.of("a" + i))
                                .collect(Collectors.toSet()))));
            }
        });

        assertThat(calls)
                .containsExactly(
                        "describe",
                        "attendees 1",
                        "named 2",
                        "named 2",
                        "named 2",
                        "named 2",
                        "named 2",
                        "attendees 2",
                        "named 1",
                        "attendees 3",
                        "attendees 4",
                        "attendees 5");
    }

    @Test
    void areReadAgainWhereTheyChangeAgainBeforeTheirReadIsReported() {
        List<String> calls = scanned(LONG, at -> {
            signalAt(at, 2, "a45");
            signalAt(at, 3, "a45");
        });

        assertThat(calls)
                .containsExactly(
                        "describe",
                        "attendees 1",
                        "attendees 2",
                        "named 1",
                        "attendees 3",
                        "named 1",
                        "attendees 4",
                        "attendees 5");
    }

    @Test
    void areReadAfterItWhereAllIsSaidToHaveChanged() {
        List<String> calls = scanned(LONG, at -> {
            signalAt(at, 2, "a45");
            if (at == 3) {
                world.tell(link, new Fact.ChangeSignalled(Hints.ALL));
            }
        });

        assertThat(calls).endsWith("attendees 4", "attendees 5", "changes 1");
    }

    @Test
    void areReadAfterItWhereTheyCantBeReadByTheirIds() {
        scanned(LONG, at -> {
            signalAt(at, 2, "a45");
            if (at == 3) {
                world.provider.failNext(
                        ProviderException.of(FailureKind.UNREACHABLE, "expected a page but found none"));
            }
        });
        int from = world.provider.calls().size();
        world.provider.failNext(
                ProviderException.of(FailureKind.REJECTED, "expected attendees but found no such path"));

        world.next(link);

        assertThat(world.provider.calls().subList(from, world.provider.calls().size()))
                .containsExactly("named 1", "attendees 3", "attendees 4", "attendees 5", "named 1");
    }

    /** What is asked for by a resync, with what is done before each of its pages. */
    private List<String> scanned(Duration tick, IntConsumer before) {
        int from = world.provider.calls().size();
        page = 0;
        world.provider.beforeEachPage(() -> {
            page++;
            world.time.tick(tick);
            before.accept(page);
        });
        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();
        world.provider.beforeEachPage(() -> {});
        List<String> calls = world.provider.calls();
        return calls.subList(from, calls.size());
    }

    private void signalAt(int at, int when, String who) {
        if (at == when && at <= 5) {
            world.put(who, "Moved at page " + at, world.time.instant());
            signal(who);
        }
    }

    private void signal(String who) {
        world.tell(link, new Fact.ChangeSignalled(Hints.of(Set.of(AttendeeId.of(who)))));
    }

    private Optional<Hints> recheck() {
        return world.engine
                .links()
                .get(link.id())
                .bookkeeping()
                .polls()
                .recheck()
                .map(ConsistencyRecheck::hints);
    }
}
