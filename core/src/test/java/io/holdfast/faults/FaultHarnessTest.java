package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.faults.Fault;
import io.holdfast.testkit.faults.FaultHarness;
import io.holdfast.testkit.faults.FaultRun;
import io.holdfast.testkit.faults.FaultScenario;
import io.holdfast.testkit.faults.PortCall;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A fault meets the call that was named, alone, and the story goes on as it would in the world. */
final class FaultHarnessTest {
    private static final FaultScenario<Stage> IMPORT = FaultScenario.in(Stage::new, Stage::ports)
            .then("connect and import", Stage::connectAndImport)
            .pass(Duration.ofMinutes(4));

    private final List<PortCall> calls = FaultHarness.quiet(IMPORT).calls();

    @Test
    void aQuietStoryNumbersItsCallsAlikeEachTime() {
        assertThat(calls).isEqualTo(FaultHarness.quiet(IMPORT).calls());
        assertThat(FaultHarness.count(IMPORT)).isEqualTo(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).number()).isEqualTo(i + 1);
        }
        Set<String> ports = new HashSet<>();
        calls.forEach(call -> ports.add(call.port()));
        assertThat(ports)
                .containsExactlyInAnyOrder(
                        "ProviderConnector",
                        "SyncLinkStore",
                        "IntegrationStore",
                        "CredentialVault",
                        "AttendeeStore",
                        "RunQueue",
                        "SyncListener",
                        "Authorizer");
    }

    @Test
    void theStruckCallIsTheOneOfThatNumberInTheQuietStory() {
        int at = page(2);

        FaultRun<Stage> run = FaultHarness.run(IMPORT, at, Fault.death());

        assertThat(run.struck()).contains(calls.get(at - 1));
        assertThat(run.struck().orElseThrow().toString()).isEqualTo("call " + at + ", ProviderConnector.attendees");
        assertThat(run.calls()).isEqualTo(calls.subList(0, at));
    }

    @Test
    void aDeadEngineIsNotHeardOfAgainAndAnotherGoesOnOverTheSameStores() {
        FaultRun<Stage> run = FaultHarness.run(IMPORT, page(2), Fault.death());

        assertThat(run.engines()).isEqualTo(2);
        assertThat(pagesAsked(run)).as("the page before is not read again").containsExactly(1L, 2L, 3L);
        assertThat(link(run).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(run.world().attendees.attendees(link(run).id())).hasSize(Stage.GUESTS);
    }

    @Test
    void afterTheEffectTheEffectIsThere() {
        FaultRun<Stage> run = FaultHarness.run(IMPORT, page(2), Fault.death().afterTheEffect());

        assertThat(pagesAsked(run)).as("asked by the dead one and by the next").containsExactly(1L, 2L, 2L, 3L);
        assertThat(link(run).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void whatIsThrownComesOutOfThePortAndTheEngineLives() {
        FaultRun<Stage> run = FaultHarness.run(
                IMPORT,
                page(1),
                Fault.thrown(() -> ProviderException.rateLimited(Duration.ofSeconds(40), "expected patience")));

        assertThat(run.engines()).isEqualTo(1);
        assertThat(link(run).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(link(run).lastRun().orElseThrow().endedAt()).isAfterOrEqualTo(Stage.START.plusSeconds(40));
    }

    @Test
    void anActThatWasCutShortIsDoneAgain() {
        for (int at = 1; at < page(1); at++) {
            FaultRun<Stage> run =
                    FaultHarness.run(IMPORT, at, Fault.thrown(IOException::new).afterTheEffect());
            assertThat(link(run).status()).as("%s", run.struck()).isEqualTo(SyncStatus.ACTIVE);
        }
    }

    @Test
    void aCallThatHangsLeavesTheRestToAnotherEngineAndGoesOnLate() {
        FaultRun<Stage> run = FaultHarness.run(IMPORT, page(2), Fault.block());

        assertThat(run.engines()).isEqualTo(2);
        assertThat(link(run).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(pagesAsked(run))
                .as("the second page once more, at the very end")
                .containsExactly(1L, 2L, 3L, 2L);
        assertThat(run.world().attendees.attendees(link(run).id())).hasSize(Stage.GUESTS);
    }

    @Test
    void aCallThatComesBackLateFindsWhatAnotherEngineDidMeanwhile() {
        FaultRun<Stage> run = FaultHarness.run(
                IMPORT, page(2), Fault.late(Duration.ofMinutes(3)).afterTheEffect());

        assertThat(run.engines()).isEqualTo(2);
        assertThat(pagesAsked(run)).containsExactly(1L, 2L, 2L, 3L);
        assertThat(link(run).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void theClockMayJumpAtACall() {
        FaultRun<Stage> quiet = FaultHarness.quiet(IMPORT);
        FaultRun<Stage> run = FaultHarness.run(IMPORT, page(3), Fault.jump(Duration.ofSeconds(30)));

        assertThat(link(run).lastRun().orElseThrow().endedAt())
                .isEqualTo(link(quiet).lastRun().orElseThrow().endedAt().plusSeconds(30));
        FaultRun<Stage> back = FaultHarness.run(IMPORT, page(3), Fault.jump(Duration.ofSeconds(-30)));
        assertThat(link(back).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aNumberThatNoCallHasIsRefused() {
        assertThatThrownBy(() -> FaultHarness.run(IMPORT, calls.size() + 1, Fault.death()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of the " + calls.size() + " calls")
                .hasMessageContaining("found " + (calls.size() + 1));
        assertThatThrownBy(() -> FaultHarness.run(IMPORT, 0, Fault.death()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number of a call");
    }

    @Test
    void aFaultSaysWhatItNeedsBeforeAnyStoryIsTold() {
        assertThatThrownBy(() -> Fault.late(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.late(absent()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("by");
        assertThatThrownBy(() -> Fault.jump(absent()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("by");
        assertThatThrownBy(() -> Fault.thrown(absent()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("what");
    }

    @Test
    void aFaultThatMakesNothingToThrowIsRefusedThoughTheEngineCopes() {
        Fault nothing = Fault.thrown(FaultHarnessTest::absent);

        assertThatThrownBy(() -> FaultHarness.run(IMPORT, page(2), nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found null")
                .hasMessageContaining(calls.get(page(2) - 1).toString());
    }

    @Test
    void timeDoesNotPassBackwards() {
        assertThatThrownBy(() -> IMPORT.pass(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found PT-1S")
                .hasMessageContaining("jump");
    }

    @Test
    void anActThatStartsTheEngineIsRefused() {
        FaultScenario<Stage> starting =
                FaultScenario.in(Stage::new, Stage::ports).then("start", (stage, engine) -> engine.start());

        assertThatThrownBy(() -> FaultHarness.quiet(starting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"start\"")
                .hasStackTraceContaining("turned by hand");
    }

    /** What a caller without null checks may pass. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
    private static <T> T absent() {
        return (T) null;
    }

    @Test
    void anActThatFailsOfItselfIsToldByItsName() {
        FaultScenario<Stage> wrong = FaultScenario.in(Stage::new, Stage::ports).then("stumble", (stage, engine) -> {
            throw new IllegalStateException("the act's own");
        });

        assertThatThrownBy(() -> FaultHarness.quiet(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"stumble\"")
                .hasMessageContaining("no fault")
                .hasRootCauseMessage("the act's own");
    }

    /** The number of the call that asks for a page of the import. */
    private int page(int number) {
        return calls.stream()
                .filter(call -> call.is(ProviderConnector.class.getSimpleName(), "attendees"))
                .skip(number - 1)
                .findFirst()
                .orElseThrow()
                .number();
    }

    private static List<Long> pagesAsked(FaultRun<Stage> run) {
        return run.world().provider.calls().stream()
                .filter(call -> call.startsWith("attendees "))
                .map(call -> Long.valueOf(call.substring("attendees ".length())))
                .toList();
    }

    private static SyncLink link(FaultRun<Stage> run) {
        List<SyncLink> found = run.world().links.of(Stage.ACME, Stage.OURS).stream()
                .map(row -> row.value().orElseThrow())
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).run().filter(SyncRun::isWorking)).isEmpty();
        return found.get(0);
    }
}
