package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.token;
import static io.holdfast.testkit.contract.AttendeeSamples.write;
import static io.holdfast.testkit.contract.LinkSamples.birth;
import static io.holdfast.testkit.contract.LinkSamples.resumed;
import static io.holdfast.testkit.contract.LinkSamples.suspended;

import io.holdfast.model.Attendee;
import io.holdfast.model.Cursor;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** That a write is one act for whoever looks on or writes meanwhile: in both stores alike. */
final class OneActChecks {
    private static final int MOVES = 60;
    private static final int PAGES = 20;
    private static final int ROWS = 100;
    private static final int TAKEOVERS = 30;
    private static final int MOST_ROWS = 1_000;

    private OneActChecks() {}

    static void addToLinks(Checks<SyncLinkStore> checks) {
        checks.add("nobody sees a move of a link without its record", OneActChecks::moveWithRecord);
    }

    static void addToAttendees(Checks<AttendeeStore> checks) {
        checks.add("nobody sees half a page", OneActChecks::pagesWhole);
        checks.add("no page lands once another fencing token took over", OneActChecks::nothingAfterATakeover);
    }

    /** Reads while another thread writes: a store without transactions is seen in between. */
    private static void moveWithRecord(SyncLinkStore store) throws InterruptedException {
        SyncLink born = store.createIfAbsent(birth("a"));
        List<String> torn =
                Concurrently.seenWhile(() -> move(store, born), () -> versionWithoutRecord(store, born.id()));
        Assertions.same("versions without their record", List.of(), torn);
    }

    private static void move(SyncLinkStore store, SyncLink born) {
        SyncLink link = born;
        for (int i = 0; i < MOVES; i++) {
            Decision.Moved move = link.suspended() ? resumed(link) : suspended(link);
            store.replace(move);
            link = move.next();
        }
    }

    /** Each of these moves has a record, so the history is never behind the link that was loaded before it. */
    private static Optional<String> versionWithoutRecord(SyncLinkStore store, SyncLinkId id) {
        long seen = store.load(id).map(SyncLink::version).orElse(0L);
        long recorded = store.history(id, Cursor.START, 1).items().stream()
                .mapToLong(TransitionRecord::version)
                .sum();
        return recorded < seen
                ? Optional.of("version " + seen + " beside the record of " + recorded)
                : Optional.empty();
    }

    /** Counts while another thread writes: a store that writes row by row is seen in between. */
    private static void pagesWhole(AttendeeStore store) throws InterruptedException {
        write(store, 1, 1, 1);
        List<Long> torn = Concurrently.seenWhile(
                () -> writePages(store),
                () -> Optional.of(store.count(LINK, StampRange.before(1)).present())
                        .filter(present -> present % ROWS != 0));
        Assertions.same("counts of half a page", List.of(), torn);
    }

    private static void writePages(AttendeeStore store) {
        for (int page = 0; page < PAGES; page++) {
            int first = page * ROWS;
            Attendee[] rows = IntStream.range(first, first + ROWS)
                    .mapToObj(i -> attendee("a" + i, "x", EARLY))
                    .toArray(Attendee[]::new);
            write(store, 1, 1, page + 1L, rows);
        }
    }

    /** Several write while one takes over: a store that looks at the fence first and writes then lets some in. */
    private static void nothingAfterATakeover(AttendeeStore store) throws InterruptedException {
        for (int round = 0; round < TAKEOVERS; round++) {
            SyncLinkId link = SyncLinkId.of("link-" + round);
            store.upsert(token(link, 1), AttendeeStore.Batch.empty(1));
            long atTakeover =
                    Concurrently.all(number -> number == 0 ? takeOver(store, link) : writeOn(store, link, number))
                            .stream()
                            .mapToLong(Long::longValue)
                            .sum();
            Assertions.same(
                    "present since the takeover",
                    atTakeover,
                    store.count(link, StampRange.before(1)).present());
        }
    }

    /** How many were there once it had taken over. */
    private static long takeOver(AttendeeStore store, SyncLinkId link) {
        store.upsert(token(link, 2), AttendeeStore.Batch.empty(1));
        return store.count(link, StampRange.before(1)).present();
    }

    /** Writes until it is refused. */
    private static long writeOn(AttendeeStore store, SyncLinkId link, int number) {
        int row = 0;
        boolean accepted;
        do {
            Attendee one = attendee(number + "-" + row, "x", EARLY);
            accepted = store.upsert(token(link, 1), new AttendeeStore.Batch(List.of(one), 1, 1, 0))
                    .accepted();
            row++;
        } while (accepted && row < MOST_ROWS);
        return 0;
    }
}
