package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An import of ten times what one window of the provider's quota lets through: it reads each row once, and ends. */
@Tag("proof")
@Tag("sample")
final class QuotaModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int WINDOWS = 10;
    private static final int PAGES_A_WINDOW = 20;
    private static final int ROWS_A_PAGE = 10;
    private static final int ROWS = WINDOWS * PAGES_A_WINDOW * ROWS_A_PAGE;

    @Test
    void everyRowIsReadOnceAndTheImportEndsWithItsLastWindow() throws IOException {
        Import everyTwo = new Import(Duration.ofHours(2), 0).run();
        everyTwo.check();
        if (!WHOLE) {
            return;
        }
        Import hourly = new Import(Duration.ofHours(1), 0).run();
        hourly.check();
        Import interrupted = new Import(Duration.ofHours(1), 5).run();
        assertThat(interrupted.rowsReadTwice()).isZero();
        assertThat(interrupted.windows).isLessThanOrEqualTo(WINDOWS);
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("quota.txt"),
                "quota: " + ROWS + " rows in " + WINDOWS + " windows: waits of 1 h: done after "
                        + hourly.took() + ", " + hourly.rowsReadTwice() + " rows read twice; waits of 2 h: done after "
                        + everyTwo.took() + ", " + everyTwo.rowsReadTwice()
                        + " rows read twice; with an automatic recovery between: done after " + interrupted.took()
                        + ", " + interrupted.rowsReadTwice() + " rows read twice\n");
    }

    /** One import on simulated time, from its first page until the link is live. */
    private static final class Import {
        private final Duration wait;
        private final World world;
        private Instant windowEnds = Instant.MIN;
        private int windows;
        private int inWindow;
        private final Set<Integer> unanswered = new HashSet<>();
        private int outages;
        private Instant done = World.START;

        Import(Duration wait, int outages) {
            this.wait = wait;
            this.outages = outages;
            world = new World(SyncPolicy.builder()
                    .retry(RetryPolicy.builder()
                            .longestProviderWait(Duration.ofHours(2))
                            .build())
                    .build());
            world.provider.capable(Capabilities.builder()
                    .consistencyWindow(Duration.ofMinutes(10))
                    .changes(true)
                    .feed(Feed.POLL)
                    .numberedPages(true)
                    .build());
            world.registered(ROWS);
            world.provider.beforeEachPage(this::ask);
        }

        Import run() {
            SyncLink link = world.imported();
            world.engine.runDue();
            for (int step = 0; step < 100 && world.engine.links().get(link.id()).phase() != SyncPhase.LIVE; step++) {
                world.next(link);
            }
            SyncLink live = world.engine.links().get(link.id());
            assertThat(live.phase()).isEqualTo(SyncPhase.LIVE);
            done = live.importedAt().orElseThrow();
            assertThat(world.attendees.attendees(link.id())).hasSize(ROWS);
            assertThat(live.bookkeeping().repeatsScan())
                    .as("a long scan over numbered pages owes another, which is no part of the import")
                    .isTrue();
            return this;
        }

        /** A window begins with its first page; what it lets through no more is told to wait for exactly its length. */
        private void ask() {
            Instant now = world.time.instant();
            if (!now.isBefore(windowEnds)) {
                windows++;
                inWindow = 0;
                windowEnds = now.plus(wait);
            }
            if (windows == WINDOWS / 2 && outages > 0) {
                outages--;
                unanswered.add(world.provider.calls().size());
                world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected a page; try again"));
            } else if (inWindow == PAGES_A_WINDOW) {
                unanswered.add(world.provider.calls().size());
                world.provider.failNext(ProviderException.rateLimited(wait, "expected a page; wait"));
            } else {
                inWindow++;
            }
        }

        void check() {
            assertThat(rowsReadTwice()).isZero();
            assertThat(windows).isEqualTo(WINDOWS);
            assertThat(took()).isEqualTo(wait.multipliedBy(WINDOWS - 1));
        }

        /** The import's own pages: a read of changes that follows a recovery is another read. */
        long rowsReadTwice() {
            List<String> calls = world.provider.calls();
            List<String> pages = IntStream.range(0, calls.size())
                    .filter(call -> !unanswered.contains(call))
                    .mapToObj(calls::get)
                    .filter(call -> call.startsWith("attendees"))
                    .toList();
            assertThat(pages.stream().distinct()).hasSize(ROWS / ROWS_A_PAGE);
            return (pages.size() - pages.stream().distinct().count()) * ROWS_A_PAGE;
        }

        Duration took() {
            return Duration.between(World.START, done);
        }
    }
}
