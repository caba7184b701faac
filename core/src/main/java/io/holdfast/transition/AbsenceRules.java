package io.holdfast.transition;

import io.holdfast.model.Absences;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.policy.AbsencePolicy;
import io.holdfast.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a complete full scan means for those whom it did not see: who may be removed, what is remembered and asked after it, and
 * when everything is to be read again because of them. Pure. No scan is believed alone, and no number of scans within one outage.
 */
public final class AbsenceRules {
    /** Full scans that make the longer proof. */
    private static final int ENOUGH = 3;

    private final Absences known;
    private final RunResult scan;
    private final boolean proves;
    private final boolean answerable;
    private final AbsencePolicy policy;
    private final Instant now;

    private AbsenceRules(SyncLink link, RunResult scan, AbsencePolicy policy, Instant now) {
        known = link.bookkeeping().absences();
        answerable = link.phase() == SyncPhase.LIVE;
        this.scan = scan;
        proves = !known.shortfall().isShort(scan.last().tally());
        this.policy = policy;
        this.now = now;
    }

    /**
     * Attendees who may be marked as absent now.
     *
     * @param range which ones, by their stamps
     * @param askedFirst whether the provider is to be asked for each of them before; one whom it still knows is seen
     */
    public record Removal(Removing range, boolean askedFirst) {}

    /**
     * {@return the rules for a full scan that has ended}
     *
     * @param link the link as it is stored
     * @param scan what its run read and what the store counts
     * @param policy the numbers that apply
     * @param now the instant of asking
     */
    public static AbsenceRules at(SyncLink link, RunResult scan, SyncPolicy policy, Instant now) {
        return new AbsenceRules(link, scan, policy.absence(), now);
    }

    /** {@return whom this full scan may remove, each to be begun by itself, in this order} */
    public List<Removal> removals() {
        return scan.findings()
                .filter(found -> proves && !isOvertaken(found))
                .map(found -> Stream.of(byTime(found), byWord(found))
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of());
    }

    /** Whether what such a removal rests on still stands, whoever answered meanwhile. */
    static boolean stands(Absences known, Removing range, SyncPolicy policy, Instant now) {
        boolean byTime = known.remembered()
                .filter(since -> since.scan() == range.before()
                        && range.keptFrom() == known.keptFrom()
                        && !now.isBefore(since.endedAt().plus(policy.absence().settling())))
                .isPresent();
        return byTime
                || known.word()
                        .filter(word -> policy.absence().holds(word.at(), now))
                        .flatMap(word -> WordMeant.of(known, word))
                        .filter(range::equals)
                        .isPresent();
    }

    /** What is known once this full scan has ended. */
    Absences after() {
        Absences.Builder next = known.toBuilder().removing(Optional.empty());
        if (scan.findings().isEmpty()) {
            return next.word(Optional.empty()).build();
        }
        ScanFindings found = scan.findings().get();
        if (isOvertaken(found)) {
            return next.build();
        }
        next.kept(known.kept()
                        .filter(kept -> found.keptStill() > 0)
                        .map(kept -> new KeptAttendees(kept.scan(), found.keptStill(), kept.actor(), kept.at())))
                .word(known.word().filter(word -> proves && isUnserved(word, found)));
        if (!proves) {
            return next.build();
        }
        Optional<MissingSince> since = remembered(found);
        return next.remembered(since)
                .question(since.flatMap(missing -> question(missing, found)))
                .build();
    }

    /** When everything is to be read again because of those who are missing then; not regularly, and perhaps by now. */
    Optional<Instant> scanOwed(Absences next) {
        return next.remembered()
                .flatMap(since -> looks(since, next)
                        .filter(begunAt()::isBefore)
                        .min(Instant::compareTo)
                        .or(() -> isNearlyDone(since, next)
                                ? Optional.of(now.plus(policy.secondLook()))
                                : Optional.empty()));
    }

    // removals

    private Optional<Removal> byTime(ScanFindings found) {
        return known.remembered()
                .filter(since -> found.missingSinceRemembered() > 0)
                .flatMap(since -> {
                    Removing range = new Removing(since.scan(), known.keptFrom());
                    boolean few = isUnasked(found.missingSinceRemembered(), since, found);
                    boolean due = few ? isSettled(since) : isProven(since, found);
                    return due ? Optional.of(new Removal(range, few && found.confirmable())) : Optional.empty();
                });
    }

    private Optional<Removal> byWord(ScanFindings found) {
        return known.word()
                .filter(word -> policy.holds(word.at(), now) && WordMeant.left(known, word, found) > 0)
                .flatMap(word -> WordMeant.of(known, word))
                .map(range -> new Removal(range, false));
    }

    /** The longer proof, which a person was told of and could answer until now: three full scans, over hours. */
    private boolean isProven(MissingSince since, ScanFindings found) {
        Instant told = known.question()
                .filter(asked -> found.missingOfQuestion() >= found.missingSinceRemembered())
                .flatMap(RemovalQuestion::removedBy)
                .orElse(Instant.MAX);
        return answerable
                && isGood()
                && since.goodScans() + 1 >= ENOUGH
                && !begunAt().isBefore(told)
                && !begunAt().isBefore(provenAt(since, found.missingSinceRemembered(), found));
    }

    /** A word that came when the scan had looked for words already: the next one carries it out. */
    private boolean isUnserved(RemovalWord word, ScanFindings found) {
        return policy.holds(word.at(), now)
                && WordMeant.left(known, word, found) > 0
                && WordMeant.of(known, word)
                        .filter(range -> !known.removing().equals(Optional.of(range)))
                        .isPresent();
    }

