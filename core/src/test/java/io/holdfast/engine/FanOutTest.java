package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.credential.SeveredInSecret;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.TransitionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A severed connection tells its links: all of them, each once, whatever happens meanwhile, and no others. */
final class FanOutTest {
    private static final int LINKS = 5_000;
    private static final Credential OTHER_KEY = Credential.apiKey("another-key-that-never-shows");

    private static long toldInOneSweep;
    private static long toldAfterTheDeath;
    private static long untouched;

    private final World world = new World();
    private final Integration integration = world.connected();

    @AfterAll
    static void evidence() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("fan-out.txt"),
                String.format(
                        Locale.ENGLISH,
                        "fan-out: %,d links severed in one sweep by one record each; after a death half-way the next sweep"
                                + " told the other %,d; paired anew meanwhile and untouched: %,d%n",
                        toldInOneSweep,
                        toldAfterTheDeath,
                        untouched));
    }

    @Test
    void fiveThousandLinksAreToldInOneSweepEachByOneRecord() {
        List<SyncLinkId> links = imported(LINKS);
        severWithoutTelling();

        world.engine.runDue();

        assertThat(links).allSatisfy(id -> assertThat(toldTimes(id)).isEqualTo(1));
        assertThat(now().bookkeeping().fanOut()).isEmpty();
        toldInOneSweep = links.stream().filter(this::isTold).count();
    }

    @Test
    void aFanOutThatWasKilledHalfWayIsFinishedByTheNextSweep() {
        List<SyncLinkId> links = imported(1_000);
        severWithoutTelling();
        Mortal process = new Mortal();
        AtomicInteger left = new AtomicInteger(450);
        Tampered dying = new Tampered(world.links);
        dying.before = move -> {
            if (left.getAndDecrement() <= 0) {
                throw process.kill();
            }
        };
        SyncEngine dies = in(process, dying);

        assertThatThrownBy(dies::runDue).isInstanceOf(Mortal.Killed.class);
        assertThat(links.stream().filter(this::isTold)).hasSize(450);
        assertThat(now().bookkeeping().fanOut().orElseThrow().at())
                .as("the progress is kept")
                .isNotEqualTo(Cursor.START);
        long before = links.stream().filter(this::isTold).count();
        world.engine.runDue();

        assertThat(links).allSatisfy(id -> assertThat(toldTimes(id)).isEqualTo(1));
        toldAfterTheDeath = links.stream().filter(this::isTold).count() - before;
    }

    @Test
    void aLinkThatWasPairedAnewMeanwhileIsUntouched() {
        List<SyncLinkId> links = imported(300);
        severWithoutTelling();
        Integration again = world.connected();
        SyncLinkId early = links.get(7);
        world.engine.links().reconnect(early, again.id()).orThrow();
        assertThat(now().bookkeeping().fanOut())
                .as("authorising leaves the progress in place")
                .isPresent();

        world.engine.runDue();

        assertThat(world.engine.links().get(early).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(world.engine.links().get(early).binding().connection()).isEqualTo(2);
        assertThat(toldTimes(early)).isZero();
        assertThat(links.stream().filter(this::isTold)).hasSize(299);
        untouched = links.stream().filter(id -> toldTimes(id) == 0).count();
    }

    @Test
    void linksOfAnotherIntegrationAreUntouched() {
        SyncLink mine = world.imported("mine", integration);
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "Another account"));
        Integration other = world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), OTHER_KEY)
                .orThrow();
        SyncLink theirs = world.imported("theirs", other);

        world.engine.integrations().disconnect(integration.id(), 1);

        assertThat(isTold(mine.id())).isTrue();
        assertThat(isTold(theirs.id())).isFalse();
    }

    @Test
    void aLinkWhoseStoreThrowsIsToldLaterAndHidesNoOther() {
        List<SyncLinkId> links = imported(250);
        severWithoutTelling();
        SyncLinkId broken = links.get(3);
        Tampered store = new Tampered(world.links);
        store.before = move -> {
            if (move.next().id().equals(broken)) {
                throw new IllegalStateException("this row can't be written");
            }
        };
        SyncEngine engine = world.with(store, world.attendees);

        engine.runDue();
        assertThat(links.stream().filter(id -> !isTold(id))).containsExactly(broken);
        assertThat(engine.links().view(broken).status())
                .as("what is shown is right")
                .isEqualTo(SyncStatus.DISCONNECTED);
        store.before = move -> {};
        world.time.tick(Duration.ofMinutes(2));
        engine.runDue();

        assertThat(isTold(broken)).isTrue();
        assertThat(now().bookkeeping().fanOut()).isEmpty();
    }

    @Test
    void aLinkThatWasLeftOutIsRememberedAcrossADeath() {
        List<SyncLinkId> links = imported(250);
        SyncLinkId broken =
                links.stream().min(Comparator.comparing(SyncLinkId::value)).orElseThrow();
        // so that nobody else comes by and tells it
        world.engine.links().suspend(broken).orThrow();
        severWithoutTelling();
        Mortal process = new Mortal();
        AtomicInteger left = new AtomicInteger(150);
        Tampered store = new Tampered(world.links);
        store.before = move -> {
            if (move.next().id().equals(broken)) {
                throw new IllegalStateException("this row can't be written");
            }
            if (left.getAndDecrement() <= 0) {
                throw process.kill();
            }
        };
        assertThatThrownBy(() -> in(process, store).runDue()).isInstanceOf(Mortal.Killed.class);

        world.engine.runDue();
        world.time.tick(Duration.ofMinutes(2));
        world.engine.runDue();

        assertThat(links).allSatisfy(id -> assertThat(toldTimes(id)).isEqualTo(1));
    }

    private List<SyncLinkId> imported(int count) {
        List<SyncLinkId> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(world.imported("event-" + i, integration).id());
        }
        return links;
    }

    /** What a node leaves behind that dies right after it severed. */
    private void severWithoutTelling() {
        assertThat(world.integrations.replace(SeveredInSecret.of(now(), Severance.Cause.REFUSED, world.time.instant())))
                .isTrue();
    }

    private Integration now() {
        return world.engine.integrations().get(integration.id());
    }

    private boolean isTold(SyncLinkId id) {
        return world.engine.links().get(id).status() == SyncStatus.DISCONNECTED;
    }

    private long toldTimes(SyncLinkId id) {
        return world.engine.links().history(id, Cursor.START, 100).items().stream()
                .map(TransitionRecord::after)
                .filter(after -> after.status() == SyncStatus.DISCONNECTED)
                .count();
    }

    private SyncEngine in(Mortal dying, SyncLinkStore store) {
        return world.builder(SyncPolicy.defaults())
                .links(dying.port(SyncLinkStore.class, store))
                .integrations(dying.port(IntegrationStore.class, world.integrations))
                .build();
    }
}
