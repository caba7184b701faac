package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Hints;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.Capabilities;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.StatusView;
import io.holdfast.transition.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A clock that was wrong for a while, ours or the provider's, hides no edit that comes later. */
final class WrongClocksTest {
    private static final Instant IN_2099 = Instant.parse("2099-01-01T00:00:00Z");
    private static final Instant LONG_AGO = World.START.minus(Duration.ofDays(9));
    private static final Duration A_WINDOW = Duration.ofMinutes(5);

    private final World world = new World();
    private Duration ahead = Duration.ZERO;
    private final SyncEngine engine = world.builder(SyncPolicy.defaults())
            .time(() -> world.time.instant().plus(ahead))
            .build();

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoAwaitsAnImportWaitsNoLongerWhenTheClockIsSetBack() {
        World awaited = new World();
        SyncLink importing = awaited.imported();

        StatusView last = awaited.engine.links().await(importing.id(), Duration.ofSeconds(2), view -> {
            awaited.time.jump(Duration.ofDays(-1));
            awaited.time.tick(Duration.ofSeconds(2));
        });

        assertThat(last.progress()).as("nobody has worked on it").isPresent();
    }

    @Test
    void aChangeTimeOf2099CorrectedLaterByTheProviderNoLongerWinsForEver() {
        world.put("a1", "Wrong", IN_2099);
        SyncLink link = world.live();
        world.put("a1", "Corrected", world.time.instant());

        world.next(link);

        assertThat(company(link)).isEqualTo("Corrected");
    }

    @Test
    void aChangeTimeAFewMinutesAheadOfTheAnswerIsTakenAtItsWord() {
        world.put("a1", "Newer", world.time.instant().plus(Duration.ofMinutes(5)));
        SyncLink link = world.live();
        world.put("a1", "Older", world.time.instant().plus(Duration.ofMinutes(4)));

        world.next(link);

        assertThat(company(link)).isEqualTo("Newer");
    }

    @Test
    void editsAreTakenThatComeAfterAListWasReadByAClockFortyDaysAhead() {
        world.provider.capable(
                Capabilities.builder().consistencyWindow(A_WINDOW).build());
        world.provider.put(World.EVENT, undated("Before"));
        SyncLink link = world.imported();
        ahead = Duration.ofDays(40);
        engine.runDue();
        world.time.tick(Duration.ofSeconds(400));
        ahead = Duration.ZERO;
        world.provider.put(World.EVENT, undated("Edited"));

        signal(link);
        engine.runDue();

        assertThat(company(link)).isEqualTo("Edited");
    }

    @Test
    void aPersonsFullScanTakesOverWhatWasStoredLongAgoWithAChangeTimeOf2099() {
        world.put("a1", "Right", LONG_AGO);
        SyncLink link = world.live();
        store(link, "Wrong", IN_2099);
        world.pass(A_WINDOW.multipliedBy(8));
        assertThat(company(link)).isEqualTo("Wrong");

        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();

        assertThat(company(link)).isEqualTo("Right");
    }

    @Test
    void aFullScanThatNobodyAskedForTakesNothingOver() {
        world.put("a1", "Right", LONG_AGO);
        SyncLink link = world.live();
        store(link, "Newer", World.START);

        world.pass(Duration.ofHours(25));

        assertThat(world.calls("attendees")).isGreaterThan(1);
        assertThat(company(link)).isEqualTo("Newer");
    }

    @Test
    void whatWasReadWithinTheConsistencyWindowIsNotSetBackByAReplicaThatLags() {
        world.put("a1", "Before", LONG_AGO);
        SyncLink link = world.live();
        // not each claim sets a mark, so several edits are tried
        for (int edit = 1; edit <= 6; edit++) {
            world.pass(A_WINDOW.multipliedBy(edit));
            world.put("a1", "Edited " + edit, world.time.instant());
            world.next(link);
            assertThat(company(link)).isEqualTo("Edited " + edit);
            world.put("a1", "Before", LONG_AGO);

            world.engine.links().resync(link.id()).orThrow();
            world.engine.runDue();

            assertThat(company(link)).isEqualTo("Edited " + edit);
        }
    }

