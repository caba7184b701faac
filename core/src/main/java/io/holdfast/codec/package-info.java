/** The text of each value that a store keeps: JSON (RFC 8259). Depends on {@code model} and {@code transition}. */
@NullMarked
package io.holdfast.codec;

import org.jspecify.annotations.NullMarked;
