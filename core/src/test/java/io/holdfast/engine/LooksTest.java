package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An event itself is looked at: hourly while it is on, weekly once its attendees are no longer read. */
final class LooksTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final World world = new World();
    private SyncLink link = world.imported();

    @BeforeEach
    void goLive() {
        world.registered(12);
        world.engine.runDue();
        link = stored();
        world.changes.clear();
    }

    @Test
    void aNewTitleIsKnownWithinAnHour() {
        world.provider.event(World.event().title("Harbour Data Night II").build());

        world.pass(Duration.ofHours(1));

        assertThat(remote().title()).isEqualTo("Harbour Data Night II");
        assertThat(world.calls("describe")).isEqualTo(2);
        assertThat(world.calls("attendees")).isEqualTo(2);
        assertThat(world.records).hasSize(2);
    }

    @Test
    void whatTheProviderSaysHasChangedItselfIsLookedAtAtOnceAndToldWithWhatItWas() {
        world.provider.event(World.event().title("Harbour Data Night II").build());

        world.tell(link, new Fact.RemoteSignalled());
        world.engine.runDue();

        assertThat(world.remoteChanges).singleElement().satisfies(changed -> {
            assertThat(changed.getKey().subject().title()).isEqualTo("Harbour Data Night");
            assertThat(changed.getValue().subject().title()).isEqualTo("Harbour Data Night II");
        });
        assertThat(world.calls("describe")).isEqualTo(2);
    }

    @Test
    void aCancellationAndItsEndAreToldOnceEachWhateverReadSawThem() {
        world.provider.event(World.event().cancelled(true).build());
        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();
        world.provider.event(World.event().build());
        world.pass(DAY);

        assertThat(world.remoteChanges)
                .extracting(changed -> changed.getValue().subject().cancelled())
                .containsExactly(true, false);
    }

    @Test
    void whatIsFirstKnownOfAnEventAndHowManyItHasAreNoChange() {
        world.put("new", "Pier Labs", world.time.instant());
        world.pass(DAY);

        assertThat(world.remoteChanges).isEmpty();
    }

    @Test
    void eachHourItIsLookedAtOnceBetweenTwoFullScans() {
        world.pass(DAY);

        assertThat(world.calls("describe")).isBetween(24L, 30L);
    }

    @Test
    void aLookThatFailsDecidesNothingAndComesAgain() {
        world.provider.event(World.event().title("Harbour Data Night II").build());
        Instant lookAt = lookAt();
        world.pass(Duration.between(world.time.instant(), lookAt).minusSeconds(1));
        long before = stored().version();
        world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none"));
        world.time.tick(Duration.ofSeconds(1));
        world.engine.runDue();

        assertThat(stored().version()).isEqualTo(before + 1);
        assertThat(stored().incident()).isEmpty();
        assertThat(stored().run()).isEmpty();
        assertThat(remote().title()).isEqualTo("Harbour Data Night");
        world.pass(Duration.ofHours(1));
        assertThat(remote().title()).isEqualTo("Harbour Data Night II");
    }

    @Test
    void aLinkOnHoldIsNotLookedAt() {
        world.engine.links().suspend(link.id()).orThrow();

        world.pass(DAY);

        assertThat(world.calls("describe")).isEqualTo(1);
    }

    @Nested
    class OfACancelledEvent {
        @BeforeEach
        void cancel() {
            world.provider.event(World.event().cancelled(true).build());
            world.pass(Duration.ofHours(1));
        }

        @Test
        void theRefundsOfTheNextDaysAreRead() {
            assertThat(remote().cancelled()).isTrue();
            world.pass(DAY.multipliedBy(3));
            world.provider.put(
                    World.EVENT,
                    World.attendee("a1", "Company 1", world.time.instant())
                            .attendance(Attendance.NOT_ATTENDING)
                            .build());

            world.pass(DAY);

            assertThat(world.changes)
                    .singleElement()
                    .extracting(change -> change.id().value())
                    .isEqualTo("a1");
        }

        @Test
        void attendeesAreReadDailyForTwoWeeksAndThenTheEventAloneIsLookedAtWeekly() {
            world.pass(DAY.multipliedBy(15));
            assertThat(stored().bookkeeping().polls().nextRead()).isEmpty();
            long reads = world.calls("attendees") + world.calls("changes");
            long looks = world.calls("describe");

            world.pass(DAY.multipliedBy(28));

            assertThat(world.calls("attendees") + world.calls("changes")).isEqualTo(reads);
            assertThat(world.calls("describe")).isEqualTo(looks + 4);
            assertThat(stored().status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(world.engine.links().explain(link.id()).delayed()).isFalse();
        }

        @Test
        void oneThatIsOnAgainIsReadWholeAtOnceAndPolledAsBefore() {
            world.pass(DAY.multipliedBy(20));
            world.put("new", "Pier Labs", world.time.instant());
            world.provider.event(World.event().build());

            world.pass(DAY.multipliedBy(7));

            assertThat(world.changes)
                    .singleElement()
                    .extracting(change -> change.id().value())
                    .isEqualTo("new");
            assertThat(remote().cancelled()).isFalse();
            assertThat(stored().remote().orElseThrow().cancelledSince()).isEmpty();
            assertThat(stored().bookkeeping().polls().pollAt().orElseThrow())
                    .isBeforeOrEqualTo(world.time.instant().plus(Duration.ofMinutes(15)));
        }

        @Test
        void nobodyIsAskedWhileTheProviderLimitsTheRateOfItsAccount() {
            world.pass(DAY.multipliedBy(20));
            Instant lookAt = lookAt();
            world.pass(Duration.between(world.time.instant(), lookAt).minusSeconds(1));
            SyncLink other = world.imported(
                    "other",
                    world.integrations.load(link.binding().integration()).orElseThrow());
            world.provider.failNext(
                    ProviderException.rateLimited(Duration.ofMinutes(30), "expected an answer but was asked to wait"));
            world.engine.runDue();
            long asked = world.calls("describe");

            world.time.tick(Duration.ofSeconds(1));
            world.engine.runDue();

            assertThat(lookAt()).isEqualTo(lookAt.plus(DAY));
            assertThat(world.calls("describe")).isEqualTo(asked);
            assertThat(world.engine.links().get(other.id()).status()).isEqualTo(SyncStatus.PENDING);
        }

        @Test
        void aWeeklyLookThatFailsComesAgainTheNextDay() {
            world.pass(DAY.multipliedBy(20));
            Instant lookAt = lookAt();
            world.pass(Duration.between(world.time.instant(), lookAt).minusSeconds(1));
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none"));
            world.pass(Duration.ofSeconds(1));

            assertThat(lookAt()).isEqualTo(lookAt.plus(DAY));
        }
    }

    @Test
    void anEventLongOverThatGetsANewDateIsReadAgain() {
        world.provider.event(World.event()
                .endsAt(world.time.instant().plus(Duration.ofHours(1)))
                .build());
        world.pass(DAY.multipliedBy(30));
        assertThat(stored().bookkeeping().polls().nextRead()).isEmpty();
        Instant next = world.time.instant().plus(DAY.multipliedBy(90));
        world.put("new", "Pier Labs", world.time.instant());
        world.provider.event(World.event().startsAt(next).endsAt(next.plus(DAY)).build());

        world.pass(DAY.multipliedBy(7));

        assertThat(world.changes).hasSize(1);
        assertThat(remote().endsAt()).contains(next.plus(DAY));
        assertThat(stored().bookkeeping().polls().pollAt().orElseThrow())
                .isBeforeOrEqualTo(world.time.instant().plus(Duration.ofMinutes(15)));
    }

    @Nested
    class OfSeveralEventsInOneAnswer {
        private static final int OTHERS = 4;

        @BeforeEach
        void several() {
            world.provider.capable(
                    world.provider.capabilities().toBuilder().maxDescribed(10).build());
            Integration account =
                    world.integrations.load(link.binding().integration()).orElseThrow();
            for (int i = 1; i <= OTHERS; i++) {
                world.imported("other-" + i, account);
                world.engine.runDue();
                world.time.tick(Duration.ofMinutes(3));
            }
        }

        @Test
        void aDayOfLooksCostsWhatOneEventCosts() {
            world.pass(DAY);
            long alone = world.calls("describe") - world.calls("describe all");

            assertThat(world.calls("describe all")).isBetween(24L, 36L);
            assertThat(alone).as("by imports and full scans").isEqualTo(world.calls("attendees 1"));
        }

        @Test
        void aNewTitleOfEachIsKnownWithinAnHour() {
            rename("II");

            world.pass(Duration.ofHours(1));

            assertThat(titles()).containsOnly("II");
        }

        @Test
        void oneThatIsGoneHidesNoOther() {
            rename("II");
            world.provider.removeEvent(World.EVENT);

            world.pass(Duration.ofHours(1));

            assertThat(titles()).filteredOn("II"::equals).hasSize(OTHERS);
        }

        private void rename(String title) {
            world.provider.event(World.event().title(title).build());
            for (int i = 1; i <= OTHERS; i++) {
                RemoteRef other = new RemoteRef(SubjectKind.EVENT, RemoteId.of("other-" + i));
                world.provider.event(World.event().ref(other).title(title).build());
            }
        }

        private List<String> titles() {
            return world.links.of(World.ACME, Cursor.START, 10).items().stream()
                    .map(row -> row.value().orElseThrow())
                    .map(one -> one.remote().orElseThrow().subject().title())
                    .toList();
        }
    }

    private Instant lookAt() {
        return stored().bookkeeping().polls().lookAt().orElseThrow();
    }

    private RemoteSubject remote() {
        return stored().remote().orElseThrow().subject();
    }

    private SyncLink stored() {
        return world.engine.links().get(link.id());
    }
}
