package io.holdfast.port;

import io.holdfast.model.Feed;
import io.holdfast.model.SubjectKind;
import java.time.Duration;
import java.util.Set;
import org.immutables.value.Value;

/** What a connector can do. What is declared works; what is not declared is never called. */
@Value.Immutable
public interface Capabilities {
    /** Full full scans of events, and nothing tells of changes. */
    Capabilities SNAPSHOTS = builder().build();

    /** {@return what can be imported} */
    @Value.Default
    default Set<SubjectKind> kinds() {
        return Set.of(SubjectKind.EVENT);
    }

    /** {@return for how long an answer may lag behind a change; reads of changes overlap by it} */
    @Value.Default
    default Duration consistencyWindow() {
        return Duration.ZERO;
    }

    /** {@return whether {@link ProviderConnector#changes} may be called} */
    @Value.Default
    default boolean changes() {
        return false;
    }

    /** {@return how changes reach us} */
    @Value.Default
    default Feed feed() {
        return Feed.NONE;
    }

    /** {@return whether {@link ProviderConnector#refresh} may be called with tokens that can be refreshed} */
    @Value.Default
    default boolean refresh() {
        return false;
    }

    /** {@return whether {@link ProviderConnector#revoke} may be called} */
    @Value.Default
    default boolean revoke() {
        return false;
    }

    /** {@return whether a workspace may have one account of this provider connected at a time} */
    @Value.Default
    default boolean onePerWorkspace() {
        return false;
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds {@link Capabilities}. */
    final class Builder extends ImmutableCapabilities.Builder {
        Builder() {}
    }

    /** Refuses a window below zero. */
    @Value.Check
    default void check() {
        if (consistencyWindow().isNegative()) {
            throw new IllegalArgumentException(
                    "expected a consistency window of zero or more but found " + consistencyWindow());
        }
    }
}
