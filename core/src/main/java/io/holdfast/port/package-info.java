/**
 * What hosts and connectors implement.
 *
 * <p>One call is one atomic act; ports know no clock. Depends on {@code model} and {@code transition}.
 */
@NullMarked
package io.holdfast.port;

import org.jspecify.annotations.NullMarked;
