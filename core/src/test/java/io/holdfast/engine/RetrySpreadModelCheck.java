package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.SyncStateMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand links that fail in one instant, and how many of them the engine brings back in any one second. */
@Tag("proof")
@Tag("sample")
final class RetrySpreadModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int LINKS = WHOLE ? 1_000 : 250;
    /** Of few links a second has a larger share by chance. */
    private static final double MOST = WHOLE ? 3 : 6;

    private static final double MOST_FIRST = WHOLE ? 15 : 20;

    @Test
    void noSecondHasMoreThanItsShareOfThem() throws IOException {
        double recoveries = share(policy(1), FailureKind.UNREACHABLE, LINKS, SyncPhase.IMPORT_FAILED);
        double waits = share(policy(5), FailureKind.RATE_LIMITED, 1, SyncPhase.IMPORTING);
        double first = share(policy(5), FailureKind.UNREACHABLE, LINKS, SyncPhase.IMPORTING);

        String found = String.format(
                Locale.ROOT,
                "retry-spread: %,d links failing at once: in one second at most %.1f %% of the automatic recoveries,"
                        + " %.1f %% of the ends of a provider's wait, %.1f %% of the first back-offs",
                LINKS,
                recoveries,
                waits,
                first);
        assertThat(recoveries).as(found).isLessThanOrEqualTo(MOST);
        assertThat(waits).as(found).isLessThanOrEqualTo(MOST);
        assertThat(first).as(found).isLessThanOrEqualTo(MOST_FIRST);
        if (WHOLE) {
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(folder.resolve("retry-spread.txt"), found + "\n");
        }
    }

    /** The largest share, in percent, of the links that come back in one second after each of them failed once. */
    private static double share(SyncPolicy policy, FailureKind kind, int failures, SyncPhase phase) {
        World world = new World(policy);
        Integration account = world.connected();
        List<SyncLinkId> links = IntStream.range(0, LINKS)
                .mapToObj(number -> born(world, account, number))
                .toList();
        for (int failure = 0; failure < failures; failure++) {
            world.provider.failNext(ProviderException.of(kind, "expected an answer but found none; try again later"));
        }
        world.engine.runDue();

        List<SyncLink> failed = links.stream().map(world.engine.links()::get).toList();
        assertThat(failed)
                .filteredOn(isBack(phase))
                .as("at most one was tried again at once")
                .hasSizeGreaterThanOrEqualTo(LINKS - 1);
        Map<Long, Long> seconds = failed.stream()
                .filter(isBack(phase))
                .map(link -> Duration.between(World.START, due(link)).toSeconds())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return 100.0 * seconds.values().stream().max(Long::compare).orElseThrow() / LINKS;
    }

    private static Predicate<SyncLink> isBack(SyncPhase phase) {
        return link -> link.phase() == phase
                && link.run()
                        .map(SyncRun::waitsFor)
                        .filter(SyncRun.Wait.NOW::equals)
                        .isEmpty();
    }

    private static Instant due(SyncLink link) {
        return link.due().orElseThrow();
    }

    /** Ids of the test's own, because the spread follows from them: each run of the test is the same. */
    private static SyncLinkId born(World world, Integration account, int number) {
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event-" + number));
        world.provider.event(World.event().ref(remote).build());
        SyncLink.Key key =
                new SyncLink.Key(World.ACME, world.provider.provider(), remote, SyncSubject.event("our-" + number));
        SyncLink.Binding binding = new SyncLink.Binding(account.id(), account.connection());
        return world.links
                .createIfAbsent(
                        SyncStateMachine.begin(SyncLinkId.of("link-" + number), key, binding, Actor.HOST, World.START))
                .id();
    }

    private static SyncPolicy policy(int attempts) {
        return SyncPolicy.builder()
                .retry(RetryPolicy.builder().maxAttempts(attempts).build())
                .build();
    }
}
