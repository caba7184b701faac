package io.holdfast.policy;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import java.util.stream.Stream;

/** What numbers demand of each other, in one wording. */
final class Margins {
    /** A hundred years: what is longer can't be added to an instant, doubled or counted in milliseconds everywhere. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Margins() {}

    private static void bounded(String what, Duration found) {
        Preconditions.that(
                found.compareTo(LONGEST) <= 0,
                "expected " + what + " to be no longer than a hundred years (" + LONGEST + ") but found " + found);
    }

    static void positive(String what, Duration found) {
        bounded(what, found);
        Preconditions.that(
                !found.isNegative() && !found.isZero(),
                "expected " + what + " to be longer than zero but found " + found);
    }

    static void positive(String what, int found) {
        Preconditions.that(found > 0, "expected " + what + " to be 1 or more but found " + found);
    }

    static void atLeast(String what, Duration found, String floorName, Duration floor) {
        bounded(what, found);
        Preconditions.that(
                found.compareTo(floor) >= 0,
                "expected " + what + " to be no shorter than " + floorName + " (" + floor + ") but found " + found);
    }

    static void longer(String what, Duration found, String floorName, Duration floor) {
        bounded(what, found);
        Preconditions.that(
                found.compareTo(floor) > 0,
                "expected " + what + " to be longer than " + floorName + " (" + floor + ") but found " + found);
    }

    /** What protects by comparing the clocks of two nodes must outlast their difference, whichever of them is ahead. */
    static void longerThanTwiceTheSkew(String what, Duration found, Duration skew) {
        Preconditions.that(
                skew.isZero() || found.compareTo(skew.multipliedBy(2)) > 0,
                "expected " + what + " to be longer than twice the tolerated skew (" + skew + ") but found " + found
                        + "; make it longer than " + skew.multipliedBy(2) + ", or tolerate less than "
                        + found.dividedBy(2) + " of skew, zero on a single node");
    }

    /** What a verdict about a credential, and what follows on it, compares across nodes. */
    static void outlastTheSkew(CredentialPolicy credentials, Duration skew) {
        if (!credentials.grace().isZero()) {
            longerThanTwiceTheSkew("the grace of a severed credential", credentials.grace(), skew);
        }
        longerThanTwiceTheSkew("the time until a verdict", credentials.earliestVerdict(), skew);
        longerThanTwiceTheSkew("the patience after a trouble", credentials.patience(), skew);
        longerThanTwiceTheSkew(
                "the time within which first refusals are the provider's trouble", credentials.troubleWindow(), skew);
    }

    /** A place must still be young after whatever may pass before it is gone on from. */
    static void outlastWhatHoldsARunUp(Duration checkpointAge, Duration longestBackOff, Duration untilLostIsFound) {
        atLeast(
                "the checkpoint age",
                checkpointAge,
                "the longest wait between attempts, after which each place would be too old",
                longestBackOff);
        atLeast(
                "the checkpoint age",
                checkpointAge,
                "the page deadline and the time in which a lost worker is found, after which its place is gone on from",
                untilLostIsFound);
    }

    static Duration longest(Duration one, Duration... others) {
        return Stream.of(others).reduce(one, (longest, other) -> other.compareTo(longest) > 0 ? other : longest);
    }
}
