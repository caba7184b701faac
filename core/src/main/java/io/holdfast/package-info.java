/** The root of the house: it holds the style of all values and nothing else, so that no room depends on it. */
@NullMarked
@HoldfastStyle
package io.holdfast;

import org.jspecify.annotations.NullMarked;
