/**
 * What a host's tests, and ours, are written with; it needs no test framework. May use every room but {@code memory};
 * nothing uses it.
 */
@NullMarked
package io.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
