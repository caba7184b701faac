package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.sandbox.LumaEvent;
import io.holdfast.sandbox.ProviderEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job as its command runs it. */
final class QuickstartTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void theMainJobOfBothProvidersEndsActiveWithAllListsEqual() throws IOException {
        int exit = run(event -> {});

        assertThat(exit).as("%s", printed).isZero();
        assertThat(lastLine())
                .startsWith("quickstart: ok 2,000 imported, 1 added, 1 updated, 1 cancelled, status ACTIVE, ")
                .contains("; Luma: 2,000 imported, 1 added, 1 updated, 1 cancelled, status ACTIVE, ");
        assertThat(lines()).anyMatch(line -> line.startsWith("Eventbrite: importing: "));
        assertThat(lines()).anyMatch(line -> line.startsWith("Luma: importing: "));
        evidence("quickstart", lastLine());
    }

    /** Each is there before either is imported. */
    @Test
    void bothImportsRunAtOnce() {
        CountDownLatch bothThere = new CountDownLatch(2);

        int exit = run(
                event -> {
                    bothThere.countDown();
                    awaitOther(bothThere);
                },
                "--attendees",
                "20");

        assertThat(exit).as("%s", printed).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void oneProviderAloneTellsNoName(Provider provider) {
        int exit = run(event -> {}, "--provider", provider.title().toLowerCase(Locale.ROOT), "--attendees", "20");

        assertThat(exit).as("%s", printed).isZero();
        assertThat(lines().get(0)).startsWith("asked for the import: [Pending · Importing]");
        assertThat(lastLine())
                .startsWith("quickstart: ok 20 imported, 1 added, 1 updated, 1 cancelled, status ACTIVE, ")
                .doesNotContain(";");
    }

    @Test
    void whatFailsOfBothIsToldWithItsName() {
        int exit = run(
                event -> {
                    if (event instanceof LumaEvent) {
                        event.remove();
                    }
                },
                "--attendees",
                "20");

        assertThat(exit).isNotZero();
        assertThat(lastLine())
                .startsWith("quickstart: failed: Luma: expected the import to end ACTIVE")
                .contains("HTTP 403");
    }

    /** Connector, credential and sandbox are all that a host's program for one provider differs in from another's. */
    @Test
    void noProviderIsNamedInTheHostsProgram() throws IOException {
        Set<String> namers = Stream.of(Provider.class, FirstImport.class, ConnectAccount.class, ConnectLuma.class)
                .map(type -> type.getSimpleName() + ".java")
                .collect(Collectors.toSet());
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<Path> program = sources.filter(Files::isRegularFile)
                    .filter(source -> !namers.contains(source.getFileName().toString()))
                    .toList();

            assertThat(program)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(source -> assertThat(Files.readString(source))
                            .doesNotContainIgnoringCase("eventbrite")
                            .doesNotContainIgnoringCase("luma"));
        }
    }

    @Test
    void eachMomentIsShownAsAPageWouldShowIt() {
        run(event -> {}, "--provider", "eventbrite", "--attendees", "120");

        assertThat(lines().get(0)).startsWith("asked for the import: [Pending · Importing]");
        assertThat(lines())
                .anyMatch(line -> line.equals("the import ended: [Active · Syncing], 120 guests in the host's list"));
        assertThat(lines()).anyMatch(line -> line.contains("the host was told ADDED: [Active · Syncing], 121 guests"));
        assertThat(lines()).anyMatch(line -> line.contains("the host was told CHANGED: [Active"));
        assertThat(lines()).anyMatch(line -> line.contains("the host was told CANCELLED: [Active"));
    }

    @Test
    void anAttendeeThatTheProviderHidesIsMissedAndTheExitIsNotZero() {
        String[] hidden = new String[1];

        int exit = run(
                event -> {
                    hidden[0] = event.attendees().get(7).id();
                    event.hide(hidden[0]);
                },
                "--provider",
                "eventbrite",
                "--attendees",
                "120");

        assertThat(exit).isNotZero();
        assertThat(lastLine()).startsWith("quickstart: failed: ").contains("1 [" + hidden[0] + "] are missing");
    }

    @Test
    void anEventThatIsNotThereIsOneClearLineAndTheExitIsNotZero() {
        int exit = run(ProviderEvent::remove, "--provider", "eventbrite", "--attendees", "20");

        assertThat(exit).isNotZero();
        assertThat(lastLine())
                .startsWith("quickstart: failed: expected the import to end ACTIVE")
                .contains("HTTP 404 NOT_FOUND");
    }

    @Test
    void bothComeBackByReconnect() {
        int exit = run(event -> {}, "--reconnect", "--attendees", "20");

        assertThat(exit).as("%s", printed).isZero();
        assertThat(lastLine())
                .startsWith(
                        "quickstart: ok 20 imported, severed because REFUSED, reconnected, 21 guests, status ACTIVE, ")
                .contains("; Luma: 20 imported, severed because REFUSED, reconnected, 21 guests, status ACTIVE, ");
    }

    @Test
    void aRevokedCredentialIsShownAndTheEventComesBackByReconnectAlone() throws IOException {
        int exit = run(event -> {}, "--provider", "eventbrite", "--reconnect", "--attendees", "120", "--slow");

        assertThat(exit).as("%s", printed).isZero();
        assertThat(lines())
                .containsSubsequence(
                        "the provider revoked the credential: [Disconnected] Integration disconnected: The provider refuses"
                                + " the credential: it was revoked there, or a password was changed. Attendees stay as they were."
                                + " What changed at Eventbrite since is not here yet. Connect the account again in Settings,"
                                + " Integrations. Then come back to this event and press Reconnect. [Connect Eventbrite…],"
                                + " 120 guests in the host's list",
                        "the provider is connected again: [Disconnected] Integration disconnected: The connection to the"
                                + " provider ended. Attendees stay as they were. What changed at Eventbrite since is not here"
                                + " yet. The account is connected again. Press Reconnect to read this event from it."
                                + " [Reconnect…], 120 guests in the host's list");
        assertThat(lines())
                .anyMatch(line -> line.startsWith("Reconnect was pressed: [Pending · Importing] 0 read so far"));
        assertThat(lines()).anyMatch(line -> line.startsWith("importing: ") && line.contains(" of 121 read"));
        assertThat(lines()).contains("the import ended: [Active · Syncing], 121 guests in the host's list");
        assertThat(lastLine())
                .startsWith(
                        "quickstart: ok 120 imported, severed because REFUSED, reconnected, 121 guests, status ACTIVE, ");
        evidence("quickstart-reconnect", lastLine());
    }

    @Test
    void theChangesOfBothProvidersAreDelivered() throws IOException {
        int exit = run(event -> {}, "--live", "--attendees", "120");

        assertThat(exit).as("%s", printed).isZero();
        assertThat(lastLine())
                .startsWith(
                        "quickstart: ok 120 imported, 1 added, 1 updated, 1 cancelled by webhook, status ACTIVE, told after ")
                .contains(
                        "; Luma: 120 imported, 1 added, 1 updated, 1 cancelled by webhook, status ACTIVE, told after ");
        assertThat(lines())
                .anyMatch(line -> line.matches("Luma: .*the host was told ADDED after \\d+ ms: \\[Active.*"));
        evidence("quickstart-live", lastLine());
    }

    @Test
    void tooFewAttendeesAreRefusedWithWhatIsExpected() {
        assertThat(run(event -> {}, "--attendees", "2")).isNotZero();
        assertThat(lastLine()).contains("expected --attendees of 20 or more");
    }

    private int run(Consumer<ProviderEvent<?>> beforeTheImport, String... arguments) {
        return QuickstartMain.run(new PrintWriter(printed), beforeTheImport, arguments);
    }

    private static void awaitOther(CountDownLatch bothThere) {
        try {
            assertThat(bothThere.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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
