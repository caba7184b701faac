/** A third connector, in tests alone: {@code core/docs/writing-a-connector.md} walks through it. */
@NullMarked
package io.holdfast.csv;

import org.jspecify.annotations.NullMarked;
