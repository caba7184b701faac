package io.holdfast.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Invents attendees, the same first ones for the same seed however many are asked for: names of many scripts,
 * placeholders, several tickets of one order with the buyer's name and address, ids with a dash, missing barcodes and
 * profiles, cancelled, unpaid and scanned ones.
 */
final class AttendeeGenerator {
    private static final List<String> TICKET_CLASSES = List.of("Early bird", "Standard", "Student", "Crew");
    /** No invented ticket is older. */
    static final Duration EARLIEST_CHANGE = Duration.ofDays(60);

    // a poll that looks back a little rereads none
    private static final Duration LATEST_CHANGE = Duration.ofHours(2);
    // ids are distinct over all events of a sandbox
    private static final long IDS_PER_EVENT = 10_000_000;
    private static final int FIRST_OFFSETS = 1_000_000;
    private static final int MOST_TICKETS = 5;

    private final People people;
    private long nextAttendee;
    private long nextOrder;

    AttendeeGenerator(long seed, int eventSerial) {
        people = new People(31 * seed + eventSerial);
        nextAttendee = 7_700_000_000L + IDS_PER_EVENT * eventSerial + people.below(FIRST_OFFSETS);
        nextOrder = 9_900_000_000L + IDS_PER_EVENT * eventSerial + people.below(FIRST_OFFSETS);
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
        int tickets = people.chance(20) ? 2 + people.below(MOST_TICKETS - 1) : 1;
        String order = Long.toString(nextOrder++);
        String first = Long.toString(nextAttendee++);
        boolean dashed = people.chance(50);
        boolean detailsMissing = people.chance(40);
        People.Person buyer = people.person();
        Instant latest = now.minus(LATEST_CHANGE);
        Instant created = people.between(now.minus(EARLIEST_CHANGE), latest);
        List<SandboxAttendee> all = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            String id = i == 0 ? first : dashed ? first + "-" + i : Long.toString(nextAttendee++);
            all.add(ticket(
                    event,
                    order,
                    id,
                    i > 0 && detailsMissing ? People.Person.PLACEHOLDER : buyer,
                    created,
                    people.between(created, latest)));
        }
        return all;
    }

    private SandboxAttendee ticket(
            String event, String order, String id, People.Person person, Instant created, Instant changed) {
        int ticketClass = people.below(TICKET_CLASSES.size());
        int fate = people.below(100);
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
                person.firstName(),
                person.lastName(),
                person.email(),
                person.company(),
                person.jobTitle(),
                person.phone(),
                people.chance(5) ? Optional.empty() : Optional.of(barcode(order, id)),
                checkedIn,
                cancelled,
                refunded,
                unpaid,
                created,
                changed);
    }

    /** The order, the attendee, and the ticket's number in three digits. */
    private static String barcode(String order, String id) {
        int dash = id.indexOf('-');
        String attendee = dash < 0 ? id : id.substring(0, dash);
        int number = dash < 0 ? 1 : 1 + Integer.parseInt(id.substring(dash + 1));
        return order + attendee + String.format(Locale.ROOT, "%03d", number);
    }
}
