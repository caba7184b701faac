package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A link that is taken away: nothing of it works on, and the host's attendees stay. */
final class RemovalTest {
    private final World world = new World();

    @Test
    void takesTheLinkAndItsHistoryAndLeavesTheAttendees() {
        world.registered(3);
        SyncLink link = world.live();

        world.engine.links().remove(link.id()).orThrow();

        assertThatThrownBy(() -> world.engine.links().get(link.id())).isInstanceOf(UnknownIdException.class);
        assertThat(world.links.history(link.id(), Cursor.START, 10).items()).isEmpty();
        assertThat(world.attendees.attendees(link.id())).hasSize(3);
        assertThat(world.removed).containsExactly(link);
    }

    @Test
    void aWorkerThatIsOnAPageWritesNothingAnyMore() {
        world.registered(25);
        SyncLink link = world.imported();
        world.provider.beforeEachPage(() -> {
            if (world.provider.calls().contains("attendees 1")
                    && world.links.load(link.id()).isPresent()) {
                world.engine.links().remove(link.id()).orThrow();
            }
        });

        world.engine.runDue();

        assertThat(world.attendees.attendees(link.id())).as("the page before").hasSize(10);
        assertThat(world.links.load(link.id())).isEmpty();
        assertThat(world.engine.runDue()).as("nothing is left to do").isZero();
    }

    @Test
    void theSameEventMayBeImportedAgainAsAnotherLink() {
        world.registered(3);
        SyncLink link = world.live();
        world.engine.links().remove(link.id()).orThrow();

        SyncLink again = world.live();

        assertThat(again.id()).isNotEqualTo(link.id());
        assertThat(again.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(world.attendees.attendees(again.id())).hasSize(3);
    }

    @Test
    void whoIsImportedAgainStandsThereOnceAndWhoLeftMeanwhileIsFoundMissing() {
        world.registered(3);
        SyncLink link = world.live();
        for (int reads = 0; reads < 5; reads++) {
            world.next(link);
        }
        world.engine.links().remove(link.id()).orThrow();
        world.provider.remove(World.EVENT, AttendeeId.of("a2"));
        world.changes.clear();

        SyncLink again = world.live();
        for (int scans = 0; scans < 3; scans++) {
            world.time.tick(Duration.ofHours(3));
            world.engine.links().resync(again.id()).orThrow();
            world.engine.runDue();
        }

        assertThat(world.attendees.attendees(again.id())).hasSize(3);
        assertThat(world.attendees.attendees(link.id())).isEmpty();
        assertThat(world.changes).singleElement().satisfies(told -> {
            assertThat(told.id()).isEqualTo(AttendeeId.of("a2"));
            assertThat(told.kind()).isEqualTo(Change.Kind.CANCELLED);
        });
    }

    @Test
    void twiceIsAnUnknownIdTheSecondTime() {
        SyncLink link = world.live();
        world.engine.links().remove(link.id()).orThrow();

        assertThatThrownBy(() -> world.engine.links().remove(link.id()))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining(link.id().value());
    }

    @Test
    void ofAWorkspaceTakesALinkThatAnImportStoresWhileItsIntegrationIsSevered() {
        Integration account = world.connected();
        TamperedIntegrations integrations = new TamperedIntegrations(world.integrations);
        integrations.afterReplace = () -> world.links.createIfAbsent(birth(account));

        removeWorkspace(integrations);

        assertNothingIsLeft(account);
    }

    @Test
    void ofAWorkspaceTakesALinkThatAnImportStoresAfterItWasLookedFor() {
        Integration account = world.connected();
        TamperedIntegrations integrations = new TamperedIntegrations(world.integrations);
        integrations.beforeRemove = () -> world.links.createIfAbsent(birth(account));

        removeWorkspace(integrations);

        assertNothingIsLeft(account);
    }

    @Test
    void ofAWorkspaceIsSeenByAnImportThatComesAfterIt() {
        Integration account = world.connected();
        Tampered links = new Tampered(world.links);
        links.before = move -> world.engine.workspaces().remove(World.ACME).orThrow();
        SyncEngine importing = world.with(links, world.attendees);

        assertThatThrownBy(() -> importing
                        .links()
                        .importSubject(World.ACME, SyncSubject.event("our-42"), account.id(), World.EVENT.id()))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining(account.id().value());

        assertNothingIsLeft(account);
    }

    private void removeWorkspace(TamperedIntegrations integrations) {
        world.builder(SyncPolicy.defaults())
                .integrations(integrations)
                .build()
                .workspaces()
                .remove(World.ACME)
                .orThrow();
    }

    private void assertNothingIsLeft(Integration account) {
        assertThat(world.links.of(World.ACME, Cursor.START, 10).items()).isEmpty();
        assertThat(world.integrations.load(account.id())).isEmpty();
        assertThat(world.engine.runDue()).isZero();
    }

    /** What an import stores that saw the integration while it was connected. */
    private Decision.Moved birth(Integration account) {
        return SyncStateMachine.begin(
                SyncLinkId.of("raced"),
                new SyncLink.Key(World.ACME, account.provider(), World.EVENT, SyncSubject.event("our-42")),
                new SyncLink.Binding(account.id(), account.connection()),
                Actor.HOST,
                world.time.instant());
    }
}
