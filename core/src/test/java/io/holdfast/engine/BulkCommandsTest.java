package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.credential.SeveredInSecret;
import io.holdfast.message.Message;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.Capabilities;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person asks of many links at once: as many answers, and each as if it had been asked alone. */
final class BulkCommandsTest {
    private static final int LINKS = 230;

    private final World world = new World();
    private final Integration integration = world.connected();

    @Test
    void reconnectingAllEqualsReconnectingEach() {
        List<SyncLinkId> one = imported("one", LINKS);
        List<SyncLinkId> other = imported("other", LINKS);
        world.engine.runDue();
        world.engine.integrations().disconnect(integration.id(), 1).orThrow();
        world.connected();

        other.forEach(id -> world.engine.links().reconnect(id, integration.id()).orThrow());
        Map<SyncLinkId, Outcome<SyncLink>> outcomes =
                world.engine.integrations().reconnectAll(integration.id()).orThrow();

        assertThat(outcomes).containsOnlyKeys(one);
        assertThat(outcomes.values()).allMatch(outcome -> outcome.changed());
        for (int i = 0; i < LINKS; i++) {
            assertThat(withoutIdentity(one.get(i))).isEqualTo(withoutIdentity(other.get(i)));
        }
        world.engine.runDue();
        assertThat(one).allSatisfy(id -> assertThat(status(id)).isEqualTo(SyncStatus.ACTIVE));
        assertThat(world.engine.integrations().reconnectAll(integration.id()).orThrow())
                .isEmpty();
    }

    @Test
    void theToastOfManySaysHowManyWereTakenAndNamesRefusalsOnlyWhereThereAreAny() {
        imported("event", 2);
        world.engine.runDue();
        WorkspaceId workspace = integration.workspace();

        assertThat(world.engine.workspaces().suspend(workspace).message().text(Locale.ENGLISH))
                .isEqualTo("Taken for all 2.");
        assertThat(world.engine.workspaces().suspend(workspace).message().text(Locale.ENGLISH))
                .doesNotContain("2 taken");
    }

    @Test
    void theToastOfReconnectAllSaysHowManyAreOnHold() {
        List<SyncLinkId> links = imported("event", 3);
        world.engine.runDue();
        world.engine.links().suspend(links.get(0)).orThrow();
        world.engine.integrations().disconnect(integration.id(), 1).orThrow();
        world.connected();

        Message toast =
                world.engine.integrations().reconnectAll(integration.id()).message();

        assertThat(toast.text(Locale.ENGLISH))
                .isEqualTo(
                        "Of 3: 3 taken, 0 with nothing to change, 0 refused. One of them is on hold and read once resumed.");
        assertThat(toast.text(Locale.GERMAN))
                .endsWith("Eine davon ist angehalten und wird gelesen, sobald sie fortgesetzt wird.");
    }

    @Test
    void reconnectingAllReachesLinksThatHaveNotBeenToldOfTheSeveranceYet() {
        List<SyncLinkId> links = imported("event", 3);
        world.engine.runDue();
        Integration latest = world.engine.integrations().get(integration.id());
        world.integrations.replace(SeveredInSecret.of(latest, Severance.Cause.REFUSED, world.time.instant()));
        world.connected();

        Map<SyncLinkId, Outcome<SyncLink>> outcomes =
                world.engine.integrations().reconnectAll(integration.id()).orThrow();
        world.engine.runDue();

        assertThat(outcomes).containsOnlyKeys(links);
        assertThat(links).allSatisfy(id -> assertThat(status(id)).isEqualTo(SyncStatus.ACTIVE));
    }

    @Test
    void reconnectingAllOfASeveredIntegrationIsRefusedWithTheWayBack() {
        imported("event", 3);
        world.engine.integrations().disconnect(integration.id(), 1);

        Refusal refusal = world.engine
                .integrations()
                .reconnectAll(integration.id())
                .refusal()
                .orElseThrow();

        assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_CONNECTED);
        assertThat(refusal.suggestedAction()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
        assertThat(refusal.reason()).contains(integration.id().value());
    }

