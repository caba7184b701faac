/** A host's own code, small enough to read, and verified with the testkit. */
@NullMarked
package io.holdfast.propertychecks;

import org.jspecify.annotations.NullMarked;
