/** Tests of the house itself: its rooms, and that every test ran. */
@NullMarked
package io.holdfast.house;

import org.jspecify.annotations.NullMarked;
