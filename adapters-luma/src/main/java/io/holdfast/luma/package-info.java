/**
 * Luma's words stay in this package; the domain's words come out of it: {@link io.holdfast.luma.LumaConnector} reads
 * events and their guests, and a calendar's people.
 *
 * <p>May use {@code model} and {@code port} of core alone, and what connectors have in common.
 */
@NullMarked
@LumaStyle
package io.holdfast.luma;

import org.jspecify.annotations.NullMarked;
