package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.LastRun;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.StatusView;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One row of the failure table: what happens to an import or to a live event, and how it has to end. */
final class FireRow {
    static final int ALWAYS = 1_000_000;
    static final String PAGES = "/v1/events/guests/list";
    static final String PEOPLE = "/v1/calendars/contacts/list";
    static final String EVENT = "/v1/events/get";
    static final String WHO = "/v1/calendars/get";

    private final String name;
    private Consumer<LumaOptions.Builder> options = chosen -> {};
    private SyncPolicy policy = SyncPolicy.defaults();
    private Consumer<UnderFire> before = world -> {};
    private Consumer<UnderFire> attack = world -> {};
    private BiConsumer<UnderFire, SyncLink> after = (world, link) -> {};
    private BiConsumer<UnderFire, SyncLink> atFirst = (world, link) -> {};
    private boolean live;
    private boolean suspect;
    private @Nullable FailureKind kind;
    private @Nullable SyncPhase phase;
    private int kept;
    private String help = "";

    private FireRow(String name) {
        this.name = name;
    }

    static FireRow row(String name) {
        return new FireRow(name);
    }

    // what happens

    FireRow options(Consumer<LumaOptions.Builder> set) {
        options = set;
        return this;
    }

    FireRow policy(SyncPolicy numbers) {
        policy = numbers;
        return this;
    }

    /** Before the account is connected. */
    FireRow before(Consumer<UnderFire> act) {
        before = act;
        return this;
    }

    /** After the import was asked for, or with {@link #live} after it completed. */
    FireRow attack(Consumer<UnderFire> act) {
        attack = attack.andThen(act);
        return this;
    }

    FireRow everyPage(Fault fault) {
        return pages(0, ALWAYS, fault);
    }

    FireRow firstPageOnce(Fault fault) {
        return pages(0, 1, fault);
    }

    FireRow secondPageOnce(Fault fault) {
        return pages(1, 1, fault);
    }

    FireRow allPagesAfterTheFirst(Fault fault) {
        return pages(1, ALWAYS, fault);
    }

    private FireRow pages(int skipped, int times, Fault fault) {
        return on(PAGES, skipped, times, fault);
    }

    /** Each look at the event. */
    FireRow everyLook(Fault fault) {
        return on(EVENT, 0, ALWAYS, fault);
    }

    FireRow firstLookOnce(Fault fault) {
        return on(EVENT, 0, 1, fault);
    }

    /** Each question of whose key it is, from now on. */
    FireRow everyQuestion(Fault fault) {
        return on(WHO, 0, ALWAYS, fault);
    }

    FireRow on(String path, int skipped, int times, Fault fault) {
        return attack(world -> world.road.inject(path, skipped, times, fault));
    }

    FireRow whenLive() {
        live = true;
        return this;
    }

    // what is expected

    FireRow suspect() {
        suspect = true;
        return this;
    }

    FireRow failsWith(FailureKind first, String helps) {
        kind = first;
        help = helps;
        return this;
    }

    /** After its first turn. */
    FireRow atFirst(BiConsumer<UnderFire, SyncLink> check) {
        atFirst = check;
        return this;
    }

    FireRow then(BiConsumer<UnderFire, SyncLink> check) {
        after = check;
        return this;
    }

    FireRow endsIn(SyncPhase last, int rows) {
        phase = last;
        kept = rows;
        return this;
    }

    FireRow recovers() {
        return endsIn(SyncPhase.LIVE, UnderFire.GUESTS);
    }

    FireRow disconnects(int rows) {
        return endsIn(SyncPhase.DISCONNECTED, rows);
    }

    void check() {
        try (UnderFire world = new UnderFire(options, policy)) {
            before.accept(world);
            SyncLink link = world.imported();
            if (live) {
                assertThat(world.settled(link.id()).phase()).isEqualTo(SyncPhase.LIVE);
                assertThat(world.connector.failures).isEmpty();
            }
            attack.accept(world);
            SyncLink once = live ? world.next(link.id()) : world.turned(link.id());
            told(world, once);
            atFirst.accept(world, once);
            ended(world, world.settled(link.id()));
        }
    }

    /** What a person is told once the failure was met: also while the run is tried again. */
    private void told(UnderFire world, SyncLink once) {
        Optional<SyncFailure> failure = failure(once);
        // one that is tried again at once may be over by now
        Optional<FailureKind> met = failure.map(SyncFailure::kind)
                .or(() -> world.connector.failures.stream().findFirst().map(ProviderException::kind));
        assertThat(met).isEqualTo(Optional.ofNullable(kind));
        assertThat(world.connector.failures.stream().anyMatch(ProviderException::suspectsCredential))
                .as("suspects the credential")
                .isEqualTo(suspect);
        failure.ifPresent(told -> {
            assertThat(told.message())
                    .startsWith("expected ")
                    .contains("; ", help, "(reference " + told.reference())
                    .doesNotContain(world.key, "Testov");
            assertThat(world.engine.links().explain(once.id()).failure()).contains(told);
        });
    }

    private void ended(UnderFire world, SyncLink link) {
        assertThat(link.phase()).isEqualTo(phase);
        assertThat(world.stored(link.id())).hasSize(kept);
        StatusView view = world.engine.links().view(link.id());
        assertThat(view.alert().isPresent()).isEqualTo(phase != SyncPhase.LIVE);
        assertThat(link.status()).isEqualTo(shown(link.phase()));
        Optional<SyncFailure> gaveUp = link.lastRun().flatMap(LastRun::failure);
        assertThat(gaveUp).isEqualTo(link.incident().map(Incident::last));
        assertThat(gaveUp.isPresent()).isEqualTo(phase == SyncPhase.IMPORT_FAILED || phase == SyncPhase.SYNC_FAILED);
        view.alert().ifPresent(alert -> assertThat(alert.reference()).isEqualTo(gaveUp.map(SyncFailure::reference)));
        assertThat(world.records.toString() + link).doesNotContain(world.key);
        after.accept(world, link);
    }

    private static SyncStatus shown(SyncPhase phase) {
        return switch (phase) {
            case IMPORTING, IMPORT_FAILED -> SyncStatus.PENDING;
            case LIVE -> SyncStatus.ACTIVE;
            case SYNC_FAILED -> SyncStatus.FAILED;
            case DISCONNECTED -> SyncStatus.DISCONNECTED;
        };
    }

    private static Optional<SyncFailure> failure(SyncLink link) {
        return link.run()
                .flatMap(run -> run.lastFailure())
                .or(() -> link.incident().map(Incident::last));
    }

    @Override
    public String toString() {
        return name;
    }
}
