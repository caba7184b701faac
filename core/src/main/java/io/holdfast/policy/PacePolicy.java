package io.holdfast.policy;

import io.holdfast.internal.Preconditions;
import java.time.Duration;
import org.immutables.value.Value;

/**
 * How fast a provider's budget of calls is spent. The provider keeps the budget for all nodes and tells each answer what is left of it;
 * so each node spends its own share of that and needs no word from the others.
 */
@Value.Immutable
public interface PacePolicy {
    /** {@return how much of a budget is kept for what persons ask for by a button; in percent, default 10} */
    @Value.Default
    default int reserve() {
        return 10;
    }

    /**
     * {@return how much of what remains routine may spend: polls, full scans, rechecks and looks; the rest is for imports and
     * signals; in percent, default 30}
     */
    @Value.Default
    default int routine() {
        return 30;
    }

    /** {@return how much of a pace may be saved up while nobody asks; default 3 s} */
    @Value.Default
    default Duration savedUp() {
        return Duration.ofSeconds(3);
    }

    /**
     * {@return how many nodes share the budgets of a provider whose answers tell nothing of them, and how many are assumed until
     * answers have told; too few nodes here make answers of 429, too many leave calls unused; default 1}
     */
    @Value.Default
    default int nodes() {
        return 1;
    }

    /** {@return how long a key is quiet after a refusal that names no time; default 1 min} */
    @Value.Default
    default Duration quietAtLeast() {
        return Duration.ofMinutes(1);
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PacePolicy}. */
    final class Builder extends ImmutablePacePolicy.Builder {
        Builder() {}
    }

    /** Refuses shares that leave nothing, no nodes, and times of nothing. */
    @Value.Check
    default void check() {
        Preconditions.that(
                reserve() >= 0 && reserve() < 100, "expected a reserve of 0 to 99 percent but found " + reserve());
        Preconditions.that(
                routine() > 0 && routine() < 100, "expected routine to have 1 to 99 percent but found " + routine());
        Margins.positive("the pace that is saved up", savedUp());
        Margins.positive("the number of nodes", nodes());
        Margins.positive("the quiet after a refusal", quietAtLeast());
    }
}
