/** Stories told with one fault at one call, from outside as a host does. */
@NullMarked
package io.holdfast.faults;

import org.jspecify.annotations.NullMarked;
