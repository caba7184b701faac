package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.sandbox.SandboxEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The main job as its command runs it. */
final class QuickstartTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void theMainJobEndsActiveWithBothListsEqual() throws IOException {
        int exit = run(event -> {});

        assertThat(exit).as("%s", printed).isZero();
        assertThat(lastLine())
                .startsWith("quickstart: ok 2,000 imported, 1 added, 1 updated, 1 cancelled, status ACTIVE, ");
        evidence("quickstart", lastLine());
    }

    @Test
    void eachMomentIsShownAsAPageWouldShowIt() {
        run(event -> {}, "--attendees", "120");

        assertThat(lines().get(0)).startsWith("asked for the import: [Pending]");
        assertThat(lines())
                .anyMatch(line -> line.equals("the import ended: [Active] (Syncing), 120 guests in the host's list"));
        assertThat(lines()).anyMatch(line -> line.contains("the host was told ADDED: [Active] (Syncing), 121 guests"));
        assertThat(lines()).anyMatch(line -> line.contains("the host was told CHANGED: [Active]"));
        assertThat(lines()).anyMatch(line -> line.contains("the host was told CANCELLED: [Active]"));
    }

    @Test
    void anAttendeeThatTheProviderHidesIsMissedAndTheExitIsNotZero() {
        String[] hidden = new String[1];

        int exit = run(
                event -> {
                    hidden[0] = event.attendees().get(7).id();
                    event.hide(hidden[0]);
                },
                "--attendees",
                "120");

        assertThat(exit).isNotZero();
        assertThat(lastLine()).startsWith("quickstart: failed: ").contains("1 [" + hidden[0] + "] are missing");
    }

    @Test
    void anEventThatIsNotThereIsOneClearLineAndTheExitIsNotZero() {
        int exit = run(SandboxEvent::remove, "--attendees", "20");

        assertThat(exit).isNotZero();
        assertThat(lastLine())
                .startsWith("quickstart: failed: expected the import to end ACTIVE")
                .contains("HTTP 404 NOT_FOUND");
    }

    @Test
    void aRevokedCredentialIsShownAndTheEventComesBackByReconnectAlone() throws IOException {
        int exit = run(event -> {}, "--reconnect", "--attendees", "120", "--slow");

        assertThat(exit).as("%s", printed).isZero();
        assertThat(lines())
                .containsSubsequence(
                        "the provider revoked the credential: [Disconnected] Integration disconnected: connect the provider"
                                + " in Settings, Integrations, then reconnect the event [Reconnect], 120 guests in the host's"
                                + " list",
                        "the provider is connected again: [Disconnected] Integration disconnected: the provider is connected;"
                                + " reconnect the event to it [Reconnect], 120 guests in the host's list");
        assertThat(lines()).anyMatch(line -> line.startsWith("Reconnect was pressed: [Pending] 0 attendees so far"));
        assertThat(lines()).anyMatch(line -> line.startsWith("importing: ") && line.contains(" of 121 attendees"));
        assertThat(lines()).contains("the import ended: [Active] (Syncing), 121 guests in the host's list");
        assertThat(lastLine())
                .startsWith(
                        "quickstart: ok 120 imported, severed because REFUSED, reconnected, 121 guests, status ACTIVE, ");
        evidence("quickstart-reconnect", lastLine());
    }

    @Test
    void tooFewAttendeesAreRefusedWithWhatIsExpected() {
        assertThat(run(event -> {}, "--attendees", "2")).isNotZero();
        assertThat(lastLine()).contains("expected --attendees of 20 or more");
    }

    private int run(Consumer<SandboxEvent> beforeTheImport, String... arguments) {
        return QuickstartMain.run(new PrintWriter(printed), beforeTheImport, arguments);
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }

    private String lastLine() {
        return lines().get(lines().size() - 1);
    }

    private static void evidence(String name, String line) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(folder.resolve(name + ".txt"), line + System.lineSeparator());
    }
}
