/** A host with rows of its own, and what becomes of them over all that can happen to a link. */
@NullMarked
package io.holdfast.hostfields;

import org.jspecify.annotations.NullMarked;
