package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncStatus;
import io.holdfast.testkit.faults.Fault;
import io.holdfast.testkit.faults.FaultHarness;
import io.holdfast.testkit.faults.FaultRun;
import io.holdfast.testkit.faults.FaultScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A clock that is set back while somebody imports an event: what was due at once is still due at once. */
final class ClockSetBackTest {
    private static final FaultScenario<Stage> IMPORT = FaultScenario.in(Stage::new, Stage::ports)
            .then("connect and import", Stage::connectAndImport)
            .pass(Duration.ofMinutes(4));

    @Test
    void atNoCallOfAnImportHoldsItUp() {
        int calls = FaultHarness.count(IMPORT);

        for (int at = 1; at <= calls; at++) {
            FaultRun<Stage> run = FaultHarness.run(IMPORT, at, Fault.jump(Duration.ofDays(-1)));

            assertThat(run.world().link().status())
                    .as("after the clock was set back at %s", run.struck())
                    .isEqualTo(SyncStatus.ACTIVE);
        }
    }
}
