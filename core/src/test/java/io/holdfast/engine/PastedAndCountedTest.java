package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendance;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Statistics;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a person pastes is taken apart before anything is stored, and what was imported is counted. */
final class PastedAndCountedTest {
    private static final SyncSubject OURS = SyncSubject.event("our-42");

    private final World world = new World();
    private final Integration account = world.connected();

    @Test
    void blanksAroundAnIdMakeNoOtherEvent() {
        SyncLink first = imported(World.EVENT.id().value()).orThrow();
        Outcome<SyncLink> again = imported("  " + World.EVENT.id().value() + "\n");

        assertThat(again.orThrow().id()).isEqualTo(first.id());
        assertThat(again.changed()).isFalse();
        assertThat(first.key().remote()).isEqualTo(World.EVENT);
    }

    @Test
    void whatIsStoredIsCountedWithoutAskingTheProvider() {
        SyncLink link = imported(World.EVENT.id().value()).orThrow();
        assertThat(world.engine.links().statistics(link.id())).contains(Statistics.NONE);
        world.put("1", "a", World.START);
        world.put("2", "b", World.START);
        world.engine.runDue();
        int calls = world.provider.calls().size();

        assertThat(world.engine.links().statistics(link.id()))
                .contains(new Statistics(Map.of(Attendance.ATTENDING, 2L), 0, new TreeMap<>()));
        assertThat(world.provider.calls()).hasSize(calls);
    }

    @Test
    void aStoreThatReadsNothingBackCountsNothing() {
        SyncLink link = imported(World.EVENT.id().value()).orThrow();
        try (SyncEngine other = world.with(world.links, new TamperedAttendees(world.attendees))) {
            assertThat(other.links().statistics(link.id())).isEmpty();
        }
    }

    private Outcome<SyncLink> imported(String pasted) {
        return world.engine.links().importSubject(World.ACME, OURS, account.id(), RemoteId.of(pasted));
    }
}
