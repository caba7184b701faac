package io.holdfast.policy;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** Every number of the life cycle. Any positive interval is legal; margins between them are checked when it is built. */
@Value.Immutable
public interface SyncPolicy {
    /** {@return the policy of all defaults} */
    static SyncPolicy defaults() {
        return builder().build();
    }

    /** {@return how often and how long one run tries} */
    @Value.Default
    default RetryPolicy retry() {
        return RetryPolicy.builder().build();
    }

    /** {@return how often the engine tries by itself after a run gave up, and when support is called} */
    @Value.Default
    default AutoRetryPolicy autoRetry() {
        return AutoRetryPolicy.builder().build();
    }

    /** {@return when attendees that full scans miss are marked as absent} */
    @Value.Default
    default AbsencePolicy absence() {
        return AbsencePolicy.builder().build();
    }

    /** {@return when lists are read again that are shorter than stated} */
    @Value.Default
    default ShortListPolicy shortLists() {
        return ShortListPolicy.builder().build();
    }

    /** {@return how often the event or channel itself is looked at, without its attendees} */
    @Value.Default
    default LookPolicy looks() {
        return LookPolicy.builder().build();
    }

    /** {@return how the interval of polls follows what they find} */
    @Value.Default
    default PollPolicy polls() {
        return PollPolicy.builder().build();
    }

    /** {@return how fast a provider's budget of calls is spent} */
    @Value.Default
    default PacePolicy pace() {
        return PacePolicy.builder().build();
    }

    /** {@return how credentials are refreshed and verified} */
    @Value.Default
    default CredentialPolicy credentials() {
        return CredentialPolicy.builder().build();
    }

    /** {@return how long a worker's claim holds unless renewed; it is renewed after a third; default 40 s} */
    @Value.Default
    default Duration leaseDuration() {
        return Duration.ofSeconds(40);
    }

    /**
     * {@return how long a node must have seen a lease unchanged, by its own running clock, before one that looks passed
     * counts as lost; longer than a third of the lease, so that a living worker renews it meanwhile; default 20 s}
     */
    @Value.Default
    default Duration leaseWatch() {
        return Duration.ofSeconds(20);
    }

    /**
     * {@return how far the clocks of two nodes may differ; what was decided further ahead than this was decided by a clock that
     * was wrong. Bounds that protect and compare clocks are longer than twice this; leases and claims are watched and need no
     * such margin. Zero for a host of one node; default 5 min}
     */
    @Value.Default
    default Duration toleratedSkew() {
        return Duration.ofMinutes(5);
    }

    /**
     * {@return how far ahead of now something may have been decided without its clock being wrong: the tolerated skew, but a
     * minute at least, because moves go on while they are looked for and a store may answer late}
     */
    default Duration decidedAheadAtMost() {
        return Margins.longest(toleratedSkew(), Duration.ofMinutes(1));
    }

    /** {@return how often each node looks for what is due; default 20 s} */
    @Value.Default
    default Duration sweepInterval() {
        return Duration.ofSeconds(20);
    }

    /**
     * {@return how long one page may take in all before its lease is no longer renewed; longer than all time-outs of one
     * page together; default 3 min}
     */
    @Value.Default
    default Duration pageDeadline() {
        return Duration.ofMinutes(3);
    }

    /** {@return how often changes are asked for at first, where the connector suggests nothing; default 5 min} */
    @Value.Default
    default Duration pollInterval() {
        return Duration.ofMinutes(5);
    }

    /** {@return how often, once the event is over or cancelled; default daily} */
    @Value.Default
    default Duration pollIntervalAfterEnd() {
        return Duration.ofDays(1);
    }

    /** {@return how long after its end an event is still polled, or after it was first seen cancelled; default 14 days} */
    @Value.Default
    default Duration pollAfterEnd() {
        return Duration.ofDays(14);
    }

    /** {@return how often everything is read again, to find what no list of changes tells; default 24 h} */
    @Value.Default
    default Duration fullScanInterval() {
        return Duration.ofHours(24);
    }

    /** {@return how often a read of changes goes further back, because a list of changes may have lied; default 1 h} */
    @Value.Default
    default Duration readBackInterval() {
        return Duration.ofHours(1);
    }

    /** {@return how far it then goes back at least: the longest outage that must hide nothing, and that; default 3 h 15 min} */
    @Value.Default
    default Duration readBack() {
        return Duration.ofMinutes(195);
    }

