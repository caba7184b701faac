/**
 * How fast a provider's budgets of calls are spent: whether a run may go on now or waits, from what answers tell is left. Each node
 * knows what it was told itself; nothing of it is stored.
 *
 * <p>Not exported.
 */
@NullMarked
package io.holdfast.engine.pace;

import org.jspecify.annotations.NullMarked;
