/**
 * The driving side: load, decide, write once, then tell.
 *
 * <p>The only room of core that reads a clock, logs, waits or calls a port. Depends on all rooms above it, and its builder names {@code memory} for the defaults.
 */
@NullMarked
package io.holdfast.engine;

import org.jspecify.annotations.NullMarked;
