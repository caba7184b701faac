/**
 * What may happen to a link and why: triggers, the transition table, decisions and records.
 *
 * <p>Pure: same input, same decision. Depends on {@code model} and {@code policy}.
 */
@NullMarked
package io.holdfast.transition;

import org.jspecify.annotations.NullMarked;