    @Test
    void reconnectingAllWhereNoLinkWaitsForItSaysSo() {
        imported("event", 3);

        Outcome<Map<SyncLinkId, Outcome<SyncLink>>> outcome =
                world.engine.integrations().reconnectAll(integration.id());

        assertThat(outcome.changed()).isFalse();
        assertThat(outcome.reason()).isEqualTo("no link waits for it");
    }

    @Test
    void aSuspendedWorkspaceReadsNothingAndResumedCatchesUpWithoutReadingAllAnew() {
        List<SyncLinkId> links = imported("event", LINKS);
        for (SyncLinkId id : links) {
            world.provider.put(
                    world.engine.links().get(id).key().remote(),
                    World.attendee("a1", "Company 1", World.START).build());
        }
        world.engine.runDue();
        assertThat(world.engine.workspaces().suspend(World.ACME).orThrow()).containsOnlyKeys(links);
        int calls = world.provider.calls().size();

        world.pass(Duration.ofHours(2));
        assertThat(world.provider.calls()).hasSize(calls);
        Map<SyncLinkId, Outcome<SyncLink>> resumed =
                world.engine.workspaces().resume(World.ACME).orThrow();

        assertThat(resumed).containsOnlyKeys(links);
        assertThat(links)
                .allSatisfy(id -> assertThat(world.engine.links().get(id).run().map(SyncRun::kind))
                        .contains(SyncRun.Kind.CATCH_UP));
        world.engine.runDue();
        assertThat(world.provider.calls().subList(calls, world.provider.calls().size()))
                .as("changes are asked for, each event is looked at, and nothing is scanned in full")
                .hasSize(2 * LINKS)
                .allMatch(call -> call.startsWith("changes") || call.equals("describe"));
    }

    @Test
    void refreshingGoesOnWhileAWorkspaceIsSuspended() {
        world.provider.capable(Capabilities.builder().refresh(true).build());
        Integration tokens = world.engine
                .integrations()
                .renew(integration.id(), world.provider.issue(Duration.ofHours(1)))
                .orThrow();
        imported("event", 3);
        world.engine.runDue();
        world.engine.workspaces().suspend(World.ACME);

        world.pass(Duration.ofHours(2));

        assertThat(world.engine.integrations().get(tokens.id()).bookkeeping().credentialVersion())
                .isEqualTo(tokens.bookkeeping().credentialVersion() + 2);
    }

    @Test
    void oneThatCanNotBeDoneIsReportedAndKeepsNoOtherFromIt() {
        List<SyncLinkId> links = imported("event", 5);
        Tampered store = new Tampered(world.links);
        store.before = move -> {
            if (move.next().id().equals(links.get(2))) {
                throw new IllegalStateException("a row that quotes nobody");
            }
        };

        Map<SyncLinkId, Outcome<SyncLink>> outcomes = world.with(store, world.attendees)
                .workspaces()
                .suspend(World.ACME)
                .orThrow();

        assertThat(outcomes).containsOnlyKeys(links);
        assertThat(outcomes.entrySet())
                .filteredOn(entry -> entry.getValue().refusal().isPresent())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getKey()).isEqualTo(links.get(2));
                    Refusal refusal = entry.getValue().refusal().orElseThrow();
                    assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_DONE);
                    assertThat(refusal.reason()).contains(links.get(2).value(), "IllegalStateException");
                });
    }

    private List<SyncLinkId> imported(String name, int count) {
        List<SyncLinkId> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(world.imported(name + "-" + i, integration).id());
        }
        return links;
    }

    private SyncStatus status(SyncLinkId id) {
        return world.engine.links().get(id).status();
    }

    /** What is to be equal of two links that were brought back in two ways. */
    private List<Object> withoutIdentity(SyncLinkId id) {
        SyncLink link = world.engine.links().get(id);
        List<TriggerKind> triggers = world.engine.links().history(id, Cursor.START, 50).items().stream()
                .map(TransitionRecord::trigger)
                .flatMap(trigger -> trigger.stream())
                .toList();
        return List.of(
                link.phase(),
                link.binding(),
                link.version(),
                link.bookkeeping().fence(),
                link.importedAt(),
                link.bookkeeping().watermarks(),
                link.run().map(SyncRun::kind),
                link.run().map(SyncRun::due),
                triggers);
    }
}
