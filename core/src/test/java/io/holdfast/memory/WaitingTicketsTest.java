package io.holdfast.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun.Urgency;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.RunQueue.Ticket;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the embedded queue's order costs, in comparisons, which are the same on every machine. */
final class WaitingTicketsTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;

    @Test
    void takingTenTimesAsManyCostsAtMostFifteenTimesTheComparisons() {
        long few = comparisons(FEW, 1, 0);
        long many = comparisons(MANY, 1, 0);

        assertThat(few).isPositive();
        assertThat(many).isLessThanOrEqualTo(15 * few).isLessThanOrEqualTo(MANY * 60L);
    }

    @Test
    void thoseThatFallDueAtOnceCostNoMoreThanThat() {
        assertThat(comparisons(MANY, 1, 60)).isLessThanOrEqualTo(15 * comparisons(FEW, 1, 60));
    }

    @Test
    void manyWorkspacesCostNoMoreThanOne() {
        long one = comparisons(MANY, 1, 0);

        assertThat(comparisons(MANY, 50, 0)).isLessThanOrEqualTo(one);
        assertThat(comparisons(MANY, MANY, 0)).isLessThanOrEqualTo(one);
    }

    /** All are submitted, and taken once they are due. */
    private static long comparisons(int tickets, int workspaces, int dueInSeconds) {
        AtomicLong compared = new AtomicLong();
        WaitingTickets waiting = new WaitingTickets(MANY, (one, other) -> {
            compared.incrementAndGet();
            return WaitingTickets.LONGEST_DUE.compare(one, other);
        });
        for (int i = 0; i < tickets; i++) {
            // in no order: 7,919 is a prime, so each number comes once
            int shuffled = (int) (i * 7_919L % tickets);
            Ticket ticket = new Ticket(
                    SyncLinkId.of("link-" + shuffled),
                    WorkspaceId.of("workspace-" + shuffled % workspaces),
                    NOW.plusSeconds(dueInSeconds).minusNanos(shuffled),
                    Urgency.ROUTINE);
            assertThat(waiting.admit(ticket, NOW)).isTrue();
        }
        int taken = 0;
        while (waiting.take(NOW.plusSeconds(dueInSeconds)).isPresent()) {
            taken++;
        }
        assertThat(taken).isEqualTo(tickets);
        return compared.get();
    }
}
