package io.holdfast.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Invents attendees, the same first ones for the same seed however many are asked for: names of many scripts,
 * placeholders, several tickets of one order with the buyer's name and address, ids with a dash, missing barcodes and
 * profiles, cancelled, unpaid and scanned ones.
 */
final class AttendeeGenerator {
    private static final List<String> FIRST_NAMES = List.of(
            "Ilse",
            "Zoë",
            "Noor",
            "Åsa",
            "Jean-Luc",
            "María José",
            "فاطمة",
            "王芳",
            "Дарья",
            "Siobhán",
            "O\u0301scar",
            "😀 Kit",
            "Ngọc",
            "Ibrahim",
            "Chloe");
    private static final List<String> LAST_NAMES = List.of(
            "Öberg",
            "Åström-Ñuñez",
            "Haddad",
            "van der Berg",
            "O'Neill",
            "الزهراء",
            "李",
            "Иванова",
            "Müller",
            "𝒜lder",
            "Nguyễn",
            "Şahin",
            "Smith",
            "de la Cruz");
    private static final List<String> COMPANIES =
            List.of("Pier Labs", "Harbour & Sons", "Größe GmbH", "株式会社みなと", "North Quay");
    private static final List<String> JOB_TITLES = List.of("Analyst", "Data Engineer", "Geschäftsführerin", "Intern");
    private static final List<String> TICKET_CLASSES = List.of("Early bird", "Standard", "Student", "Crew");
    /** No invented ticket is older. */
    static final Duration EARLIEST_CHANGE = Duration.ofDays(60);

    // a poll that looks back a little rereads none
    private static final Duration LATEST_CHANGE = Duration.ofHours(2);
    // ids are distinct over all events of a sandbox
    private static final long IDS_PER_EVENT = 10_000_000;
    private static final int FIRST_OFFSETS = 1_000_000;
    private static final int MOST_TICKETS = 5;

    private final Random random;
    private long nextAttendee;
    private long nextOrder;

    AttendeeGenerator(long seed, int eventSerial) {
        random = new Random(31 * seed + eventSerial);
        nextAttendee = 7_700_000_000L + IDS_PER_EVENT * eventSerial + random.nextInt(FIRST_OFFSETS);
        nextOrder = 9_900_000_000L + IDS_PER_EVENT * eventSerial + random.nextInt(FIRST_OFFSETS);
    }

    List<SandboxAttendee> generate(String event, int count, Instant now) {
        List<SandboxAttendee> all = new ArrayList<>();
        while (all.size() < count) {
            all.addAll(order(event, now));
        }
        return all.subList(0, count);
    }

    SandboxAttendee newcomer(String event, String firstName, String lastName, String email, Instant now) {
        String id = Long.toString(nextAttendee++);
        String order = Long.toString(nextOrder++);
        return new SandboxAttendee(
                id,
                event,
                order,
                "550012",
                "Standard",
                Optional.of(firstName),
                Optional.of(lastName),
                Optional.of(email),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(barcode(order, id)),
                false,
                false,
                false,
                false,
                now,
                now);
    }

    /** One order; its further tickets have the first one's id with a dash, or an id of their own. */
    private List<SandboxAttendee> order(String event, Instant now) {
        int tickets = chance(20) ? 2 + random.nextInt(MOST_TICKETS - 1) : 1;
        String order = Long.toString(nextOrder++);
        String first = Long.toString(nextAttendee++);
        boolean dashed = chance(50);
        boolean detailsMissing = chance(40);
        Person buyer = person();
        Instant latest = now.minus(LATEST_CHANGE);
        Instant created = between(now.minus(EARLIEST_CHANGE), latest);
        List<SandboxAttendee> all = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            String id = i == 0 ? first : dashed ? first + "-" + i : Long.toString(nextAttendee++);
            all.add(ticket(
                    event,
                    order,
                    id,
                    i > 0 && detailsMissing ? Person.PLACEHOLDER : buyer,
                    created,
                    between(created, latest)));
        }
        return all;
    }

    private SandboxAttendee ticket(
            String event, String order, String id, Person person, Instant created, Instant changed) {
        int ticketClass = random.nextInt(TICKET_CLASSES.size());
        int fate = random.nextInt(100);
        boolean refunded = fate < 2;
        boolean cancelled = fate < 5;
        boolean unpaid = fate >= 5 && fate < 7;
        boolean checkedIn = fate >= 7 && fate < 12;
        return new SandboxAttendee(
                id,
                event,
                order,
                Integer.toString(550_011 + ticketClass),
                TICKET_CLASSES.get(ticketClass),
                person.firstName,
                person.lastName,
                person.email,
                person.company,
                person.jobTitle,
                person.phone,
                chance(5) ? Optional.empty() : Optional.of(barcode(order, id)),
                checkedIn,
                cancelled,
                refunded,
                unpaid,
                created,
                changed);
    }

    private Person person() {
        if (chance(3)) {
            return Person.UNKNOWN;
        }
        String first = pick(FIRST_NAMES);
        String last = chance(1) ? "x".repeat(300) : pick(LAST_NAMES);
        return new Person(
                Optional.of(first),
                chance(97) ? Optional.of(last) : Optional.empty(),
                Optional.of("guest" + random.nextInt(1_000_000) + "@example.org"),
                chance(60) ? Optional.of(pick(COMPANIES)) : Optional.empty(),
                chance(40) ? Optional.of(pick(JOB_TITLES)) : Optional.empty(),
                chance(30) ? Optional.of("+43 1 555 " + (1000 + random.nextInt(9000))) : Optional.empty());
    }

    /** The order, the attendee, and the ticket's number in three digits. */
    private static String barcode(String order, String id) {
        int dash = id.indexOf('-');
        String attendee = dash < 0 ? id : id.substring(0, dash);
        int number = dash < 0 ? 1 : 1 + Integer.parseInt(id.substring(dash + 1));
        return order + attendee + String.format(Locale.ROOT, "%03d", number);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Instant between(Instant from, Instant to) {
        int seconds = Math.toIntExact(Duration.between(from, to).toSeconds());
        return from.plusSeconds(random.nextInt(seconds + 1));
    }

    private record Person(
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> email,
            Optional<String> company,
            Optional<String> jobTitle,
            Optional<String> phone) {
        static final Person UNKNOWN = new Person(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        static final Person PLACEHOLDER = new Person(
                Optional.of(SandboxAttendee.INFO_REQUESTED),
                Optional.of(SandboxAttendee.INFO_REQUESTED),
                Optional.of(SandboxAttendee.INFO_REQUESTED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
