/** How a link comes back, by whom, and why. Pure. Depends on {@code model}, {@code policy} and {@code transition}. */
@NullMarked
package io.holdfast.recovery;

import org.jspecify.annotations.NullMarked;
