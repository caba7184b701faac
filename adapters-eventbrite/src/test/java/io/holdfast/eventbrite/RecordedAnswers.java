package io.holdfast.eventbrite;

import io.holdfast.http.Response;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Maps every recorded answer of a folder, or refuses it with a typed error, a line each. Run by hand, after {@code mvn
 * test-compile dependency:build-classpath -Dmdep.outputFile=target/class.path} in this module:
 *
 * <pre>java -cp target/classes:target/test-classes:$(cat target/class.path) io.holdfast.eventbrite.RecordedAnswers FOLDER</pre>
 */
final class RecordedAnswers {
    private static final Pattern EVENT_ID = Pattern.compile("\"event_id\": \"(\\d+)\"");

    private RecordedAnswers() {}

    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                byte[] body = Files.readAllBytes(file);
                System.out.println(file.getFileName() + ": " + told(new String(body, StandardCharsets.UTF_8), body));
            }
        }
    }

    /** Reads a body as each thing it may be, and tells the first that it is. */
    private static String told(String text, byte[] body) {
        Response answer = Answers.of(200, body, Map.of());
        if (ErrorBody.read(Answers.of(200, body, Map.of())).isPresent()) {
            int status = text.contains("NOT_FOUND") ? 404 : 401;
            ProviderException failure = ErrorTable.of(Answers.of(status, body, Map.of()));
            return "error, " + failure.kind() + (failure.suspectsCredential() ? " suspecting" : "") + ", "
                    + failure.getMessage();
        }
        try {
            return list(text, answer);
        } catch (ProviderException refused) {
            return "refused, " + refused.kind() + ", " + refused.getMessage();
        }
    }

    private static String list(String text, Response answer) {
        if (!text.contains("\"pagination\"")) {
            return "event, " + EventPages.event(answer);
        }
        Matcher found = EVENT_ID.matcher(text);
        String event = found.find() ? found.group(1) : "1";
        AttendeePage page =
                AttendeeList.read(answer, new RemoteRef(SubjectKind.EVENT, RemoteId.of(event)), Cursor.START);
        List<String> rows = page.attendees().stream()
                .map(attendee -> attendee + " name " + attendee.name().isPresent() + " barcode "
                        + attendee.admissions().get(0).barcode().isPresent())
                .toList();
        return "attendees, " + rows + ", rejected " + page.rejected() + ", next " + page.next();
    }
}
