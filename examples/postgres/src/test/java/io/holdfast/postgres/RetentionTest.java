package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.RowResult;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.UserRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is deleted: old entries of histories, and persons that ask for it. */
final class RetentionTest {
    private final PostgresStorage storage = Server.storage();

    @Test
    void entriesThatAreOlderAreDeletedButALinksLastOne() {
        SyncLink link = storage.links().createIfAbsent(Samples.birth());
        for (int day = 1; day <= 6; day++) {
            Decision.Moved move = Samples.move(
                    link,
                    day % 2 == 1
                            ? new UserRequest.SuspendRequested(Actor.HOST)
                            : new UserRequest.ResumeRequested(Actor.HOST),
                    Samples.NOW.plus(Duration.ofDays(day)));
            assertThat(storage.links().replace(move)).isTrue();
            link = move.next();
        }
        List<Long> all = versions();

        int first = storage.prune(Samples.NOW.plus(Duration.ofDays(3)), 2);
        int rest = storage.prune(Samples.NOW.plus(Duration.ofDays(3)), 100);

        assertThat(first).isEqualTo(2);
        assertThat(versions()).isEqualTo(all.subList(0, all.size() - first - rest));
        assertThat(storage.prune(Samples.NOW.plus(Duration.ofDays(90)), 100)).isPositive();
        assertThat(versions()).isEqualTo(all.subList(0, 1));
    }

    @Test
    void aPersonWhoIsErasedIsGoneAndNoReadBringsThemBack() {
        storage.attendees().upsert(Samples.token("link", 1), Batch.empty(1));
        storage.attendees().upsert(Samples.token("link", 1), Samples.page(1, "company", "a", "b"));

        storage.erase(Samples.KEY, AttendeeId.of("a"));

        assertThat(storage.attendees()
                        .upsert(Samples.token("link", 1), Samples.page(2, "company", "a", "b"))
                        .rows())
                .extracting(row -> row.result())
                .containsExactly(RowResult.WITHHELD, RowResult.UNCHANGED);
        assertThat(storage.attendees()
                        .count(Samples.LINK, StampRange.before(Long.MAX_VALUE))
                        .present())
                .isOne();
        assertThat(storage.database()
                        .sql("select count(*) from {attendee} where id = 'a' or record::text like '%\"a\"%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<Long> versions() {
        return storage.links().history(Samples.LINK, Cursor.START, 100).items().stream()
                .map(TransitionRecord::version)
                .toList();
    }
}
