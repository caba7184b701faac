/** Tests of the house itself: its rooms, its papers, and what its tests show. */
@NullMarked
package io.holdfast.house;

import org.jspecify.annotations.NullMarked;
