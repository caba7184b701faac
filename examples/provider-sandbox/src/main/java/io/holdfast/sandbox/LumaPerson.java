package io.holdfast.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One person of a calendar of the fake Luma: who follows it, or has registered for an event of it.
 *
 * @param id the person's id in the calendar
 * @param userId whose account it is
 * @param created since when, whole seconds
 * @param firstName the given name
 * @param lastName the family name
 * @param email the address
 * @param approved for how many events they were approved
 * @param checkedIn to how many events they came
 */
public record LumaPerson(
        String id,
        String userId,
        Instant created,
        Optional<String> firstName,
        Optional<String> lastName,
        String email,
        int approved,
        int checkedIn) {
    static LumaPerson of(
            Instant created, Optional<String> firstName, Optional<String> lastName, String email, String userId) {
        String id = userId.replaceFirst("usr-", "calmem-");
        return new LumaPerson(id, userId, created, firstName, lastName, email, 0, 0);
    }

    /** The same person with one guest of an event more. */
    LumaPerson and(LumaGuest guest) {
        return new LumaPerson(
                id,
                userId,
                created.isBefore(guest.created()) ? created : guest.created(),
                firstName,
                lastName,
                email,
                approved + (guest.status().equals(LumaGuest.APPROVED) ? 1 : 0),
                checkedIn + (guest.isCheckedIn() ? 1 : 0));
    }
}
