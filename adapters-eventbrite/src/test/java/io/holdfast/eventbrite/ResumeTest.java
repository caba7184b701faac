package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.LastRun;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.Tally;
import io.holdfast.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an import goes on after a failure, what is counted, and what is told of it. */
final class ResumeTest {
    private static final String PAGES = "/attendees/";

    private final UnderFire world = new UnderFire();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRunThatFailedGoesOnAtItsCheckpointAndCountsEachRowOnce() {
        world.sandbox.inject(PAGES, 1, 2, Fault.html(502));

        SyncLink live = world.settled(world.imported().id());

        assertThat(scanned()).containsExactly("first", "later", "later", "later", "later");
        assertThat(tally(live)).isEqualTo(counts(120, 0));
        assertThat(live.lastRun().orElseThrow().startedAt()).isEqualTo(UnderFire.START);
        assertThat(live.lastRun().orElseThrow().endedAt()).isEqualTo(world.time.instant());
    }

    @Test
    void aRefusedCursorStartsANewFullScanWhoseCountsAreItsOwn() {
        world.sandbox.inject(PAGES, 2, 1, Fault.error(400, "BAD_CONTINUATION_TOKEN"));

        SyncLink live = world.settled(world.imported().id());

        assertThat(scanned()).containsExactly("first", "later", "later", "first", "later", "later");
        assertThat(tally(live)).isEqualTo(counts(20, 100));
    }

    @Test
    void aCheckpointOlderThanAnHourStartsANewFullScanAtNoCostOfAttempts() {
        world.sandbox.inject(PAGES, 1, 1, Fault.error(503, "INTERNAL_ERROR"));
        SyncLink link = world.turned(world.imported().id());
        int attempt = link.run().orElseThrow().attempt();

        world.time.tick(Duration.ofMinutes(61));
        SyncLink live = world.turned(link.id());

        assertThat(attempt).isEqualTo(2);
        assertThat(live.phase()).isEqualTo(SyncPhase.LIVE);
        assertThat(scanned().subList(0, 5)).containsExactly("first", "later", "first", "later", "later");
    }

    @Test
    void aRunThatGivesUpTellsWhatItDidAndKeepsItsRows() {
        world.sandbox.inject(PAGES, 1, 5, Fault.error(500, "INTERNAL_ERROR"));

        SyncLink failed = world.settled(world.imported().id());

        LastRun told = failed.lastRun().orElseThrow();
        assertThat(told.kind()).isEqualTo(SyncRun.Kind.IMPORT);
        assertThat(told.outcome()).isEqualTo(LastRun.Outcome.GAVE_UP);
        assertThat(told.startedAt()).isEqualTo(UnderFire.START);
        assertThat(told.endedAt()).isEqualTo(world.time.instant()).isAfter(UnderFire.START);
        assertThat(told.tally()).isEqualTo(counts(50, 0));
        assertThat(told.failure().orElseThrow().kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(told.failure().orElseThrow().message()).contains("HTTP 500 INTERNAL_ERROR", "; try again later");
        assertThat(world.stored(failed.id())).hasSize(50);
    }

    @Test
    void aRetryStartsANewFullScanAndFindsTheRowsOfTheFirstUnchanged() {
        world.sandbox.inject(PAGES, 1, 5, Fault.error(500, "INTERNAL_ERROR"));
        SyncLink failed = world.settled(world.imported().id());
        int before = scanned().size();

        world.engine.links().retry(failed.id()).orThrow();
        SyncLink live = world.settled(failed.id());

        assertThat(scanned().subList(before, scanned().size())).containsExactly("first", "later", "later");
        assertThat(tally(live)).isEqualTo(counts(70, 50));
        assertThat(live.lastRun().orElseThrow().outcome()).isEqualTo(LastRun.Outcome.COMPLETED);
        assertThat(live.incident()).isEmpty();
        assertThat(world.records.get(world.records.size() - 1).recovered()).isTrue();
    }

    @Test
    void theReferenceStandsInTheMessageInTheAlertAndInTheLogBesideTheProvidersRequest() throws IOException {
        world.sandbox.inject(PAGES, 0, 5, Fault.error(500, "INTERNAL_ERROR").header("x-request-id", "eb-7f3a"));

        SyncLink failed = world.settled(world.imported().id());

        SyncFailure failure = failed.incident().orElseThrow().last();
        assertThat(failure.providerRequest()).contains("eb-7f3a");
        assertThat(failure.message()).endsWith("(reference " + failure.reference() + ", provider's request eb-7f3a)");
        assertThat(world.engine.links().view(failed.id()).alert().orElseThrow().reference())
                .contains(failure.reference());
        assertThat(Files.readAllLines(Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"))))
                .anyMatch(line -> line.contains("reference=" + failure.reference() + " request=eb-7f3a"))
                .noneMatch(line -> line.contains(world.secret));
    }

    @Test
    void aRequestIdThatRepeatsTheTokenIsNotTold() {
        world.sandbox.inject(PAGES, 0, 5, Fault.error(500, "INTERNAL_ERROR").header("x-request-id", world.secret));

        SyncLink failed = world.settled(world.imported().id());

        assertThat(failed.incident().orElseThrow().last().message())
                .contains("provider's request cf-")
                .doesNotContain(world.secret);
    }

    /** Each request for a page of the full scan: whether it asked for the first page, or for a later one. */
    private List<String> scanned() {
        return world.sandbox.calls().stream()
                .filter(call -> call.contains(PAGES) && !call.contains("changed_since"))
                .map(call -> call.contains("continuation") ? "later" : "first")
                .toList();
    }

    private static Tally tally(SyncLink link) {
        return link.lastRun().orElseThrow().tally();
    }

    private static Tally counts(long added, long unchanged) {
        return Tally.builder().added(added).unchanged(unchanged).expected(120).build();
    }
}
