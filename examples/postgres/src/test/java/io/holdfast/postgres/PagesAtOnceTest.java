package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.StampRange;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.Batch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages that meet on the server. */
final class PagesAtOnceTest {
    private final PostgresStorage storage = Server.storage();
    private final AttendeeStore attendees = storage.attendees();

    PagesAtOnceTest() {
        attendees.upsert(Samples.token("link", 1), Batch.empty(1));
    }

    @Test
    void aPageThatWaitsBehindATakeoverWritesNothing() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Future<AttendeeStore.Written> late = storage.database().atOnce(() -> {
                attendees.upsert(Samples.token("link", 2), Batch.empty(2));
                Future<AttendeeStore.Written> page = worker.submit(
                        () -> attendees.upsert(Samples.token("link", 1), Samples.page(1, "of the first", "a")));
                awaitOneThatWaits();
                return page;
            });

            assertThat(late.get(20, TimeUnit.SECONDS).accepted()).isFalse();
        } finally {
            worker.shutdownNow();
        }
        assertThat(attendees
                        .count(Samples.LINK, StampRange.before(Long.MAX_VALUE))
                        .present())
                .isZero();
    }

    /** Until the server says that a connection waits for another's lock; within a transaction it shows what it showed first. */
    private void awaitOneThatWaits() {
        String waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like :table";
        String table = "%" + storage.database().tables().in("{attendee_list}") + "%";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (storage.database()
                        .sql(waiting)
                        .param("table", table)
                        .query(Long.class)
                        .single()
                == 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected the page to wait for the takeover but it does not");
            }
            storage.database()
                    .sql("select pg_stat_clear_snapshot()::text")
                    .query(String.class)
                    .single();
        }
    }

    @Test
    void pagesOfAnyOrderDoNotDeadlock() {
        String[] up = IntStream.range(0, 200).mapToObj(i -> "id-" + i).toArray(String[]::new);
        String[] down = IntStream.range(0, 200).mapToObj(i -> "id-" + (199 - i)).toArray(String[]::new);

        List<CompletableFuture<AttendeeStore.Written>> pages = IntStream.range(0, 40)
                .mapToObj(page -> CompletableFuture.supplyAsync(() -> attendees.upsert(
                        Samples.token("link", 1),
                        Samples.page(page + 1, "company " + page, page % 2 == 0 ? up : down))))
                .toList();

        assertThat(pages)
                .allSatisfy(page -> assertThat(
                                page.orTimeout(20, TimeUnit.SECONDS).join().rows())
                        .hasSize(200));
    }

    @Test
    void anIdTwiceInAPageIsRefusedAndNothingIsWritten() {
        assertThatThrownBy(() -> attendees.upsert(Samples.token("link", 1), Samples.page(1, "company", "b", "a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("link")
                .hasMessageContaining("b")
                .hasMessageContaining("leave out all but the last");
        assertThat(attendees
                        .count(Samples.LINK, StampRange.before(Long.MAX_VALUE))
                        .present())
                .isZero();
    }

    @Test
    void columnsOfTheHostsOwnStayOverPagesAndAnotherLinkOfTheKey() {
        attendees.upsert(Samples.token("link", 1), Samples.page(1, "first", "a"));
        storage.database()
                .sql("alter table {attendee} add column vip boolean not null default false")
                .update();
        storage.database().sql("update {attendee} set vip = true").update();

        attendees.upsert(Samples.token("link", 1), Samples.page(2, "second", "a", "b"));
        attendees.upsert(Samples.token("next", 1), Batch.empty(1));
        attendees.upsert(Samples.token("next", 1), Samples.page(1, "third", "a", "b"));

        assertThat(storage.database()
                        .sql("select vip from {attendee} where link = 'next' order by id")
                        .query(Boolean.class)
                        .list())
                .containsExactly(true, false);
    }
}
