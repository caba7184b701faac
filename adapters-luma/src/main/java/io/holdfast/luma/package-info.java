/** Luma's words stay in this package; the domain's words come out of it. It may use {@code model} and {@code port} alone. */
@NullMarked
package io.holdfast.luma;

import org.jspecify.annotations.NullMarked;
