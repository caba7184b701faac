package io.holdfast.model;

import io.holdfast.internal.Preconditions;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many attendees a link has, as they are stored.
 *
 * @param byAttendance how many come, wait, were invited and so on; one that nobody is, is left out
 * @param checkedIn how many of those who come have used a ticket
 * @param byTicketClass how many tickets those who come have, by class and in its order; one without a class counts for empty
 *     text. A guest may have several, so they may be more than there are attendees
 */
public record Statistics(Map<Attendance, Long> byAttendance, long checkedIn, SortedMap<String, Long> byTicketClass) {
    /** Of nobody. */
    public static final Statistics NONE = new Statistics(Map.of(), 0, new TreeMap<>());

    public Statistics {
        Preconditions.notNegative("a count of those who are checked in", checkedIn);
        Map<Attendance, Long> ordered = new EnumMap<>(Attendance.class);
        ordered.putAll(byAttendance);
        byAttendance = Collections.unmodifiableMap(ordered);
        byTicketClass = Collections.unmodifiableSortedMap(new TreeMap<>(byTicketClass));
    }

    /**
     * {@return the counts of some attendees}
     *
     * @param attendees whom, each once
     */
    public static Statistics of(Iterable<Attendee> attendees) {
        Map<Attendance, Long> byAttendance = new EnumMap<>(Attendance.class);
        SortedMap<String, Long> byTicketClass = new TreeMap<>();
        long checkedIn = 0;
        for (Attendee attendee : attendees) {
            byAttendance.merge(attendee.attendance(), 1L, Long::sum);
            if (attendee.attendance() == Attendance.ATTENDING) {
                attendee.admissions()
                        .forEach(ticket ->
                                byTicketClass.merge(ticket.ticketClass().orElse(""), 1L, Long::sum));
                checkedIn += attendee.admissions().stream().anyMatch(Admission::checkedIn) ? 1 : 0;
            }
        }
        return new Statistics(byAttendance, checkedIn, byTicketClass);
    }

    /**
     * {@return the counts of these and of others together}
     *
     * @param others the counts of others
     */
    public Statistics plus(Statistics others) {
        Map<Attendance, Long> attendances = new EnumMap<>(Attendance.class);
        attendances.putAll(byAttendance);
        others.byAttendance.forEach((attendance, count) -> attendances.merge(attendance, count, Long::sum));
        SortedMap<String, Long> classes = new TreeMap<>(byTicketClass);
        others.byTicketClass.forEach((ticketClass, count) -> classes.merge(ticketClass, count, Long::sum));
        return new Statistics(attendances, checkedIn + others.checkedIn, classes);
    }

    /**
     * {@return how many attendees have this attendance}
     *
     * @param attendance whether they come
     */
    public long count(Attendance attendance) {
        return byAttendance.getOrDefault(attendance, 0L);
    }

    /** {@return how many attendees there are, those who no longer come included} */
    public long total() {
        return byAttendance.values().stream().mapToLong(Long::longValue).sum();
    }
}
