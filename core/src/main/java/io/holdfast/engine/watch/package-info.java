/**
 * What the engine tells of itself: to a host's metrics, to its hook for failures, and to whatever context its log lines carry.
 *
 * <p>Not exported.
 */
@NullMarked
package io.holdfast.engine.watch;

import org.jspecify.annotations.NullMarked;
