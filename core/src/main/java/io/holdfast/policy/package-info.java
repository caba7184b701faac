/** The numbers of the life cycle, and pure functions of them. Depends on {@code model} alone. */
@NullMarked
package io.holdfast.policy;

import org.jspecify.annotations.NullMarked;
