package io.holdfast.engine.pace;

import io.holdfast.model.CallBudget;
import io.holdfast.model.Quota;
import io.holdfast.policy.PacePolicy;
import java.time.Duration;

/**
 * What is known of one window of a budget, in nanoseconds of the running clock. Pure.
 *
 * @param limit how many calls there are in it
 * @param used how many of them were spent when an answer told last
 * @param endsAt when it ends
 * @param length how long it is, as far as is known
 * @param told whether an answer has told of it; else it is declared alone
 */
record Window(long limit, long used, long endsAt, long length, boolean told) {
    /** However little time is left, nobody hurries more than so many times. */
    private static final int HURRY = 3;

    private static final double PERCENT = 100;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    static Window declared(CallBudget budget, long now) {
        long length = budget.window().toNanos();
        return new Window(budget.calls(), 0, now + length, length, false);
    }

    static Window told(Quota quota, long known, long now) {
        long left = Math.max(1, quota.resetsIn().toNanos());
        return new Window(quota.limit(), quota.used(), now + left, Math.max(known, left), true);
    }

    /** The window as it is then: after its end another has begun, of which nobody has told yet. */
    Window at(long now) {
        long past = now - endsAt;
        return past < 0 ? this : new Window(limit, 0, endsAt + length * (past / length + 1), length, told);
    }

    boolean isExhausted() {
        return used >= limit;
    }

    /** Whether an answer speaks of this very window, and not of a later one or of one that is over. */
    boolean isSame(Window later) {
        return Math.abs(later.endsAt - endsAt)
                < Math.max(length / 10, Duration.ofSeconds(2).toNanos());
    }

    /** How many calls a second all nodes together may make: what remains beside the reserve, over the time that is left. */
    double perSecond(PacePolicy policy, long now) {
        double reserve = limit * policy.reserve() / PERCENT;
        double even = (limit - reserve) / seconds(length);
        if (!told) {
            return even;
        }
        double remaining = Math.max(0, limit - used - reserve);
        return Math.min(remaining / Math.max(1, seconds(endsAt - now)), even * HURRY);
    }

    private static double seconds(long nanos) {
        return nanos / SECOND;
    }
}
