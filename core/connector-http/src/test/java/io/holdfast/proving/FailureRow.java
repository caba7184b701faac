package io.holdfast.proving;

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

/**
 * One row of an adapter's failure table: what happens to an import or to a live event, and how it has to end.
 *
 * @param <W> the host and its provider
 * @param <F> what can be done to an answer
 * @param <R> the adapter's own kind of row
 */
public abstract class FailureRow<W extends HostUnderFire, F, R extends FailureRow<W, F, R>> {
    public static final int ALWAYS = 1_000_000;

    private final String name;
    private final String people;
    private SyncPolicy policy = SyncPolicy.defaults();
    private Consumer<W> before = world -> {};
    private Consumer<W> attack = world -> {};
    private BiConsumer<? super W, SyncLink> after = (world, link) -> {};
    private BiConsumer<? super W, SyncLink> atFirst = (world, link) -> {};
    private boolean live;
    private boolean suspect;
    private @Nullable FailureKind kind;
    private @Nullable SyncPhase phase;
    private int kept;
    private String help = "";

    /**
     * Begins a row.
     *
     * @param name what happens
     * @param people what stands in every attendee's name
     */
    protected FailureRow(String name, String people) {
        this.name = name;
        this.people = people;
    }

    protected abstract R self();

    protected abstract W world(SyncPolicy numbers);

    /** Lets some answers to calls for a page of attendees pass, and gives the next ones a fault. */
    protected abstract void inject(W world, int skipped, int times, F fault);

    // what happens

    public final R policy(SyncPolicy numbers) {
        policy = numbers;
        return self();
    }

    /** Before the account is connected. */
    public final R before(Consumer<W> act) {
        before = act;
        return self();
    }

    /** After the import was asked for, or with {@link #whenLive} after it completed. */
    public final R attack(Consumer<W> act) {
        attack = attack.andThen(act);
        return self();
    }

    public final R everyPage(F fault) {
        return pages(0, ALWAYS, fault);
    }

    public final R firstPageOnce(F fault) {
        return pages(0, 1, fault);
    }

    public final R secondPageOnce(F fault) {
        return pages(1, 1, fault);
    }

    public final R allPagesAfterTheFirst(F fault) {
        return pages(1, ALWAYS, fault);
    }

    private R pages(int skipped, int times, F fault) {
        return attack(world -> inject(world, skipped, times, fault));
    }

    public final R whenLive() {
        live = true;
        return self();
    }

    // what is expected

    public final R suspect() {
        suspect = true;
        return self();
    }

    public final R failsWith(FailureKind first, String helps) {
        kind = first;
        help = helps;
        return self();
    }

    /** After its first turn. */
    public final R atFirst(BiConsumer<? super W, SyncLink> check) {
        atFirst = check;
        return self();
    }

    public final R then(BiConsumer<? super W, SyncLink> check) {
        after = check;
        return self();
    }

    public final R endsIn(SyncPhase last, int rows) {
        phase = last;
        kept = rows;
        return self();
    }

    public final R recovers() {
        return endsIn(SyncPhase.LIVE, HostUnderFire.ATTENDEES);
    }

    public final R disconnects(int rows) {
        return endsIn(SyncPhase.DISCONNECTED, rows);
    }

    public final void check() {
        try (W world = world(policy)) {
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
    private void told(W world, SyncLink once) {
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
                    .doesNotContain(world.secret, people);
            assertThat(world.engine.links().explain(once.id()).failure()).contains(told);
        });
    }

    private void ended(W world, SyncLink link) {
        assertThat(link.phase()).isEqualTo(phase);
        assertThat(world.stored(link.id())).hasSize(kept);
        StatusView view = world.engine.links().view(link.id());
        assertThat(view.alert().isPresent()).isEqualTo(phase != SyncPhase.LIVE);
        assertThat(link.status()).isEqualTo(shown(link.phase()));
        Optional<SyncFailure> gaveUp = link.lastRun().flatMap(LastRun::failure);
        assertThat(gaveUp).isEqualTo(link.incident().map(Incident::last));
        assertThat(gaveUp.isPresent()).isEqualTo(phase == SyncPhase.IMPORT_FAILED || phase == SyncPhase.SYNC_FAILED);
        view.alert()
                .ifPresent(alert -> assertThat(alert.reference())
                        .isEqualTo(gaveUp.map(SyncFailure::reference)
                                .or(() -> Optional.of(link.binding().reference()))));
        assertThat(world.records.toString() + link).doesNotContain(world.secret);
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

    // what several tables expect

    /** A person has everything read again, which looks at the event too. */
    public static void resynced(HostUnderFire world) {
        for (SyncLink link : world.engine.links().of(HostUnderFire.ACME, world.subject)) {
            world.engine.links().resync(link.id()).orThrow();
        }
    }

    public static void stillActive(HostUnderFire world, SyncLink link) {
        assertThat(link.status()).isEqualTo(SyncStatus.ACTIVE);
    }

    public static BiConsumer<HostUnderFire, SyncLink> gaveUp(FailureKind kind) {
        return (world, link) ->
                assertThat(link.incident().orElseThrow().last().kind()).isEqualTo(kind);
    }

    /** One row was left out, for this reason. */
    public static BiConsumer<HostUnderFire, SyncLink> rejected(String code) {
        return (world, link) -> {
            assertThat(world.rejected).singleElement().matches(row -> row.code().equals(code));
            assertThat(link.lastRun().orElseThrow().tally().rejected()).isEqualTo(1);
        };
    }

    @Override
    public final String toString() {
        return name;
    }
}
