/** What reading and deciding cost, as ratios measured in one run: JMH, run by hand. */
@NullMarked
package io.holdfast.benchmarks;

import org.jspecify.annotations.NullMarked;
