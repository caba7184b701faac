package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is invented. */
final class AttendeeGeneratorTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");

    private final List<SandboxAttendee> many = generate(42, 0, 2000);

    @Test
    void theFirstOnesAreTheSameHoweverManyAreAskedFor() {
        for (int count = 0; count <= 200; count++) {
            assertThat(generate(42, 0, count)).isEqualTo(many.subList(0, count));
        }
    }

    @Test
    void anotherSeedInventsOthers() {
        assertThat(generate(43, 0, 2000)).isNotEqualTo(many);
    }

    @Test
    void idsOrdersAndBarcodesAreNotSharedBetweenEvents() {
        List<SandboxAttendee> other = generate(42, 1, 2000);

        assertThat(both(many, other)).extracting(SandboxAttendee::id).doesNotHaveDuplicates();
        assertThat(both(many, other).flatMap(attendee -> attendee.barcode().stream()))
                .doesNotHaveDuplicates();
        assertThat(other)
                .extracting(SandboxAttendee::orderId)
                .doesNotContainAnyElementsOf(
                        many.stream().map(SandboxAttendee::orderId).toList());
    }

    @Test
    void everyTicketWasMadeAndChangedBetweenTwoHoursAndSixtyDaysAgo() {
        assertThat(many)
                .allMatch(attendee -> !attendee.created().isBefore(NOW.minus(Duration.ofDays(60))))
                .allMatch(attendee -> !attendee.changed().isBefore(attendee.created()))
                .allMatch(attendee -> !attendee.changed().isAfter(NOW.minus(Duration.ofHours(2))));
    }

    @Test
    void namesAreOfManyScripts() {
        assertThat(many)
                .anyMatch(attendee -> hasScript(attendee, Character.UnicodeScript.ARABIC))
                .anyMatch(attendee -> hasScript(attendee, Character.UnicodeScript.HAN))
                .anyMatch(attendee -> hasScript(attendee, Character.UnicodeScript.CYRILLIC))
                .anyMatch(attendee -> hasScript(attendee, Character.UnicodeScript.INHERITED))
                .anyMatch(attendee -> codePoints(attendee).anyMatch(Character::isSupplementaryCodePoint))
                .anyMatch(attendee ->
                        attendee.lastName().isEmpty() && attendee.firstName().isPresent());
    }

    @Test
    void ticketsOfOneOrderShareTheBuyerOrWaitForANameAndABarcodeNamesItsOrder() {
        List<SandboxAttendee> shared = many.stream()
                .filter(attendee -> many.stream()
                        .anyMatch(other -> !other.equals(attendee)
                                && other.orderId().equals(attendee.orderId())
                                && other.email().isPresent()
                                && other.email().equals(attendee.email())
                                && other.name().equals(attendee.name())))
                .toList();

        assertThat(shared).anyMatch(attendee -> !attendee.placeholder()).anyMatch(SandboxAttendee::placeholder);
        assertThat(many)
                .allMatch(attendee -> attendee.barcode()
                        .map(code -> code.startsWith(attendee.orderId()))
                        .orElse(true));
        assertThat(many).extracting(SandboxAttendee::ticketClass).contains("Early bird", "Standard", "Student", "Crew");
    }

    /** After the tests no log and no exception may show one of those on the list. */
    @Test
    void whoIsInventedStandsOnTheListOfWhatNoLogMayShow() throws IOException {
        List<String> planted = Files.readAllLines(
                Path.of("..", "..", "core", "src", "test", "resources", "io", "holdfast", "house", "planted.txt"));
        Predicate<String> known = text -> planted.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .anyMatch(text::contains);

        assertThat(many.stream().filter(attendee -> !attendee.placeholder()))
                .allMatch(attendee -> attendee.name().isEmpty()
                        || attendee.name().filter(known).isPresent()
                        || attendee.lastName()
                                .filter(name -> name.length() < 300)
                                .isEmpty())
                .allMatch(attendee -> attendee.email().stream().allMatch(known))
                .allMatch(attendee -> attendee.phone().stream().allMatch(known))
                .allMatch(attendee -> attendee.company().stream().allMatch(known));
    }

    private static boolean hasScript(SandboxAttendee attendee, Character.UnicodeScript script) {
        return codePoints(attendee).anyMatch(point -> Character.UnicodeScript.of(point) == script);
    }

    private static IntStream codePoints(SandboxAttendee attendee) {
        return attendee.name().orElse("").codePoints();
    }

    private static Stream<SandboxAttendee> both(List<SandboxAttendee> one, List<SandboxAttendee> other) {
        return Stream.concat(one.stream(), other.stream());
    }

    private static List<SandboxAttendee> generate(long seed, int event, int count) {
        return new AttendeeGenerator(seed, event).generate("880011223344", count, NOW);
    }
}
