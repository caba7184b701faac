package io.holdfast.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Feed;
import io.holdfast.model.Integration;
import io.holdfast.model.Lease;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.recovery.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A connector that never tells of changes: what was read is Synced, and stays so. */
final class SilentFeedTest {
    private static final Duration LONG_AGO = Duration.ofDays(400);

    @Test
    void neverSyncingAndNeverDelayedHoweverItStands() {
        int pills = 0;
        for (Integration.Status status : Integration.Status.values()) {
            for (SyncLink link : all(Feed.NONE)) {
                Explanation explanation = Looks.explain(link, Looks.integration(status));
                Optional<Indicator> pill =
                        Looks.view(link, Looks.integration(status)).indicator();

                assertThat(explanation.delayed()).as("%s", link).isFalse();
                assertThat(pill.isPresent()).isEqualTo(explanation.status() == SyncStatus.ACTIVE);
                assertThat(pill.map(SilentFeedTest::words))
                        .isIn(Optional.empty(), Optional.of("Synced"), Optional.of("On hold"));
                assertThat(pill.filter(Indicator::delayed)).isEmpty();
                pills += pill.isPresent() ? 1 : 0;
            }
        }
        assertThat(pills).as("pills that were seen").isGreaterThan(20);
    }

    @Test
    void theSameLinksOfAConnectorThatTellsAreSyncingAndSomeAreDelayed() {
        List<Indicator> pills = all(Feed.POLL).stream()
                .map(Looks::view)
                .flatMap(view -> view.indicator().stream())
                .toList();

        assertThat(pills).extracting(SilentFeedTest::words).containsOnly("Syncing", "Synced", "Delayed", "On hold");
        assertThat(pills).extracting(Indicator::delayed).contains(true, false);
    }

    private static String words(Indicator pill) {
        return pill.label().text(Locale.ENGLISH);
    }

    /** Every phase, suspended or not, with each kind of run that it may have or none, proven now or long ago, due or not. */
    private static List<SyncLink> all(Feed feed) {
        List<SyncLink> all = new ArrayList<>();
        for (SyncPhase phase : SyncPhase.values()) {
            for (Optional<SyncRun> run : runs(phase)) {
                for (Instant proven : List.of(Looks.NOW, Looks.NOW.minus(LONG_AGO))) {
                    for (Optional<Instant> due : List.of(Optional.<Instant>empty(), Optional.of(Looks.NOW))) {
                        for (boolean suspended : new boolean[] {false, true}) {
                            if (!suspended || run.filter(SyncRun::isWorking).isEmpty()) {
                                all.add(link(feed, phase, run, proven, due, suspended));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static SyncLink link(
            Feed feed,
            SyncPhase phase,
            Optional<SyncRun> run,
            Instant proven,
            Optional<Instant> due,
            boolean suspended) {
        RemoteSubject remote =
                RemoteSubject.builder().ref(Looks.REMOTE).title("Any").build();
        return Looks.link(phase).build().toBuilder(
                        kept -> kept.polls(new PollSchedule(due, due, Optional.empty(), Optional.empty())))
                .remote(new RemoteFacts(remote, feed, proven))
                .provenAt(proven)
                .run(run)
                .suspended(suspended)
                .build();
    }

    private static List<Optional<SyncRun>> runs(SyncPhase phase) {
        List<SyncRun.Kind> kinds = phase == SyncPhase.IMPORTING
                ? List.of(SyncRun.Kind.IMPORT)
                : phase == SyncPhase.LIVE ? List.of(SyncRun.Kind.CATCH_UP, SyncRun.Kind.RESYNC) : List.of();
        List<Optional<SyncRun>> runs = new ArrayList<>();
        if (phase != SyncPhase.IMPORTING) {
            runs.add(Optional.empty());
        }
        for (SyncRun.Kind kind : kinds) {
            SyncRun waiting = Looks.run().toBuilder().kind(kind).build();
            runs.add(Optional.of(waiting));
            runs.add(Optional.of(waiting.toBuilder()
                    .lease(new Lease("worker-1", Looks.NOW.plusSeconds(60)))
                    .build()));
        }
        return runs;
    }
}
