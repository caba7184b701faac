/** What every room needs and no host: checks of arguments, and text made fit for stores and lines. Not exported. */
@NullMarked
package io.holdfast.internal;

import org.jspecify.annotations.NullMarked;
