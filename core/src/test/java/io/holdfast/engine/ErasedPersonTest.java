package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.LastRun;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person whom the host has erased stays erased, whatever is read, and counts as no failure. */
final class ErasedPersonTest {
    private static final AttendeeId A2 = AttendeeId.of("a2");

    private final World world = new World();
    private SyncLink link = world.imported();

    @BeforeEach
    void eraseOneOfThree() {
        world.registered(3);
        world.engine.runDue();
        resync();
        world.attendees.erase(link.key(), A2);
        world.changes.clear();
    }

    @Test
    void noReadBringsThePersonBackAndNobodyIsTold() {
        resync();
        world.put("a2", "Another company", world.time.instant());
        resync();
        world.pass(Duration.ofHours(2));

        assertNobody();
        assertThat(world.changes).isEmpty();
    }

    @Test
    void theRowIsCountedApartAndIsNoFailure() {
        resync();

        LastRun last = world.engine.links().get(link.id()).lastRun().orElseThrow();
        assertThat(last.tally().withheld()).isEqualTo(1);
        assertThat(last.tally().rejected()).isZero();
        assertThat(last.tally().processed()).isEqualTo(3);
        assertThat(last.outcome()).isEqualTo(LastRun.Outcome.COMPLETED);
        assertThat(last.toString()).doesNotContain("Company 2");
    }

    @Test
    void nobodyIsAskedAboutThePersonWhoIsNoLongerListedEither() {
        world.provider.remove(World.EVENT, A2);
        for (int scans = 0; scans < 4; scans++) {
            resync();
        }

        SyncLink now = world.engine.links().get(link.id());
        assertThat(now.bookkeeping().absences().question()).isEmpty();
        assertThat(now.bookkeeping().absences().remembered()).isEmpty();
        assertThat(world.changes).isEmpty();
    }

    @Test
    void aReconnectKeepsThePersonErased() {
        Integration account = world.engine.integrations().get(link.binding().integration());
        world.engine
                .integrations()
                .disconnect(account.id(), account.connection())
                .orThrow();
        world.engine.runDue();
        world.engine.integrations().renew(account.id(), World.KEY).orThrow();
        world.engine.links().reconnect(link.id(), account.id()).orThrow();
        world.engine.runDue();

        assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertNobody();
    }

    @Test
    void soDoesAMoveToAnotherAccount() {
        Credential other = Credential.apiKey("other-key-that-never-shows");
        world.provider.belongsTo(other, new Account("other-account", "Other"));
        Integration account = world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), other)
                .orThrow();
        world.engine.links().move(link.id(), account.id()).orThrow();
        world.engine.runDue();

        assertNobody();
    }

    @Test
    void soDoesALinkThatTakesThePlaceOfARemovedOne() {
        world.engine.links().remove(link.id()).orThrow();
        link = world.engine
                .links()
                .importSubject(
                        World.ACME, SyncSubject.event("our-42"), link.binding().integration(), World.EVENT.id())
                .orThrow();
        world.engine.runDue();

        assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertNobody();
    }

    private void assertNobody() {
        assertThat(world.attendees.attendees(link.id()))
                .extracting(Attendee::id)
                .containsExactlyInAnyOrder(AttendeeId.of("a1"), AttendeeId.of("a3"));
    }

    private void resync() {
        world.time.tick(Duration.ofHours(3));
        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();
    }
}
