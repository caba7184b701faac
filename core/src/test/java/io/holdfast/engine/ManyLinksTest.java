package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import io.holdfast.testkit.contract.PassedOn;
import io.holdfast.transition.TransitionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Commands on many links where the one write of a page goes wrong: lost answers, rows that can't be written, somebody faster. */
final class ManyLinksTest {
    private static final int LINKS = 5;

    private final World world = new World();
    private final Integration account = world.connected();
    private final List<SyncLinkId> links = imported();
    private final Tampered store = new Tampered(world.links);
    private int writes;

    @Test
    void whereTheAnswerOfManyIsLostEachIsTakenAndToldOnce() {
        store.many = moves -> {
            writes++;
            world.links.replaceAll(moves);
            throw new IllegalStateException("the answer is lost");
        };

        Map<SyncLinkId, Outcome<SyncLink>> outcomes = suspended();

        assertThat(outcomes.values()).hasSize(LINKS).allMatch(Outcome::changed);
        assertThat(writes).isEqualTo(1);
        assertThat(world.records.stream().map(TransitionRecord::link)).containsExactlyInAnyOrderElementsOf(links);
        assertThat(links).allMatch(id -> toldTimes(id) == 2);
    }

    @Test
    void oneThatCanNotBeWrittenLeavesTheOthersToGoAlone() {
        SyncLinkId poison = links.get(2);
        store.before = move -> {
            if (move.next().id().equals(poison)) {
                throw new IllegalStateException("a row that quotes nobody");
            }
        };
        store.many = moves -> {
            moves.forEach(store.before);
            return world.links.replaceAll(moves);
        };

        Map<SyncLinkId, Outcome<SyncLink>> outcomes = suspended();

        assertThat(outcomes.entrySet())
                .filteredOn(entry -> !entry.getValue().changed())
                .extracting(Map.Entry::getKey)
                .containsExactly(poison);
        assertThat(world.records).hasSize(LINKS - 1);
    }

    @Test
    void whoeverWasFasterIsHeardAndTheRestIsDecidedAnew() {
        store.many = moves -> {
            writes++;
            if (writes == 1) {
                world.engine.links().suspend(links.get(0)).orThrow();
                world.engine.links().resync(links.get(1));
                world.links.remove(links.get(2));
            }
            return world.links.replaceAll(moves);
        };

        Map<SyncLinkId, Outcome<SyncLink>> outcomes = suspended();

        assertThat(outcomes).hasSize(LINKS);
        assertThat(at(outcomes, links.get(0)).changed()).isFalse();
        assertThat(at(outcomes, links.get(2)).refusal().orElseThrow().code()).isEqualTo(Refusal.Code.NOT_DONE);
        assertThat(List.of(0, 1, 3, 4))
                .allMatch(number -> world.engine.links().get(links.get(number)).suspended());
        assertThat(world.records.stream()
                        .filter(record -> record.after().suspended())
                        .map(TransitionRecord::link))
                .containsExactlyInAnyOrder(links.get(0), links.get(1), links.get(3), links.get(4));
    }

    @Test
    void whereOneCanNotBeRemovedTheOthersAre() {
        SyncLinkId kept = links.get(3);
        AttendeeStore attendees = new PassedOn(world.attendees) {
            @Override
            public void fenceAll(Set<FencingToken> tokens) {
                if (tokens.stream().anyMatch(token -> token.link().equals(kept))) {
                    throw new IllegalStateException("a list that is locked");
                }
                super.fenceAll(tokens);
            }
        };

        world.with(world.links, attendees).workspaces().remove(World.ACME);

        assertThat(links).allMatch(id -> world.links.load(id).isPresent() == id.equals(kept));
        assertThat(world.removed).hasSize(LINKS - 1);
    }

    private Map<SyncLinkId, Outcome<SyncLink>> suspended() {
        return world.with(store, world.attendees)
                .workspaces()
                .suspend(World.ACME)
                .orThrow();
    }

    private static <T> T at(Map<SyncLinkId, T> outcomes, SyncLinkId id) {
        return Optional.ofNullable(outcomes.get(id)).orElseThrow();
    }

    private List<SyncLinkId> imported() {
        List<SyncLinkId> imported = new ArrayList<>();
        for (int number = 0; number < LINKS; number++) {
            imported.add(world.imported("event-" + number, account).id());
        }
        world.records.clear();
        return imported;
    }

    private long toldTimes(SyncLinkId id) {
        return world.links.history(id, Cursor.START, 9).items().size();
    }
}