    /**
     * {@return how far it goes back before the last watermark: beyond the longest outage that must hide nothing, and one poll}
     *
     * @param link whose polls are as far apart as is promised
     */
    default Duration readBack(SyncLink link) {
        Duration outage = readBack().minus(readBackInterval());
        Optional<Duration> promised = link.bookkeeping().promisedInterval();
        return promised.map(each -> Margins.longest(readBack(), outage.plus(each)))
                .orElse(readBack());
    }

    /**
     * {@return how long nothing may have been proven before it shows as delayed: the interval that is promised, and one poll}
     *
     * @param link which one
     */
    default Duration delayedAfter(SyncLink link) {
        Optional<Duration> promised = link.bookkeeping().promisedInterval();
        return promised.map(each -> polls().delayedAfter(each, pollInterval())).orElse(delayedAfter());
    }

    /** {@return how long after a read that a signal asked for it is read again, where answers may lag behind; default 1 min} */
    @Value.Default
    default Duration consistencyRecheck() {
        return Duration.ofMinutes(1);
    }

    /**
     * {@return how old a checkpoint may be and still be gone on from, in time of the run's own: neither a provider's wait
     * nor the wait for an automatic recovery ages it; default 1 h}
     */
    @Value.Default
    default Duration checkpointAge() {
        return Duration.ofHours(1);
    }

    /**
     * {@return how long a full scan over numbered pages may take before it owes another, because rows that go meanwhile
     * shift others past it; default 1 h}
     */
    @Value.Default
    default Duration maxNumberedScan() {
        return Duration.ofHours(1);
    }

    /** {@return pages of one list after which it counts as endless; default 20,000} */
    @Value.Default
    default int maxPages() {
        return 20_000;
    }

    /** {@return empty pages in a row after which a list counts as endless; default 5} */
    @Value.Default
    default int maxEmptyPages() {
        return 5;
    }

    /** {@return how many attendees signals may name before all changes are read; default 100} */
    @Value.Default
    default int maxNames() {
        return 100;
    }

    /** {@return how long nothing may have been proven before a live link of which no interval is promised shows as delayed; default 15 min} */
    @Value.Default
    default Duration delayedAfter() {
        return Duration.ofMinutes(15);
    }

    /** {@return how long before its start an event that is not ACTIVE is said to start soon; default 2 days} */
    @Value.Default
    default Duration startsSoon() {
        return Duration.ofDays(2);
    }

    /**
     * {@return whether the links of an account are reconnected by themselves once the very same account is authorised again;
     * default false: a person presses Reconnect}
     */
    @Value.Default
    default boolean reconnectsSameAccount() {
        return false;
    }

    /** {@return how long a link rests at least after a run, however long that took: a tenth of the poll interval} */
    default Duration rest() {
        return pollInterval().dividedBy(10);
    }

    /**
     * {@return the longest that a run may have to wait from now; what is stored as later was set by a clock that was wrong}
     *
     * @param why why it waits
     */
    default Duration longestWait(SyncRun.Wait why) {
        Duration provider = retry().longestProviderWait();
        return switch (why) {
            case NOW -> Margins.longest(credentials().longestWait(), autoRetry().retriedWithin());
            case BACK_OFF -> Margins.longest(retry().backOff().cap(), absence().secondLook());
            case PROVIDER_ASKED -> provider.plus(retry().spreadOf(provider));
            case SHORT_LIST -> shortLists().longestWait();
        };
    }

    /** {@return the longest until everything is read again: regularly, because of those whom a full scan missed, or of a short list} */
    default Duration longestUntilFullScan() {
        return Margins.longest(
                absence().proofOfMost(), fullScanInterval(), shortLists().longestUntilFullScan());
    }

    /** {@return how often a lease is renewed: three times while it holds} */
    default Duration leaseRenewal() {
        return leaseDuration().dividedBy(3);
    }

    /**
     * {@return how long it takes at most until the run of a node that died goes on: the lease passes, a sweep sees it, and it is
     * watched; 80 s by default}
     */
    default Duration longestUntilDeadRunGoesOn() {
        return leaseDuration().plus(sweepInterval()).plus(leaseWatch());
    }

    /** {@return how long it takes at most until a call that hangs is ended: the page deadline; 3 min by default} */
    default Duration longestUntilHungCallEnds() {
        return pageDeadline();
    }

    /** {@return a builder; what is left out keeps its default} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds a {@link SyncPolicy}. */
    final class Builder extends ImmutableSyncPolicy.Builder {
        Builder() {}
    }

    /** Refuses intervals of nothing, and numbers that can't hold together. */
    @Value.Check
    default void check() {
        PolicyChecks.check(this);
    }
}
