package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.quickstart.ReadmeTest.Snippet;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with the strictest compiler gets no warning from our jars, on the class path and on the module path. */
final class HostCompileTest {
    private static final String HOST = """
            package host;

            import io.holdfast.engine.SyncEngine;
            import io.holdfast.eventbrite.EventbriteConnector;
            import io.holdfast.eventbrite.EventbriteOptions;
            import io.holdfast.model.Attendee;
            import io.holdfast.model.Credential;
            import io.holdfast.model.Integration;
            import io.holdfast.model.RemoteId;
            import io.holdfast.model.SyncLink;
            import io.holdfast.model.SyncStatus;
            import io.holdfast.model.SyncSubject;
            import io.holdfast.model.WorkspaceId;
            import io.holdfast.policy.SyncPolicy;
            import io.holdfast.model.Change;
            import io.holdfast.port.SyncListener;
            import java.time.Duration;
            import java.util.List;

            final class Host implements SyncListener {
                private Host() {}

                static SyncStatus run(String token, String eventId) {
                    EventbriteConnector eventbrite = EventbriteConnector.create(
                            EventbriteOptions.builder().deadline(Duration.ofSeconds(20)).build());
                    SyncPolicy policy = SyncPolicy.builder().pollInterval(Duration.ofMinutes(1)).build();
                    try (SyncEngine engine = SyncEngine.builder()
                            .connector(eventbrite).listener(new Host()).policy(policy).build()) {
                        engine.start();
                        WorkspaceId acme = WorkspaceId.of("acme");
                        Integration account =
                                engine.integrations().connect(acme, eventbrite.provider(), Credential.apiKey(token)).orThrow();
                        SyncLink link = engine.links().importSubject(
                                acme, SyncSubject.event("our-42"), account.id(), RemoteId.of(eventId)).orThrow();
                        return engine.links().await(link.id(), Duration.ofMinutes(5), view -> {}).status();
                    }
                }

                @Override
                public void attendeesChanged(SyncLink link, List<Change> changes) {
                    for (Change change : changes) {
                        change.after().flatMap(Attendee::company).ifPresent(String::strip);
                    }
                }
            }
            """;
    private static final String MODULE = """
            module host {
                requires io.holdfast.eventbrite;
            }
            """;
    private static final Pattern INHERITED = Pattern.compile(
            ".*(holdfast-core|holdfast-connector-http|holdfast-eventbrite|holdfast-luma|jspecify|slf4j-api|jackson-core)-[^/\\\\]*\\.jar");

    @TempDir
    Path folder = Path.of("");

    @Test
    void aHostOnTheClassPathGetsNoWarning() throws IOException {
        assertThat(compile(List.of("-classpath", inherited()), source("Host", HOST)))
                .isEmpty();
    }

    @Test
    void aHostOnTheModulePathGetsNoWarning() throws IOException {
        assertThat(compile(List.of("--module-path", inherited()), source("Host", HOST), source("module-info", MODULE)))
                .isEmpty();
    }

    @Test
    void theSnippetsOfTheReadmeMakeOneProgram() throws IOException {
        String imports = ReadmeTest.block("import io.holdfast.engine.SyncEngine;");
        String program = String.join(
                "\n",
                "package host;",
                imports,
                "final class Readme {",
                "private Readme() {}",
                "static void first(String token) {",
                Snippet.FIRST_IMPORT.text(),
                "}",
                "static String second(SyncEngine engine, EventbriteOauthOptions app, String state,"
                        + " Function<URI, String> browser) {",
                "WorkspaceId workspace = WorkspaceId.of(\"acme\");",
                "ProviderId eventbrite = ProviderId.of(\"eventbrite\");",
                Snippet.CONNECT_EVENTBRITE.text(),
                "return message;",
                "}",
                "static void third(String key) {",
                Snippet.CONNECT_LUMA.text(),
                "}",
                "static String fourth(SyncEngine engine, Integration account, Credential credential) {",
                Snippet.REAUTHORISE.text(),
                "return told;",
                "}",
                "static SyncLink fifth(SyncEngine engine, WorkspaceId workspace, Integration account) {",
                Snippet.IMPORT_CHANNEL.text(),
                "return members;",
                "}",
                "static void sixth(SyncEngine engine, HttpServer server) {",
                Snippet.RECEIVE_DELIVERIES.text(),
                "}",
                "}");

        assertThat(compile(List.of("-classpath", inherited()), source("Readme", program)))
                .isEmpty();
    }

    private Path source(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".java"), text);
    }

    private List<String> compile(List<String> path, Path... sources) throws IOException {
        List<String> options = new ArrayList<>(path);
        options.addAll(List.of("-Xlint:all", "-Werror", "--release", "17", "-proc:none", "-d", folder.toString()));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            new StringWriter(), files, problems, options, null, files.getJavaFileObjects(sources))
                    .call();
            List<String> found =
                    problems.getDiagnostics().stream().map(Diagnostic::toString).toList();
            assertThat(compiled).as("%s", found).isTrue();
            return found;
        }
    }

    /** What a host inherits: our jars as they are packaged, and what they bring along. */
    private static String inherited() {
        String separator = System.getProperty("path.separator");
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(separator)))
                .filter(entry -> INHERITED.matcher(entry).matches())
                .toList();
        assertThat(jars).as("our jars are packaged; run the phase verify").hasSize(7);
        return jars.stream().collect(Collectors.joining(separator));
    }
}
