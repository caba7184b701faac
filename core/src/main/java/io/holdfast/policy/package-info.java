/**
 * The numbers of the life cycle, and pure functions of them.
 *
 * <p>Depends on {@code model} alone.
 */
@NullMarked
package io.holdfast.policy;

import org.jspecify.annotations.NullMarked;
