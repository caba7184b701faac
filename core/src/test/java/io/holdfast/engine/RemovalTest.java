package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Cursor;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.UnknownIdException;
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
    void twiceIsAnUnknownIdTheSecondTime() {
        SyncLink link = world.live();
        world.engine.links().remove(link.id()).orThrow();

        assertThatThrownBy(() -> world.engine.links().remove(link.id()))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining(link.id().value());
    }
}
