package io.holdfast.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.watch.Observer;
import io.holdfast.metrics.SyncMetrics;
import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Change;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.SyncStateMachine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A listener that is slower than what is written: of 60,000 changes each is told or counted as missed. */
final class SlowListenerTest {
    private static final int CHANGES = 60_000;
    private static final int PAGE = 100;
    private static final SyncLink LINK = SyncStateMachine.begin(
                    SyncLinkId.of("link-1"),
                    new SyncLink.Key(
                            WorkspaceId.of("acme"),
                            ProviderId.of("scripted"),
                            new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344")),
                            SyncSubject.event("our-42")),
                    new SyncLink.Binding(IntegrationId.of("i-1"), 1),
                    Actor.HOST,
                    Instant.EPOCH)
            .next();

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<String> order = new ArrayList<>();
    private long told;
    private long missed;
    private long dropped;
    private final SyncMetrics metrics = new SyncMetrics() {
        @Override
        public void noticeDropped() {
            dropped++;
        }
    };

    @Test
    void eachChangeIsToldOrMissedAndWhatComesAfterItIsToldAfterIt() {
        ListenerDispatcher dispatcher = new ListenerDispatcher(
                new Counting(),
                waiting::add,
                new ThrottledLog(InstantSource.fixed(Instant.EPOCH)),
                new Observer(metrics, (reference, thrown) -> {}, () -> 0));
        Change change = new Change(AttendeeId.of("a1"), Change.Kind.CANCELLED, Optional.empty(), Optional.empty());

        for (int page = 0; page < CHANGES / PAGE; page++) {
            dispatcher.attendeesChanged(LINK, Collections.nCopies(PAGE, change));
        }
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
        dispatcher.attendeesChanged(LINK, List.of(change));
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }

        assertThat(told).isEqualTo(ListenerRooms.ROOM_OF_ONE + 1L);
        assertThat(told + missed).isEqualTo(CHANGES + 1L);
        assertThat(dropped).isEqualTo(dispatcher.dropped()).isEqualTo(missed / PAGE);
        assertThat(order).endsWith("told", "missed", "told");
        assertThat(Collections.frequency(order, "missed")).isEqualTo(1);
    }

    private final class Counting implements SyncListener {
        @Override
        public void attendeesChanged(SyncLink link, List<Change> changes) {
            told += changes.size();
            order.add("told");
        }

        @Override
        public void missed(SyncLink link, Missed counts) {
            missed += counts.cancelled();
            order.add("missed");
            assertThat(link).isEqualTo(LINK);
            assertThat(counts.added() + counts.changed() + counts.back()).isZero();
        }
    }
}
