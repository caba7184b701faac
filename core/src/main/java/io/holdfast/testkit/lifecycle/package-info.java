/**
 * An exhaustive search of the life cycle: every abstract state that a link can be brought into, with every trigger in each
 * of them, held against every law. Needs no test framework: a host calls it from any test.
 */
@NullMarked
package io.holdfast.testkit.lifecycle;

import org.jspecify.annotations.NullMarked;
