package io.holdfast.engine.run;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes no time of an answer at its word that it can't have, for every connector: clocks are wrong, here and there. */
final class PlausibleTimes {
    /** How far a provider's own clocks may differ, and seconds be rounded; policies for tests must not shorten it. */
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private PlausibleTimes() {}

    /**
     * Gives the page with the earlier of the provider's time and ours, so that neither clock alone hides a change from the
     * next read; and with each change time that lies beyond it left out, so that it does not win for ever.
     */
    static AttendeePage of(AttendeePage page, Instant now) {
        Instant asOf = page.asOf().isAfter(now) ? now : page.asOf();
        Instant latest = asOf.plus(TOLERATED);
        if (asOf.equals(page.asOf()) && page.attendees().stream().allMatch(one -> isPlausible(one, latest))) {
            return page;
        }
        return page.toBuilder()
                .asOf(asOf)
                .attendees(page.attendees().stream()
                        .map(one -> isPlausible(one, latest) ? one : undated(one))
                        .toList())
                .build();
    }

    private static boolean isPlausible(Attendee attendee, Instant latest) {
        return attendee.changedAt().filter(latest::isBefore).isEmpty();
    }

    private static Attendee undated(Attendee attendee) {
        return attendee.toBuilder().changedAt(Optional.empty()).build();
    }
}
