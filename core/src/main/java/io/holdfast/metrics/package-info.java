/**
 * What an engine tells of itself: what ends is told to a host's {@link SyncMetrics}, and how it is at a moment is asked as {@link
 * Vitals}.
 *
 * <p>Depends on {@code model}.
 */
@NullMarked
package io.holdfast.metrics;

import org.jspecify.annotations.NullMarked;
