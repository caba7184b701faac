package io.holdfast.transition;

import io.holdfast.internal.Preconditions;

/**
 * What the attendee store counts at the end of a complete full scan, after what that scan has marked. Who is missing is who is
 * present and has an older stamp; those whom a person keeps are not among them.
 *
 * @param present how many attendees are present in all
 * @param missedByThis how many of them this full scan did not see
 * @param missingSinceRemembered how many of them are missing since the full scan that is remembered; 0 if none is
 * @param missingOfQuestion how many of those about whom a person is asked; 0 if nobody is
 * @param keptStill how many a person keeps although no read has seen them; 0 if nobody is kept
 * @param keptFrom from which full scan number on attendees counted as missing; 0 if nobody is kept
 * @param confirmable whether the provider can be asked for each attendee who is missing since the remembered full scan
 */
public record ScanFindings(
        long present,
        long missedByThis,
        long missingSinceRemembered,
        long missingOfQuestion,
        long keptStill,
        long keptFrom,
        boolean confirmable) {
    public ScanFindings {
        Preconditions.notNegative("a count of those present", present);
        Preconditions.notNegative("a count of those missed", missedByThis);
        Preconditions.notNegative("a count of those missing since another full scan", missingSinceRemembered);
        Preconditions.notNegative("a count of those asked about", missingOfQuestion);
        Preconditions.notNegative("a count of those kept", keptStill);
        Preconditions.notNegative("a full scan number", keptFrom);
    }
}
