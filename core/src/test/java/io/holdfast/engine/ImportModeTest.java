package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Actor;
import io.holdfast.model.Cursor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Replay;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the host's own rows is chosen at the import, may be chosen anew, and is told to the store with each page. */
final class ImportModeTest {
    private final World world = new World();
    private final List<ImportMode> told = new ArrayList<>();
    private final SyncEngine engine = world.with(world.links, new TamperedAttendees(world.attendees) {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            if (!batch.attendees().isEmpty()) {
                told.add(batch.mode());
            }
            return super.upsert(token, batch);
        }
    });

    @BeforeEach
    void register() {
        world.registered(3);
    }

    @Test
    void theHostsOwnRowsAreUpdatedWhereNobodyChooses() {
        SyncLink link = world.imported();
        engine.runDue();

        assertThat(link.importMode()).isEqualTo(ImportMode.UPDATE_EXISTING);
        assertThat(told).containsExactly(ImportMode.UPDATE_EXISTING);
    }

    @Test
    void whatIsChosenAtTheImportIsToldWithEachPageOfEachRun() {
        SyncLink link = imported(ImportMode.KEEP_EXISTING);
        engine.runDue();
        resync(link);

        assertThat(told).containsExactly(ImportMode.KEEP_EXISTING, ImportMode.KEEP_EXISTING);
    }

    @Test
    void importingItAgainChangesNoMode() {
        imported(ImportMode.KEEP_EXISTING);

        assertThat(imported(ImportMode.UPDATE_EXISTING).importMode()).isEqualTo(ImportMode.KEEP_EXISTING);
    }

    @Test
    void anotherModeHoldsFromTheNextRunOnAndBeginsNone() {
        SyncLink link = imported(ImportMode.KEEP_EXISTING);
        engine.runDue();
        SyncLink before = engine.links().get(link.id());

        Outcome<SyncLink> outcome = engine.links().changeImportMode(link.id(), ImportMode.UPDATE_EXISTING);

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.orThrow())
                .isEqualTo(before.toBuilder()
                        .importMode(ImportMode.UPDATE_EXISTING)
                        .version(before.version() + 1)
                        .build());
        assertThat(told).hasSize(1);
        resync(link);
        assertThat(told).containsExactly(ImportMode.KEEP_EXISTING, ImportMode.UPDATE_EXISTING);
    }

    @Test
    void theHistorySaysWhoChoseIt() {
        SyncLink link = imported(ImportMode.KEEP_EXISTING);
        engine.runDue();
        Actor ann = Actor.member("m-ann");

        engine.actingAs(ann)
                .links()
                .changeImportMode(link.id(), ImportMode.UPDATE_EXISTING)
                .orThrow();

        List<TransitionRecord> history =
                engine.links().history(link.id(), Cursor.START, 100).items();
        TransitionRecord last = history.stream()
                .max(Comparator.comparingLong(TransitionRecord::version))
                .orElseThrow();
        assertThat(last.reason()).isEqualTo("a person chose the import mode");
        assertThat(last.actor()).isEqualTo(ann);
        assertThat(last.before()).contains(last.after());
    }

    @Test
    void theModeThatItHasAlreadyIsNoChange() {
        SyncLink link = imported(ImportMode.KEEP_EXISTING);

        Outcome<SyncLink> outcome = engine.links().changeImportMode(link.id(), ImportMode.KEEP_EXISTING);

        assertThat(outcome.changed()).isFalse();
        assertThat(outcome.orThrow()).isEqualTo(link);
    }

    @Test
    void itIsChosenInWhateverPhaseAndForAnAccountThatIsDisconnected() {
        SyncLink link = imported(ImportMode.UPDATE_EXISTING);
        engine.runDue();
        Integration account = engine.integrations().get(link.binding().integration());
        engine.integrations().disconnect(account.id(), account.connection()).orThrow();

        SyncLink chosen = engine.links()
                .changeImportMode(link.id(), ImportMode.KEEP_EXISTING)
                .orThrow();
        assertThat(chosen.importMode()).isEqualTo(ImportMode.KEEP_EXISTING);
        engine.integrations().renew(account.id(), World.KEY).orThrow();
        engine.links().reconnect(link.id(), account.id()).orThrow();
        engine.runDue();

        assertThat(engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(told).containsExactly(ImportMode.UPDATE_EXISTING, ImportMode.KEEP_EXISTING);
    }

    @Test
    void anOldTextHasTheModeThatThereWas() {
        SyncLink link = imported(ImportMode.UPDATE_EXISTING);

        String text = StoredForm.LINK.write(link);

        assertThat(text).doesNotContain("importMode");
        assertThat(StoredForm.LINK.read(text).importMode()).isEqualTo(ImportMode.UPDATE_EXISTING);
    }

    @Test
    void aJournalTellsTheChoiceAgain() {
        List<Decision.Moved> journal = new ArrayList<>();
        Tampered links = new Tampered(world.links);
        links.after = journal::add;
        SyncEngine journaling = world.with(links, world.attendees);
        SyncLink link = journaling
                .links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-42"),
                        world.connected().id(),
                        World.EVENT.id())
                .orThrow();
        journaling.runDue();
        journaling.links().changeImportMode(link.id(), ImportMode.KEEP_EXISTING).orThrow();

        assertThat(Replay.journal(journal, SyncPolicy.defaults()))
                .isEqualTo(journaling.links().get(link.id()));
    }

    private SyncLink imported(ImportMode mode) {
        return engine.links()
                .importSubject(
                        World.ACME,
                        SyncSubject.event("our-42"),
                        world.connected().id(),
                        World.EVENT.id(),
                        mode)
                .orThrow();
    }

    private void resync(SyncLink link) {
        world.time.tick(Duration.ofHours(1));
        engine.links().resync(link.id()).orThrow();
        engine.runDue();
    }
}
