package io.holdfast.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.codec.StoredValues;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What the log knows while the engine works on something. */
final class LogContextTest {
    private final SyncLink link = new StoredValues(7).link();
    private final Integration integration = new StoredValues(7).integration();

    @Test
    void aLinkIsNamedWithItsWorkspaceItsAccountAndItsRun() {
        Map<String, String> known =
                LogContextKeys.kept(() -> LogContext.of(link).get(LogContextKeys::now));

        assertThat(known)
                .containsKeys(LogContext.LINK, LogContext.WORKSPACE, LogContext.INTEGRATION)
                .hasSize(link.run().isPresent() ? 4 : 3);
    }

    @Test
    void whatStoodThereBeforeStandsThereAgainAlsoAfterAThrow() {
        Map<String, String> after = LogContextKeys.kept(() -> {
            MDC.put("of the host", "stays");
            MDC.put(LogContext.INTEGRATION, "outer");
            assertThatThrownBy(() -> LogContext.of(integration).run(() -> {
                        assertThat(MDC.get(LogContext.INTEGRATION)).isNotEqualTo("outer");
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            return LogContextKeys.now();
        });

        assertThat(after).isEqualTo(Map.of("of the host", "stays", LogContext.INTEGRATION, "outer"));
    }
}
