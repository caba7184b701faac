/**
 * What each port promises, as checks that an implementation's own tests run; they need no test framework.
 *
 * <p>Each check begins with a fresh implementation and makes one claim.
 */
@NullMarked
package io.holdfast.testkit.contract;

import org.jspecify.annotations.NullMarked;
