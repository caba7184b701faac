package io.holdfast.policy;

import java.time.Duration;

/** What the numbers of a policy demand of each other. */
final class PolicyChecks {
    private PolicyChecks() {}

    /** Refuses intervals of nothing, and numbers that can't hold together. */
    static void check(SyncPolicy policy) {
        Margins.positive("the sweep", policy.sweepInterval());
        Margins.atLeast("the lease", policy.leaseDuration(), "the sweep", policy.sweepInterval());
        Margins.longer("the watch of a lease", policy.leaseWatch(), "a third of the lease", policy.leaseRenewal());
        Margins.atLeast("the tolerated skew", policy.toleratedSkew(), "zero", Duration.ZERO);
        Margins.positive("the consistency recheck", policy.consistencyRecheck());
        Margins.positive("the poll interval", policy.pollInterval());
        Margins.positive("the interval of reading back", policy.readBackInterval());
        Margins.longer(
                "the time read back", policy.readBack(), "the interval of reading back", policy.readBackInterval());
        Margins.longerThanTwiceTheSkew(
                "the proof of a shortfall", policy.shortLists().proof(), policy.toleratedSkew());
        Margins.longerThanTwiceTheSkew("the time read back", policy.readBack(), policy.toleratedSkew());
        Margins.positive("the checkpoint age", policy.checkpointAge());
        Margins.longerThanTwiceTheSkew("the checkpoint age", policy.checkpointAge(), policy.toleratedSkew());
        Margins.outlastTheSkew(policy.credentials(), policy.toleratedSkew());
        Margins.positive("the time of a numbered scan", policy.maxNumberedScan());
        Margins.positive("the number of pages", policy.maxPages());
        Margins.positive("the number of empty pages", policy.maxEmptyPages());
        Margins.positive("the number of names", policy.maxNames());
        Margins.positive("the page deadline", policy.pageDeadline());
        Margins.atLeast(
                "the poll interval after the end",
                policy.pollIntervalAfterEnd(),
                "the poll interval",
                policy.pollInterval());
        Margins.atLeast("the time polled after the end", policy.pollAfterEnd(), "zero", Duration.ZERO);
        Margins.atLeast(
                "the full scan interval", policy.fullScanInterval(), "the poll interval", policy.pollInterval());
        Margins.atLeast("the bound of delay", policy.delayedAfter(), "the poll interval", policy.pollInterval());
        Duration lost = policy.pageDeadline().plus(policy.longestUntilDeadRunGoesOn());
        Margins.outlastWhatHoldsARunUp(
                policy.checkpointAge(), policy.retry().backOff().cap(), lost);
        Margins.longer(
                "the longest run", policy.retry().maxRunDuration(), "the deadline of one page", policy.pageDeadline());
        Duration settling = policy.absence().settling();
        Margins.atLeast("the full scan interval", policy.fullScanInterval(), "the settling time", settling);
        Margins.longerThanTwiceTheSkew("the settling time", settling, policy.toleratedSkew());
        Margins.atLeast("the time in which an event starts soon", policy.startsSoon(), "zero", Duration.ZERO);
    }
}
