package io.holdfast.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Invents guests of one event, the same ones for the same seed: of every approval status, with no ticket, one, or several. */
final class LumaGenerator {
    private static final Duration SINCE_FIRST = Duration.ofDays(60);
    private static final Duration SINCE_LAST = Duration.ofHours(2);
    // ids are distinct over all events of a sandbox
    private static final long IDS_PER_EVENT = 10_000_000;
    private static final int MOST_TICKETS = 3;

    private final People people;
    private final String event;
    private long serial;
    private long tickets;

    LumaGenerator(long seed, int eventSerial, String event) {
        people = new People(37 * seed + eventSerial);
        this.event = event;
        serial = IDS_PER_EVENT * eventSerial;
        tickets = serial;
    }

    /** Whose account an address is. */
    static String user(String email) {
        byte[] address = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return "usr-"
                + UUID.nameUUIDFromBytes(address).toString().replace("-", "").substring(0, 15);
    }

    /** So many guests, one after the other. */
    List<LumaGuest> generate(int count, Instant now) {
        long span = SINCE_FIRST.minus(SINCE_LAST).toSeconds();
        List<LumaGuest> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(guest(now.minus(SINCE_FIRST).plusSeconds(span * i / count)));
        }
        return all;
    }

    LumaGuest newcomer(String firstName, String lastName, String email, String status, Instant now) {
        People.Person person = new People.Person(
                Optional.of(firstName),
                Optional.of(lastName),
                Optional.of(email),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return guest(person, status, now, false);
    }

    /** One ticket for a guest; free ones tell no currency, or one that stands for none. */
    LumaTicket ticket(boolean free, boolean captured) {
        String id = String.format(Locale.ROOT, "tkt-%012d", tickets++);
        return free
                ? new LumaTicket(
                        id,
                        "ttype-Free00000001",
                        "Standard",
                        0,
                        tickets % 2 == 0 ? Optional.of("usd") : Optional.empty(),
                        false,
                        Optional.empty())
                : new LumaTicket(
                        id, "ttype-Paid00000001", "Early bird", 4000, Optional.of("eur"), captured, Optional.empty());
    }

    private LumaGuest guest(Instant created) {
        People.Person person = people.person();
        int fate = people.below(100);
        String status = fate < 4
                ? LumaGuest.INVITED
                : fate < 8
                        ? LumaGuest.DECLINED
                        : fate < 11
                                ? LumaGuest.PENDING
                                : fate < 13 ? LumaGuest.WAITLIST : fate < 14 ? LumaGuest.SESSION : LumaGuest.APPROVED;
        LumaGuest guest = guest(person, status, created, people.chance(40));
        return status.equals(LumaGuest.APPROVED) && people.chance(8)
                ? guest.scanned(Optional.of(created.plusSeconds(60)))
                : guest;
    }

    private LumaGuest guest(People.Person person, String status, Instant created, boolean paid) {
        long number = serial++;
        boolean invited = status.equals(LumaGuest.INVITED);
        boolean holds = List.of(LumaGuest.APPROVED, LumaGuest.SESSION, LumaGuest.PENDING)
                .contains(status);
        List<LumaTicket> held = new ArrayList<>();
        for (int i = holds && paid && people.chance(25) ? 1 + people.below(MOST_TICKETS) : 1; holds && i > 0; i--) {
            held.add(ticket(!paid, paid && !status.equals(LumaGuest.PENDING)));
        }
        String email =
                person.email().filter(told -> !told.startsWith("guest")).orElse("guest" + number + "@example.org");
        return new LumaGuest(
                String.format(Locale.ROOT, "gst-Sand%011d", number),
                event,
                user(email),
                status,
                person.firstName(),
                person.lastName(),
                Optional.of(email),
                invited ? Optional.empty() : person.company(),
                invited ? Optional.empty() : person.jobTitle(),
                person.phone(),
                created,
                invited ? Optional.of(created) : Optional.empty(),
                invited ? Optional.empty() : Optional.of(created),
                List.copyOf(held));
    }
}
