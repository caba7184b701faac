package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of running the sandbox is true of it. */
final class ReadmeTest {
    private static final Path MODULE = Path.of("examples", "provider-sandbox");
    private static final Pattern START =
            Pattern.compile("mvn .* -pl (\\S+) .* && java -jar (\\S+)/target/(\\S+)\\.jar --port (\\d+)");
    private static final Pattern CURL =
            Pattern.compile("curl -H '(Authorization): (Bearer \\S+)' http://127\\.0\\.0\\.1:(\\d+)(/\\S+)");
    private static final Pattern LUMA_CURL =
            Pattern.compile("curl -H '(x-luma-api-key): (\\S+)' 'http://127\\.0\\.0\\.1:(\\d+)(/[^']+)'");

    @Test
    void theJarThatIsStartedIsBuiltHereWithItsMainClass() throws IOException {
        Matcher start = matched(START);

        assertThat(List.of(Path.of(start.group(1)), Path.of(start.group(2)))).containsOnly(MODULE);
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<finalName>" + start.group(3) + "</finalName>")
                .contains("<mainClass>" + SandboxMain.class.getName() + "</mainClass>");
    }

    @Test
    void theCurlLineAsksThePortThatIsStartedAndGetsAttendees() throws Exception {
        try (EventbriteSandbox sandbox = EventbriteSandbox.start()) {
            assertThat(asked(CURL, 0, sandbox)).contains("\"object_count\":2000");
        }
    }

    /** Luma takes the port after Eventbrite's. */
    @Test
    void theOtherCurlLineAsksTheNextPortAndGetsGuests() throws Exception {
        try (LumaSandbox sandbox = LumaSandbox.start()) {
            assertThat(asked(LUMA_CURL, 1, sandbox)).contains("\"user_email\"", "\"has_more\":true");
        }
    }

    private static String asked(Pattern command, int further, ProviderSandbox sandbox) throws Exception {
        Matcher curl = matched(command);
        assertThat(Integer.parseInt(curl.group(3)))
                .isEqualTo(Integer.parseInt(matched(START).group(4)) + further);
        sandbox.event("Harbour Data Night", 2_000);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(sandbox.baseUri().resolve(URI.create(curl.group(4))))
                                .header(curl.group(1), curl.group(2))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static Matcher matched(Pattern command) throws IOException {
        return Files.readAllLines(Path.of("..", "..", "README.md")).stream()
                .map(command::matcher)
                .filter(Matcher::matches)
                .filter(found -> command != START || found.group(1).endsWith("provider-sandbox"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a line of the README like " + command));
    }
}