    // what is known after it

    private Optional<MissingSince> remembered(ScanFindings found) {
        int good = isGood() ? 1 : 0;
        Optional<MissingSince> older = known.remembered()
                .filter(since -> found.missingSinceRemembered() > 0)
                .filter(since -> since.goodScans() > 0 || good == 0 || found.confirmable())
                .map(since -> new MissingSince(
                        since.scan(),
                        since.endedAt(),
                        since.goodScans() + good,
                        found.missingSinceRemembered(),
                        Math.max(found.present(), found.missingSinceRemembered())));
        if (older.isPresent() || found.missedByThis() == 0) {
            return older;
        }
        return Optional.of(new MissingSince(
                scan.last().scan(), now, good, found.missedByThis(), Math.max(found.present(), found.missedByThis())));
    }

    /** A question stands until its attendees are few or seen; only a scan after the settling time asks a new one. */
    private Optional<RemovalQuestion> question(MissingSince since, ScanFindings found) {
        Optional<RemovalQuestion> standing = known.question()
                .filter(asked -> found.missingOfQuestion() > 0)
                .filter(asked -> !isUnasked(found.missingOfQuestion(), since, found));
        boolean asksAll = standing.isPresent() && found.missingOfQuestion() >= since.missing();
        boolean waits = !isSettled(since) || isGoodAwaited(since, found);
        if (asksAll || waits || isUnasked(since.missing(), since, found)) {
            return standing.map(asked -> again(asked, since, found));
        }
        return Optional.of(new RemovalQuestion(
                scan.last().scan(),
                found.missedByThis(),
                Math.max(found.present(), found.missedByThis()),
                now,
                removedBy(since, found, Optional.empty())));
    }

    private RemovalQuestion again(RemovalQuestion asked, MissingSince since, ScanFindings found) {
        return new RemovalQuestion(
                asked.scan(),
                found.missingOfQuestion(),
                Math.max(found.present(), found.missingOfQuestion()),
                asked.askedAt(),
                removedBy(since, found, asked.removedBy()));
    }

    /**
     * What was told is kept, unless it comes before the proof is there; nobody is removed by what was not told before, nor before a
     * person who could not answer while the link did not read has had time to.
     */
    private Optional<Instant> removedBy(MissingSince since, ScanFindings found, Optional<Instant> told) {
        if (!isGood()) {
            return Optional.empty();
        }
        Instant proven = provenAt(since, since.missing(), found);
        Instant soon = now.plus(answerable ? policy.secondLook() : policy.settling());
        Instant earliest = proven.isAfter(soon) ? proven : soon;
        return Optional.of(
                told.filter(at -> !at.isBefore(answerable ? proven : earliest)).orElse(earliest));
    }

    // scans owed

    private Stream<Instant> looks(MissingSince since, Absences next) {
        Instant from = since.endedAt();
        Stream<Instant> always = Stream.of(from.plus(policy.secondLook()), settledAt(since));
        Stream<Instant> ofQuestion = next.question()
                .flatMap(RemovalQuestion::removedBy)
                .map(at -> Stream.of(from.plus(Duration.between(from, at).dividedBy(2)), at))
                .orElse(Stream.empty());
        return Stream.concat(always, ofQuestion);
    }

    /** Whether one more full scan is all that is missing. */
    private boolean isNearlyDone(MissingSince since, Absences next) {
        boolean few = scan.findings()
                .filter(found -> isUnasked(since.missing(), since, found) || isGoodAwaited(since, found))
                .isPresent();
        return proves
                && (few || next.question().flatMap(RemovalQuestion::removedBy).isPresent());
    }

    /** Whether a person kept somebody after the store had counted. */
    private boolean isOvertaken(ScanFindings found) {
        return found.keptFrom() != known.keptFrom();
    }

    /** Whether each row that was not taken names its attendee, so that nobody who is missing can be among them. */
    private boolean isGood() {
        return scan.last().tally().nameless() == 0;
    }

    /** Those whom a person keeps are no measure of how many are missing. */
    private boolean isFew(long missing, ScanFindings found) {
        return policy.isFew(missing, found.present() - found.keptStill());
    }

    /**
     * Whether nobody is asked about that many: they are few, and two full scans are enough for them. A row that names nobody may be
     * any of those who are missing, unless the provider can be asked for each.
     */
    private boolean isUnasked(long missing, MissingSince since, ScanFindings found) {
        boolean areTheseMissing = found.confirmable() || (isGood() && since.goodScans() > 0);
        return isFew(missing, found) && areTheseMissing;
    }

    /** Whether few wait for a full scan whose rows all have names: there was one, and this may lie in an outage that asks nobody. */
    private boolean isGoodAwaited(MissingSince since, ScanFindings found) {
        return !isGood()
                && since.goodScans() > 0
                && isFew(since.missing(), found)
                && begunAt().isBefore(settledAt(since).plus(policy.settling()));
    }

    private boolean isSettled(MissingSince since) {
        return !begunAt().isBefore(settledAt(since));
    }

    private Instant settledAt(MissingSince since) {
        return since.endedAt().plus(longer(policy.settling(), scan.consistencyWindow()));
    }

    private Instant provenAt(MissingSince since, long missing, ScanFindings found) {
        Duration proof = policy.proofFor(missing, found.present() - found.keptStill());
        return since.endedAt().plus(longer(proof, scan.consistencyWindow()));
    }

    private Instant begunAt() {
        return scan.last().begunAt().isAfter(now) ? now : scan.last().begunAt();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
