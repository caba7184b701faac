package io.holdfast.port;

import io.holdfast.model.CallBudget;
import io.holdfast.model.Feed;
import io.holdfast.model.SubjectKind;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What a connector can do. What is declared works; what is not declared is never called. */
@Value.Immutable
public interface Capabilities {
    /** Full scans of events, and nothing tells of changes. */
    Capabilities SNAPSHOTS = builder().build();

    /** {@return what can be imported} */
    @Value.Default
    default Set<SubjectKind> kinds() {
        return Set.of(SubjectKind.EVENT);
    }

    /** {@return for how long an answer may lag behind a change; reads of changes overlap by it} */
    Duration consistencyWindow();

    /** {@return whether {@link ProviderConnector#changes} may be called} */
    boolean changes();

    /** {@return how changes reach us} */
    Feed feed();

    /** {@return the kinds of which {@link ProviderConnector#named} may be called; by default events} */
    @Value.Default
    default Set<SubjectKind> namedKinds() {
        return Set.of(SubjectKind.EVENT);
    }

    /** {@return how many attendees {@link ProviderConnector#named} may be asked for at a time; 0 if it may not be called} */
    int maxNamed();

    /**
     * {@return how many attendees of a kind may be asked for by id at a time; 0 if none}
     *
     * @param kind of what
     */
    default int maxNamed(SubjectKind kind) {
        return namedKinds().contains(kind) ? maxNamed() : 0;
    }

    /**
     * {@return how many events or channels {@link ProviderConnector#describeAll} may be asked for at a time; 1 if it may not be called
     * and each is described alone}
     */
    int maxDescribed();

    /** {@return whether {@link ProviderConnector#refresh} may be called with tokens that can be refreshed} */
    boolean refresh();

    /** {@return whether {@link ProviderConnector#revoke} may be called} */
    boolean revoke();

    /**
     * {@return how often changes should be asked for at first, where nothing tells of them; empty where the policy's number is as good
     * as any}
     */
    Optional<Duration> pollInterval();

    /**
     * {@return the budget of calls that the provider is known to grant; only where its answers tell nothing of what is left. What
     * answers tell goes before it}
     */
    Optional<CallBudget> callBudget();

    /** {@return what {@link ProviderConnector#webhooks()} can do; empty if it may not be called} */
    Optional<WebhookCapabilities> webhooks();

    /**
     * {@return whether a place in a list is the number of a page or a row, so that a row which goes shifts others past a
     * read that is on; not so where a place is that of a record (keyset)}
     */
    boolean numberedPages();

    /** {@return whether a workspace may have one account of this provider connected at a time} */
    boolean onePerWorkspace();

    /** {@return a builder; what is left out is not declared, and only events can be imported} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds {@link Capabilities}. */
    final class Builder extends ImmutableCapabilities.Builder {
        Builder() {
            consistencyWindow(Duration.ZERO)
                    .changes(false)
                    .feed(Feed.NONE)
                    .maxNamed(0)
                    .maxDescribed(1)
                    .refresh(false)
                    .revoke(false)
                    .numberedPages(false)
                    .onePerWorkspace(false);
        }
    }

    /** Refuses a window or a number below zero, and polls without a pause. */
    @Value.Check
    default void check() {
        if (pollInterval().filter(each -> each.isNegative() || each.isZero()).isPresent()) {
            throw new IllegalArgumentException("expected an interval of polls longer than zero but found "
                    + pollInterval().orElseThrow() + "; leave it out to poll as often as the policy says");
        }
        if (consistencyWindow().isNegative()) {
            throw new IllegalArgumentException(
                    "expected a consistency window of zero or more but found " + consistencyWindow());
        }
        if (maxNamed() < 0) {
            throw new IllegalArgumentException("expected to read 0 or more named attendees at a time but found "
                    + maxNamed() + "; 0 says that none can be read by id");
        }
        if (maxDescribed() < 1) {
            throw new IllegalArgumentException("expected to describe 1 or more events at a time but found "
                    + maxDescribed() + "; 1 says that each is described alone");
        }
    }
}