    @Test
    void ofTwoReplicasWithinAPersonsFullScanTheNewerRecordWins() {
        world.registered(12);
        SyncLink link = world.live();
        store(link, "Wrong", IN_2099);
        world.pass(A_WINDOW.multipliedBy(8));
        answerNext(world.time.instant(), Optional.of("2"), row("Newer", LONG_AGO.plusSeconds(1)));
        answerNext(world.time.instant(), Optional.empty(), row("Older", LONG_AGO));

        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();

        assertThat(company(link)).isEqualTo("Newer");
    }

    @Test
    void aPersonsFullScanThatIsGoneOnWithTakesOverAsItBegan() {
        world.registered(12);
        SyncLink link = world.live();
        world.pass(A_WINDOW.multipliedBy(4));
        store(link, "Wrong", IN_2099, "a12");
        world.pass(A_WINDOW.multipliedBy(4));
        world.engine.links().resync(link.id()).orThrow();
        AtomicInteger pages = new AtomicInteger();
        world.provider.beforeEachPage(() -> {
            if (pages.incrementAndGet() == 2) {
                world.provider.failNext(ProviderException.of(
                        FailureKind.UNREACHABLE, "expected an answer but found none; try again later"));
            }
        });
        world.engine.runDue();
        assertThat(company(link, "a12")).isEqualTo("Wrong");

        world.pass(Duration.ofMinutes(1));

        assertThat(company(link, "a12")).isEqualTo("Company 12");
    }

    @Test
    void theNextReadBeginsAtTheEarlierOfTheProvidersTimeAndOurs() {
        SyncLink link = world.live();
        Instant now = world.time.instant();

        assertThat(watermarkAfter(link, now.plus(Duration.ofDays(1)))).isEqualTo(world.time.instant());
        assertThat(watermarkAfter(link, now)).isEqualTo(now);
        ahead = Duration.ofDays(1);
        assertThat(watermarkAfter(link, now)).isEqualTo(now);
    }

    private Instant watermarkAfter(SyncLink link, Instant providerSays) {
        answerNext(providerSays, Optional.empty());
        signal(link);
        engine.runDue();
        return world.engine
                .links()
                .get(link.id())
                .bookkeeping()
                .watermarks()
                .last()
                .orElseThrow();
    }

    private void answerNext(Instant asOf, Optional<String> next, Attendee... rows) {
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(rows)
                .asOf(asOf)
                .next(next.map(Cursor::of))
                .build());
    }

    private void signal(SyncLink link) {
        world.tell(link, new Fact.ChangeSignalled(Hints.ALL));
    }

    private void store(SyncLink link, String company, Instant changedAt) {
        store(link, company, changedAt, "a1");
    }

    /** As a release would have stored it that believed any time. */
    private void store(SyncLink link, String company, Instant changedAt, String id) {
        long fence = world.links.load(link.id()).orElseThrow().bookkeeping().fence();
        world.attendees.upsert(
                new AttendeeStore.FencingToken(link.id(), link.key(), fence),
                new AttendeeStore.Batch(
                        List.of(World.attendee(id, company, changedAt).build()), fence, 1_000, 0));
    }

    private static Attendee row(String company, Instant changedAt) {
        return World.attendee("a1", company, changedAt).build();
    }

    private static Attendee undated(String company) {
        return World.attendee("a1", company, World.START)
                .changedAt(Optional.empty())
                .build();
    }

    private String company(SyncLink link) {
        return company(link, "a1");
    }

    private String company(SyncLink link, String id) {
        return world.attendees.attendees(link.id()).stream()
                .filter(one -> one.id().equals(AttendeeId.of(id)))
                .findFirst()
                .flatMap(Attendee::company)
                .orElseThrow();
    }
}
