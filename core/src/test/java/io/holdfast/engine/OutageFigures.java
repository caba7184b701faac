package io.holdfast.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What many worlds with a provider in trouble came to, with the longest of each time. Safe for use by several threads. */
final class OutageFigures {
    private static final Duration FOUND_QUIETLY = Duration.ofMinutes(30);
    private static final Duration FOUND_AFTER = Duration.ofMinutes(135);
    /** Of a node, when the last question is due. */
    private static final Duration SWEEP = Duration.ofSeconds(20);

    private static final Duration EARLIEST_VERDICT = Duration.ofMinutes(21);
    private static final Duration LATEST_VERDICT = Duration.ofMinutes(25);

    private final List<String> wrong = new ArrayList<>();
    private final List<Duration> foundQuietly = new ArrayList<>();
    private final List<Duration> foundAfter = new ArrayList<>();
    private final List<Duration> severed = new ArrayList<>();
    private final List<Duration> back = new ArrayList<>();
    private int worlds;
    private int accounts;
    private int affected;
    private int refused;
    private int notBack;
    private int notFound;
    private long refusedLong;
    private long flips;

    /** A world in which nobody may be cut off. */
    synchronized void add(OutageStory.Case story, OutageStory.End end) {
        count(story, end);
        boolean inTime = true;
        for (OutageStory.Found found : end.found()) {
            inTime &= isInTime(found, FOUND_AFTER.plus(SWEEP.multipliedBy(story.nodes())));
        }
        boolean isBack = end.notBack() == 0 && isWithin(longest(end.back()), OutageStory.BACK_WITHIN);
        note(story, end, end.severed().isEmpty() && inTime && isBack);
    }

    /** A world in which nobody can tell a trouble from a revocation: it is taken for one, but not too soon. */
    synchronized void addApart(OutageStory.Case story, OutageStory.End end) {
        count(story, end);
        boolean inTime = end.severed().stream()
                .allMatch(took -> isWithin(EARLIEST_VERDICT, took) && isWithin(took, LATEST_VERDICT));
        note(story, end, inTime && end.severed().size() >= end.refusedLong() && end.notBack() == 0);
    }

    /** One that is refused for the first time long after the trouble is found as on a quiet day. */
    private boolean isInTime(OutageStory.Found found, Duration afterTrouble) {
        if (found.sinceRefused().isEmpty() || found.sinceEnd().isEmpty()) {
            notFound++;
            return false;
        }
        Duration sinceEnd = found.sinceEnd().get();
        if (found.before() || (found.metLate() && !isWithin(sinceEnd, afterTrouble))) {
            foundQuietly.add(found.sinceRefused().get());
            return isWithin(found.sinceRefused().get(), FOUND_QUIETLY);
        }
        foundAfter.add(sinceEnd);
        return isWithin(sinceEnd, afterTrouble);
    }

    private void count(OutageStory.Case story, OutageStory.End end) {
        worlds++;
        accounts += story.accounts();
        affected += story.affected();
        refused += story.trouble().refusesTheIdentity() ? story.affected() : 0;
        severed.addAll(end.severed());
        back.addAll(end.back());
        notBack += end.notBack();
        refusedLong += end.refusedLong();
        flips += end.flips();
    }

    private void note(OutageStory.Case story, OutageStory.End end, boolean well) {
        if (!well) {
            wrong.add(story + ": cut off " + end.severed() + ", found " + end.found() + ", back after "
                    + longest(end.back()) + ", not back " + end.notBack());
        }
    }

    private static boolean isWithin(Duration took, Duration bound) {
        return took.compareTo(bound) <= 0;
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized int refused() {
        return refused;
    }

    synchronized int found() {
        return foundQuietly.size() + foundAfter.size();
    }

    synchronized int back() {
        return back.size();
    }

    private static Duration longest(List<Duration> some) {
        return some.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    synchronized String line(long seed) {
        return String.format(
                Locale.ENGLISH,
                "provider-outage: %,d worlds of 3 to 500 accounts, polled each 10 min (500: 15 min) by one node or two (seed %d): 401, 403,"
                        + " 404, 5xx and time-outs for 1 min to 23 h, for all or for shards of three and more, ending at once or"
                        + " one by one within an hour: %,d of %,d accounts in trouble, %,d of them refused: disconnected wrongly"
                        + " %d; revoked and not found %d: %d on a quiet day, longest %s after the first refused request, %d in or"
                        + " after an outage, longest %s after its end; links ACTIVE and read again without a press %,d, longest"
                        + " %s after the end, not again %d; turned FAILED on the way %,d",
                worlds,
                seed,
                affected,
                accounts,
                refused,
                severed.size(),
                notFound,
                foundQuietly.size(),
                told(longest(foundQuietly)),
                foundAfter.size(),
                told(longest(foundAfter)),
                back.size(),
                told(longest(back)),
                notBack,
                flips);
    }

    synchronized String apart() {
        return String.format(
                Locale.ENGLISH,
                "provider-outage, apart: %d worlds with one or two accounts refused, alone or among others: cut off %d of %d"
                        + " (%d refused for 35 min and more), %s to %s after the first refusal",
                worlds,
                severed.size(),
                affected,
                refusedLong,
                told(severed.stream().min(Duration::compareTo).orElse(Duration.ZERO)),
                told(longest(severed)));
    }

    private static String told(Duration time) {
        return String.format("%d:%02d:%02d h", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
