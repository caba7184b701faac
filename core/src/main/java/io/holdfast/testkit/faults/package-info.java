/**
 * A fault at any one call of a port: a host's story is told once in quiet, to number the calls that the engine makes, and then
 * again with one call of them dying, throwing, hanging, answering late, or finding another time. Needs no test framework.
 */
@NullMarked
package io.holdfast.testkit.faults;

import org.jspecify.annotations.NullMarked;
